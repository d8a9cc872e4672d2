"""Claims as they stand in the ledger, and what each payer owes, by currency."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Max, Min, Sum

from parcelwright.money import Money
from parcelwright_web.models.claims import LedgerEntry, LedgerKind
from parcelwright_web.pages.audit_figures import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from parcelwright_web.models.accounts import Tenant

OPEN, GRANTED, PART, REFUSED, PAID = "open", "granted", "part", "refused", "paid"
WAITING = frozenset({OPEN, GRANTED, PART})
AGES = (30, 60, 90)
_STORED = Decimal("0.0001")


@dataclass(kw_only=True)
class Claim:
    """One claim under one rule, what was taken back left out.

    ``sums`` holds the sum of each kind of entry by currency, ``days`` the last day of each.
    """

    case: int
    number: int
    tracking_number: str
    payer: str
    payer_name: str
    rule: str
    sums: dict[str, dict[str, Money]] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Where it stands; it is open while nobody has answered."""
        if LedgerKind.PAID in self.days:
            return PART if self.owed else PAID
        for kind in (GRANTED, REFUSED):
            if kind in self.days:
                return kind
        return OPEN

    @property
    def owed(self) -> list[Money]:
        """What is still to come: the grant, or what was asked, less what was paid.

        What was paid in another currency than was granted settles the claim.
        """
        due = self.money(LedgerKind.GRANTED) or self.asked
        paid = self.sums.get(LedgerKind.PAID, {})
        if paid and not any(money.currency in paid for money in due):
            return []
        rest = [money - paid[money.currency] if money.currency in paid else money for money in due]
        return [money for money in rest if money.amount > 0]

    @property
    def asked_on(self) -> date:
        """The day on which it was filed."""
        return self.days[LedgerKind.ASKED]

    def money(self, kind: str) -> list[Money]:
        """Return the sums of one kind of entry."""
        found = self.sums.get(kind, {})
        return [found[currency] for currency in sorted(found)]

    @property
    def asked(self) -> list[Money]:
        """What was asked."""
        return self.money(LedgerKind.ASKED)

    @property
    def paid(self) -> list[Money]:
        """What came."""
        return self.money(LedgerKind.PAID)

    def age(self, today: date) -> int:
        """Return the days since it was filed."""
        return (today - self.asked_on).days


def claims_of(tenant: Tenant) -> list[Claim]:
    """Return all claims of a tenant, the longest open first, in one query."""
    keys = ("case_id", "case__number", "case__parcel__tracking_number", "payer", "payer_name",
            "rule", "currency", "kind")  # fmt: skip
    rows = LedgerEntry.objects.for_tenant(tenant).order_by().values(*keys)
    found: dict[tuple[int, str], Claim] = {}
    for row in rows.annotate(total=Sum("amount"), first=Min("on"), last=Max("on")):
        # An entry that was taken back stands twice, with opposite signs.
        total = row["total"].quantize(_STORED)
        if total <= 0:
            continue
        claim = found.setdefault(
            (row["case_id"], row["rule"]),
            Claim(
                case=row["case_id"],
                number=row["case__number"],
                tracking_number=row["case__parcel__tracking_number"],
                payer=row["payer"],
                payer_name=row["payer_name"],
                rule=row["rule"],
            ),
        )
        claim.sums.setdefault(row["kind"], {})[row["currency"]] = Money.of(total, row["currency"])
        day = row["first"] if row["kind"] == LedgerKind.ASKED else row["last"]
        claim.days[row["kind"]] = day
    filed = [claim for claim in found.values() if LedgerKind.ASKED in claim.days]
    return sorted(filed, key=lambda each: (each.state not in WAITING, each.asked_on, each.number))


@dataclass(kw_only=True)
class Payer:
    """What one payer was asked, answered and paid.

    ``ages`` counts open claims by how long they are open: up to 30, 60, 90 days, longer.
    """

    payer: str
    name: str
    filed: Tally = field(default_factory=Tally)
    granted: int = 0
    refused: int = 0
    paid: Tally = field(default_factory=Tally)
    open: Tally = field(default_factory=Tally)
    ages: list[int] = field(default_factory=lambda: [0] * (len(AGES) + 1))
    oldest: int = 0

    @property
    def answered(self) -> int:
        """Claims with an answer."""
        return self.granted + self.refused

    @property
    def granted_in_100(self) -> int | None:
        """Share of granted claims among the answered ones; None below twenty answers."""
        if self.answered < _ENOUGH_ANSWERS:
            return None
        return round(100 * self.granted / self.answered)

    def take(self, claim: Claim, today: date) -> None:
        """Count a claim in."""
        _add(self.filed, claim.asked)
        if claim.state in {PAID, PART, GRANTED}:
            self.granted += 1
        if claim.state == REFUSED:
            self.refused += 1
        if claim.paid:
            _add(self.paid, claim.paid)
        if claim.state in WAITING:
            _add(self.open, claim.owed)
            age = claim.age(today)
            self.oldest = max(self.oldest, age)
            self.ages[sum(age > limit for limit in AGES)] += 1


_ENOUGH_ANSWERS = 20


def _add(tally: Tally, sums: Iterable[Money]) -> None:
    tally.parcels += 1
    for money in sums:
        tally.add_money(money)


def payers_of(claims: Iterable[Claim], today: date) -> list[Payer]:
    """Return the payers of some claims, those with the most open claims first."""
    found: dict[str, Payer] = {}
    for claim in claims:
        payer = found.setdefault(claim.payer, Payer(payer=claim.payer, name=claim.payer_name))
        payer.take(claim, today)
    return sorted(found.values(), key=lambda each: (-each.open.parcels, each.name))


def everything(payers: Iterable[Payer]) -> Payer:
    """Return all payers added up."""
    whole = Payer(payer="", name="")
    for each in payers:
        whole.granted += each.granted
        whole.refused += each.refused
        whole.filed.merge(each.filed)
        whole.paid.merge(each.paid)
        whole.open.merge(each.open)
    return whole
