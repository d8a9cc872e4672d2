"""What checks came to: month by month, check by check, and what losses would have shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from parcelwright.cases.case import ClosedAs
from parcelwright.money import Money
from parcelwright.parcels.events import Milestone
from parcelwright.prevention.hindsight import score_checks, would_have_caught
from parcelwright.prevention.known import Known
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.actions.past import lost_parcels
from parcelwright_web.models.cases import Case
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.prevention.hindsight import CheckScore, Missed
    from parcelwright_web.models.accounts import Tenant

# A year of checked orders, opened one by one for their findings.
_MOST_ORDERS = 20_000
_YEAR = timedelta(days=365)
_QUARTER = timedelta(days=90)
_GRAVE = ("stop", "warn")
_NEVER_CAME = (ClosedAs.PAID, ClosedAs.WRITTEN_OFF)


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
        (
            frozenset(x["check"] for x in row.findings if x["severity"] in _GRAVE),
            ends[row.number_key][0],
        )
        for row in drafts
        if row.number_key in ends
    ]
    known = Known(on=now.date(), book=shipped_book())
    lost = [row.to_domain() for row in lost_parcels(tenant.pk) if row.created_at >= now - _QUARTER]
    return Hindsight(
        months=_months(drafts, ends),
        scores=score_checks(closed),
        missed=would_have_caught(lost, known),
    )


def _ends(tenant: Tenant, keys: list[str]) -> dict[str, tuple[bool, Money | None]]:
    """Return of each closed order whether it was lost, with what its goods were worth."""
    lost_cases = Case.objects.for_tenant(tenant).filter(closed_as__in=_NEVER_CAME)
    lost = set(lost_cases.values_list("parcel_id", flat=True))
    found = {}
    wanted = set(keys)
    rows = Parcel.objects.for_tenant(tenant).filter(
        Q(outcome__gt="") | Q(pk__in=lost_cases.values("parcel_id"))
    )
    for pk, key, outcome, value, currency in rows.values_list(
        "pk", "order_key", "outcome", "value", "currency"
    ).iterator():
        if key in wanted:
            never = pk in lost or outcome in {Milestone.DECLARED_LOST, Milestone.LOST_OR_DAMAGED}
            worth = Money(value, currency) if value is not None and currency else None
            found[key] = (never, worth)
    return found


def _months(
    drafts: list[OrderDraft], ends: dict[str, tuple[bool, Money | None]]
) -> tuple[Month, ...]:
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
        lost, worth = ends.get(row.number_key, (False, None))
        count["lost"] += lost
        if lost and worth is not None:
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
