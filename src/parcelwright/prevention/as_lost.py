"""What would be owed if a draft were shipped and lost: entitlement before the fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.entitlement import Clerk
from parcelwright.parcels.event_times import EventTime
from parcelwright.parcels.journey import Journey
from parcelwright.parcels.parcel import Contents, Parcel
from parcelwright.prevention.worth import in_currency
from parcelwright.rulebook.rule import ClaimType

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from parcelwright.claims.remedy import Entitlement, Remedy
    from parcelwright.money import Money
    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known
    from parcelwright.rulebook.exchange import Rates

# A day on which any inquiry may be made and hardly any period is over.
_DAYS_LATER = timedelta(days=45)
_UNTRACKED = Journey(events=())
# Orders of a file leave on a few days; what they share is worked out once a day.
_MOST_CLERKS = 16


@dataclass(frozen=True, kw_only=True)
class IfLost:
    """The answer for one draft.

    Args:
        found: The entitlement, with sums and exclusions and without explanations.
        best: The remedy with the highest sum, or the first with none; None where nobody is known
            to owe anything.
        goods: What the goods are worth.
        share: The highest sum as a share of the goods, or None where one is not known.
    """

    found: Entitlement
    best: Remedy | None
    goods: Money | None
    share: float | None


def if_lost(draft: Draft, known: Known) -> IfLost | None:
    """Return what would be owed for a loss, or None without rules, rates or a carrier."""
    if known.book is None or known.rates is None or not (draft.carrier or draft.insurer):
        return None
    day = draft.ship_on or known.on
    clerk = known.clerks.get(day)
    if clerk is None:
        if len(known.clerks) >= _MOST_CLERKS:
            known.clerks.clear()
        clerk = known.clerks[day] = Clerk(
            known.book,
            day + _DAYS_LATER,
            known.rates,
            contracts=known.contracts,
            covers=known.covers,
        )
    found = clerk.cover(parcel_of(draft, known), _UNTRACKED, claim_type=ClaimType.LOST_IN_TRANSIT)
    goods = draft.goods_value
    sums = [] if goods is None else _sums(found, goods.currency, day, known.rates)
    ruled = [remedy for remedy in found.remedies if remedy.rule]
    best = max(sums, key=lambda pair: pair[0]) if sums else None
    share = float(best[0] / goods.amount) if best and goods and goods.amount > 0 else None
    first = ruled[0] if ruled else None
    return IfLost(found=found, best=best[1] if best else first, goods=goods, share=share)


def _sums(
    found: Entitlement, currency: str, day: date, rates: Rates
) -> list[tuple[Decimal, Remedy]]:
    sums = []
    for remedy in found.remedies:
        if remedy.amount is None:
            continue
        amount = in_currency(remedy.amount, currency, day, rates)
        if amount is not None:
            sums.append((amount, remedy))
    return sums


def parcel_of(draft: Draft, known: Known) -> Parcel:
    """Return the parcel that a draft would become, accepted on the day it ships."""
    return Parcel(
        tracking_number=draft.tracking_number or draft.order_number,
        carrier=draft.carrier,
        service=draft.service,
        lane=draft.lane,
        contents=Contents(
            description="; ".join(line.description for line in draft.lines if line.description),
            hs_code=draft.lines[0].hs_code if len(draft.lines) == 1 else "",
            value=draft.goods_value,
            declared=draft.declared,
            weight_g=draft.weight_g or draft.lines_weight_g,
        ),
        buyer=draft.recipient,
        accepted_at=_on(draft.ship_on or known.on),
        promised_by=draft.promised_by,
        order_number=draft.order_number,
        sales_channel=draft.sales_channel,
        postage=draft.postage,
        insurer=draft.insurer,
        insured=draft.insured,
        carrier_account=draft.carrier_account,
        programme=draft.programme,
        contract_party=draft.contract_party,
    )


@lru_cache(maxsize=64)
def _on(day: date) -> EventTime:
    return EventTime.on(day)
