"""What the money audit adds up: figures and groups, from the worker's lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, Min, Q, Sum

from parcelwright.claims.audit import Bucket
from parcelwright.money import Money
from parcelwright_web.models.claims import AuditLine
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.pages.words import rule_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright_web.models.accounts import Tenant
    from parcelwright_web.models.tenancy import TenantQuerySet

_STORED = Decimal("0.0001")


@dataclass(kw_only=True)
class Tally:
    """Parcels and their sums, one for each currency and never added across them."""

    parcels: int = 0
    without_sum: int = 0
    sums: dict[str, Money] = field(default_factory=dict)

    def add(self, parcels: int, total: Decimal | None, currency: str) -> None:
        """Count some parcels in, with the sum of their amounts where they have one."""
        self.parcels += parcels
        if total is None or not currency:
            self.without_sum += parcels
            return
        # SQLite adds in binary: back to the four places in which amounts are stored.
        self.add_money(Money.of(total.quantize(_STORED), currency))

    def add_money(self, money: Money) -> None:
        """Add an amount to the sum of its currency."""
        known = self.sums.get(money.currency)
        self.sums[money.currency] = money if known is None else known + money

    def merge(self, other: Tally) -> None:
        """Count another tally in."""
        self.parcels += other.parcels
        self.without_sum += other.without_sum
        for money in other.totals:
            self.add_money(money)

    @property
    def totals(self) -> list[Money]:
        """The sums by currency."""
        return [self.sums[currency] for currency in sorted(self.sums)]


@dataclass(kw_only=True)
class Group:
    """Parcels of one bucket, payer and rule.

    ``next_deadline`` is the next to come, of expired parcels the first that passed;
    ``passed`` counts the days that have passed, ``assumed`` those that are assumed, and
    ``paid`` what payers granted or paid so far.
    """

    bucket: str
    payer: str
    payer_name: str
    rule: str
    tally: Tally = field(default_factory=Tally)
    paid: Tally = field(default_factory=Tally)
    next_deadline: date | None = None
    zone: str = ""
    assumed: int = 0
    passed: int = 0
    whys: set[str] = field(default_factory=set)

    @property
    def title(self) -> str:
        """What the rule is called; of parcels that are not covered the one reason, if it is one."""
        if self.bucket == Bucket.NOT_COVERED and len(self.whys) == 1:
            return next(iter(self.whys))
        return rule_title(self.rule)

    @property
    def ends(self) -> Ends | None:
        """When the next deadline ends."""
        return ends(self.next_deadline, self.zone)


@dataclass(frozen=True, kw_only=True)
class Ends:
    """The last minute of a day in the zone of whoever must receive."""

    at: datetime
    zone: ZoneInfo


def ends(day: date | None, zone: str) -> Ends | None:
    """Return when a last day ends, or None for no day."""
    if day is None:
        return None
    place = ZoneInfo(zone or "UTC")
    return Ends(at=datetime.combine(day, time(23, 59), tzinfo=place), zone=place)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far the worker is: parcels of the tenant, assessed ones, and ones to do again.

    ``unscanned`` counts those that were looked at but cannot be judged without scans.
    """

    parcels: int
    assessed: int
    unscanned: int
    again: int
    troubled: int
    oldest: date | None
    newest: date | None

    @property
    def fine(self) -> int:
        """Parcels that are judged to be in no trouble."""
        return max(0, self.assessed - self.unscanned - self.troubled)

    @property
    def waiting(self) -> int:
        """Parcels that were never assessed."""
        return self.parcels - self.assessed


def progress(tenant: Tenant) -> Progress:
    """Return how far the audit is, in two queries."""
    unscanned = Q(assessed_at__isnull=False, standing="", outcome="", audit_line__isnull=True)
    parcels = Parcel.objects.for_tenant(tenant).aggregate(
        all=Count("pk"),
        assessed=Count("assessed_at"),
        unscanned=Count("pk", filter=unscanned),
        again=Count("pk", filter=Q(assess_due=True, assessed_at__isnull=False)),
    )
    lines = AuditLine.objects.for_tenant(tenant).aggregate(
        all=Count("pk"), oldest=Min("on"), newest=Max("on")
    )
    return Progress(
        parcels=parcels["all"],
        assessed=parcels["assessed"],
        unscanned=parcels["unscanned"],
        again=parcels["again"],
        troubled=lines["all"],
        oldest=lines["oldest"],
        newest=lines["newest"],
    )


def groups(lines: TenantQuerySet[AuditLine]) -> list[Group]:
    """Return the lines added up by bucket, payer and rule, most urgent first, in one query."""
    found: dict[tuple[str, str, str], Group] = {}
    keys = ("bucket", "payer", "payer_name", "rule", "currency", "paid_currency", "zone")
    rows = (
        lines.order_by()
        .values(*keys)
        .annotate(
            parcels=Count("pk"),
            total=Sum("amount"),
            total_paid=Sum("paid"),
            first=Min("deadline"),
            upcoming=Min("deadline", filter=Q(deadline__gte=F("on"))),
            passed=Count("pk", filter=Q(deadline__lt=F("on"))),
            why_first=Min("why"),
            why_last=Max("why"),
            guessed=Count("pk", filter=Q(assumed=True)),
        )
    )
    for row in rows:
        key = (row["bucket"], row["payer"], row["rule"])
        group = found.setdefault(
            key,
            Group(bucket=key[0], payer=key[1], payer_name=row["payer_name"], rule=key[2]),
        )
        group.tally.add(row["parcels"], row["total"], row["currency"])
        if row["paid_currency"]:
            group.paid.add(row["parcels"], row["total_paid"], row["paid_currency"])
        group.assumed += row["guessed"]
        group.passed += row["passed"]
        group.whys |= {row["why_first"], row["why_last"]}
        first = row["first"] if group.bucket == Bucket.EXPIRED else row["upcoming"]
        if first is not None and (group.next_deadline is None or first < group.next_deadline):
            group.next_deadline, group.zone = first, row["zone"]
    return sorted(found.values(), key=_urgency)


def _urgency(group: Group) -> tuple[str, int, str, str]:
    return str(group.next_deadline or "9"), -group.tally.parcels, group.payer, group.rule


def tally(found: Iterable[Group], *buckets: Bucket) -> Tally:
    """Return the groups of some buckets added up."""
    total = Tally()
    for group in found:
        if group.bucket in buckets:
            total.merge(group.tally)
    return total


def paid(found: Iterable[Group]) -> Tally:
    """Return what payers granted or paid of all groups."""
    total = Tally()
    for group in found:
        total.merge(group.paid)
    return total
