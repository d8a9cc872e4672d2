"""What checks came to: month by month, check by check, and what losses would have shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from parcelwright.cases.case import ClosedAs
from parcelwright.money import Money
from parcelwright.parcels.events import Milestone
from parcelwright.prevention.check_scores import ClosedOrder, score_checks
from parcelwright.prevention.hindsight import seen_before, would_have_caught
from parcelwright.prevention.known import Known
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.actions.past import lost_parcels
from parcelwright_web.models.cases import Case
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright.prevention.check_scores import CheckScore
    from parcelwright.prevention.finding import Finding
    from parcelwright.prevention.hindsight import Missed
    from parcelwright_web.models.accounts import Tenant

# A year of checked orders, opened one by one for their findings.
_MOST_ORDERS = 20_000
_YEAR = timedelta(days=365)
_QUARTER = timedelta(days=90)
_GRAVE = ("stop", "warn")
_NEVER_CAME = (ClosedAs.PAID, ClosedAs.WRITTEN_OFF)
# A parcel that was called off left no lesson; one that came back or was seized did.
_FAILED = (Milestone.DECLARED_LOST, Milestone.SEIZED, Milestone.DESTROYED, Milestone.RETURNED)
# Parcels that arrived, beside which losses are seen: the newest of the tenant.
_MOST_ARRIVED = 500


@dataclass(frozen=True, kw_only=True)
class End:
    """How the parcels of one order ended.

    Args:
        lost: One of them never came.
        failed: One never came, was seized or came back.
        worth: What the goods of those that never came were worth, as far as known.
        lane: Countries from and to of the first.
    """

    lost: bool
    failed: bool
    worth: tuple[Money, ...]
    lane: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Month:
    """One month of checks.

    Args:
        name: Such as 2026-11.
        flagged: Orders with a stop or a warning at their last check.
        released: Orders that a person shipped as they were; ``lost_released`` of them never came.
        lost_value: What the goods of those were worth, by currency.
    """

    name: str
    checked: int
    flagged: int
    asked: int
    released: int
    lost_released: int
    lost_value: tuple[Money, ...]


class _Ended(NamedTuple):
    """Columns of a parcel that tell how it ended."""

    pk: int
    order_key: str
    outcome: str
    value: Decimal | None
    currency: str
    origin_country: str
    destination_country: str


@dataclass(frozen=True, kw_only=True)
class Hindsight:
    """All that the report shows."""

    months: tuple[Month, ...]
    scores: tuple[CheckScore, ...]
    missed: tuple[Missed, ...]


def hindsight_of(tenant: Tenant, now: datetime) -> Hindsight:
    """Return what the checks of a year came to, and what losses of a quarter would have shown."""
    rows = OrderDraft.objects.for_tenant(tenant).filter(checked_at__gte=now - _YEAR)
    drafts = list(rows.order_by("-pk")[:_MOST_ORDERS])
    ends = _ends(tenant, [row.number_key for row in drafts])
    closed = [
        ClosedOrder(
            checks=frozenset(x["check"] for x in row.findings if x["severity"] in _GRAVE),
            failed=ends[row.number_key].failed,
            lane=ends[row.number_key].lane,
        )
        for row in drafts
        if row.number_key in ends
    ]
    known = _known(now)
    lost = [row.to_domain() for row in lost_parcels(tenant.pk) if row.created_at >= now - _QUARTER]
    return Hindsight(
        months=_months(drafts, ends),
        scores=score_checks(closed),
        missed=would_have_caught(lost, known, _arrived(tenant) if lost else ()),
    )


def hindsight_of_case(case: Case, now: datetime) -> tuple[Finding, ...] | None:
    """Return what checks would have warned of before the parcel of a closed case left.

    None where the case is open or the parcel arrived: then there is nothing to learn of it.
    """
    if case.closed_at is None or case.closed_as == ClosedAs.ARRIVED:
        return None
    return seen_before(case.parcel.to_domain(), _known(now))


def _known(now: datetime) -> Known:
    return Known(on=now.date(), book=shipped_book())


def _arrived(tenant: Tenant) -> list[DomainParcel]:
    rows = Parcel.objects.for_tenant(tenant).filter(outcome=Milestone.DELIVERED)
    return [row.to_domain() for row in rows.order_by("-pk")[:_MOST_ARRIVED]]


def _ends(tenant: Tenant, keys: list[str]) -> dict[str, End]:
    """Return how each order ended whose parcels have all ended."""
    cases = Case.objects.for_tenant(tenant)
    never_came = set(cases.filter(closed_as__in=_NEVER_CAME).values_list("parcel_id", flat=True))
    wanted = set(keys)
    found: dict[str, list[_Ended]] = defaultdict(list)
    rows = Parcel.objects.for_tenant(tenant).filter(order_key__gt="")
    for told in rows.order_by("pk").values_list(*_Ended._fields).iterator():
        row = _Ended(*told)
        if row.order_key in wanted and row.outcome != Milestone.CANCELLED:
            found[row.order_key].append(row)
    return {
        key: _end(rows, never_came)
        for key, rows in found.items()
        if all(row.outcome or row.pk in never_came for row in rows)
    }


def _end(rows: list[_Ended], never_came: set[int]) -> End:
    lost = [row for row in rows if row.pk in never_came or row.outcome == Milestone.DECLARED_LOST]
    return End(
        lost=bool(lost),
        failed=bool(lost) or any(row.outcome in _FAILED for row in rows),
        worth=tuple(
            Money(row.value, row.currency) for row in lost if row.value is not None and row.currency
        ),
        lane=(rows[0].origin_country, rows[0].destination_country),
    )


def _months(drafts: list[OrderDraft], ends: dict[str, End]) -> tuple[Month, ...]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sums: dict[str, dict[str, Money]] = defaultdict(dict)
    for row in drafts:
        name = row.checked_at.strftime("%Y-%m")
        count = counts[name]
        count["checked"] += 1
        count["flagged"] += row.stops + row.warnings > 0
        count["asked"] += row.asked_at is not None
        if row.released_at is None:
            continue
        count["released"] += 1
        end = ends.get(row.number_key)
        if end is None:
            continue
        count["lost"] += end.lost
        for worth in end.worth:
            held = sums[name].get(worth.currency, Money.of(0, worth.currency))
            sums[name][worth.currency] = held + worth
    return tuple(
        Month(
            name=name,
            checked=count["checked"],
            flagged=count["flagged"],
            asked=count["asked"],
            released=count["released"],
            lost_released=count["lost"],
            lost_value=tuple(sums[name][code].rounded() for code in sorted(sums[name])),
        )
        for name, count in sorted(counts.items(), reverse=True)
    )
