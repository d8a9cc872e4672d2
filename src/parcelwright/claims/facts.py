"""What is known of one parcel that a rule can count or reckon with."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone, Stage
from parcelwright.records import quickly_made
from parcelwright.rulebook.spans import Since
from parcelwright.rulebook.terms import Basis

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.events import EventTime, TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Facts:
    """Moments, values and weight of one parcel; what is not known is not in here.

    Args:
        moments: Local calendar day of each moment.
        values: Money by what it stands for.
        weight_kg: Gross weight.
        items: How many items are inside.
        currency: The parcel's own currency, or empty.
    """

    moments: Mapping[Since, date] = field(default_factory=dict)
    values: Mapping[Basis, Money] = field(default_factory=dict)
    weight_kg: Decimal | None = None
    items: int | None = None
    currency: str = ""


def facts_of(
    parcel: Parcel,
    journey: Journey,
    known: Mapping[Since, date] | None = None,
    *,
    valued: bool = True,
) -> Facts:
    """Return what rules can use of a parcel; ``known`` adds moments of our own case file.

    Without ``valued`` only the moments, for who asks for no sum. The actual loss is what the
    goods sold for, or what they cost when that is unknown; never what was declared.
    """
    moments = _moments(parcel, journey)
    if known:
        moments |= known
    if not valued:
        return Facts(moments=moments, values=_UNASKED)
    contents = parcel.contents
    found = {
        Basis.LOSS: contents.value or contents.cost,
        Basis.SALE: contents.value,
        Basis.COST: contents.cost,
        Basis.DECLARED: contents.declared,
        Basis.INSURED: parcel.insured,
        Basis.POSTAGE: parcel.postage,
    }
    values = {basis: money for basis, money in found.items() if money is not None}
    grams = contents.weight_g
    return Facts(
        moments=moments,
        values=values,
        weight_kg=None if grams is None else Decimal(grams) / 1000,
        items=contents.items,
        currency=next((money.currency for money in values.values()), ""),
    )


_UNASKED: Mapping[Basis, Money] = MappingProxyType({})


def _moments(parcel: Parcel, journey: Journey) -> dict[Since, date]:
    course, events = journey.course, journey.events
    scans = course.scans
    accepted = parcel.accepted_at or (_acceptance(events[scans[0]]) if scans else None)
    handed, label = parcel.handed_over_at, parcel.label_created_at
    departed, arrived = course.first.get(_DEPARTED), course.first.get(_ARRIVED)
    delivered = course.last.get(_DELIVERED)
    times = (
        accepted,
        # A receipt for handing over proves posting as well as a scan does, and is never later.
        accepted or handed,
        handed,
        label,
        # The first of the days that a payer could call the day of shipping.
        label or handed or accepted,
        parcel.ordered_at,
        parcel.paid_at or parcel.ordered_at,
        None if departed is None else events[departed].occurred_at,
        None if arrived is None else events[arrived].occurred_at,
        parcel.latest_delivery_estimate or parcel.promised_by,
        events[scans[-1]].occurred_at if scans else None,
        None if delivered is None else events[delivered].occurred_at,
    )
    return {
        # As its day is told, without asking each time for a property.
        since: time.local.date()
        for since, time in zip(_SINCE, times, strict=True)
        if time is not None
    }


_DEPARTED, _ARRIVED, _DELIVERED = Milestone.DEPARTED, Milestone.ARRIVED, Milestone.DELIVERED
# In the order in which the times of a parcel are looked up.
_SINCE = (
    Since.ACCEPTANCE_SCAN,
    Since.POSTING,
    Since.HANDOVER,
    Since.LABEL_CREATED,
    Since.SHIP_DATE,
    Since.ORDERED,
    Since.PAID,
    Since.DEPARTURE_SCAN,
    Since.DESTINATION_ARRIVAL,
    Since.DUE_DELIVERY,
    Since.LAST_SCAN,
    Since.DELIVERED_SCAN,
)


def _acceptance(first: TrackingEvent) -> EventTime | None:
    # A first scan in the country of destination came weeks after posting: no start of a period.
    return first.occurred_at if first.milestone.stage in _AT_ORIGIN else None


_AT_ORIGIN = frozenset({None, Stage.ORIGIN})
