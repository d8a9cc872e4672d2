"""What is known of one parcel that a rule can count or reckon with."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone, Stage
from parcelwright.records import changing, quickly_made
from parcelwright.rulebook.spans import Since
from parcelwright.rulebook.terms import Basis

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.course import Course
    from parcelwright.parcels.event_times import EventTime
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


def facts_of(parcel: Parcel, journey: Journey, known: Mapping[Since, date] | None = None) -> Facts:
    """Return what rules can use of a parcel; ``known`` adds moments of our own case file."""
    return valued(parcel, scanned_days(journey) | named_days(parcel, journey, known))


def valued(parcel: Parcel, moments: Mapping[Since, date]) -> Facts:
    """Return the facts of a parcel of which the moments are known.

    The actual loss is what the goods sold for, or what they cost when that is unknown; never
    what was declared.
    """
    contents = parcel.contents
    values = _values(parcel)
    grams = contents.weight_g
    return Facts(
        moments=moments,
        values=values,
        weight_kg=None if grams is None else Decimal(grams) / 1000,
        items=contents.items,
        currency=next((money.currency for money in values.values()), ""),
    )


def _values(parcel: Parcel) -> dict[Basis, Money]:
    contents, values = parcel.contents, {}
    sale, cost, insured, postage = contents.value, contents.cost, parcel.insured, parcel.postage
    loss = sale or cost
    if loss is not None:
        values[_LOSS] = loss
    if sale is not None:
        values[_SALE] = sale
    if cost is not None:
        values[_COST] = cost
    if contents.declared is not None:
        values[_DECLARED] = contents.declared
    if insured is not None:
        values[_INSURED] = insured
    if postage is not None:
        values[_POSTAGE] = postage
    return values


_LOSS, _SALE, _COST = Basis.LOSS, Basis.SALE, Basis.COST
_DECLARED, _INSURED, _POSTAGE = Basis.DECLARED, Basis.INSURED, Basis.POSTAGE
NO_VALUES = Facts(moments=MappingProxyType({}), values=MappingProxyType({}))
# Makes of those the facts with some moments, for who asks for no sum.
unvalued = changing(Facts, "moments")


def named_days(
    parcel: Parcel, journey: Journey, known: Mapping[Since, date] | None = None
) -> dict[Since, date]:
    """Return the moments that the parcel itself names, or the scan that took it in its place.

    ``known`` adds moments of our own case file, and takes precedence.
    """
    taken, handed = parcel.accepted_at or _taking_scan(journey), parcel.handed_over_at
    ordered, label = parcel.ordered_at, parcel.label_created_at
    paid, due = parcel.paid_at or ordered, parcel.latest_delivery_estimate or parcel.promised_by
    moments: dict[Since, date] = {}
    posted = shipped = None
    if handed is not None:
        moments[_HANDOVER] = posted = shipped = handed.local.date()
    if taken is not None:
        # A receipt for handing over proves posting as well as a scan does, and is never later.
        moments[_ACCEPTANCE] = posted = taken.local.date()
        shipped = shipped or posted
    if posted is not None:
        moments[_POSTING] = posted
    # The first of the days that a payer could call the day of shipping.
    if label is not None:
        moments[_LABEL] = shipped = label.local.date()
    if shipped is not None:
        moments[_SHIPPED] = shipped
    if ordered is not None:
        moments[_ORDERED] = ordered.local.date()
    if paid is not None:
        moments[_PAID] = paid.local.date()
    if due is not None:
        moments[_DUE] = due.local.date()
    if known:
        moments |= known
    return moments


def scanned_days(journey: Journey) -> dict[Since, date]:
    """Return the moments that scans tell."""
    events, moments = journey.events, {}
    for since, at in _told(journey.course).items():
        time = events[at].occurred_at
        if time is not None:
            moments[since] = time.local.date()
    return moments


def _taking_scan(journey: Journey) -> EventTime | None:
    at = _told(journey.course).get(_ACCEPTANCE)
    return None if at is None else journey.events[at].occurred_at


_ACCEPTANCE, _HANDOVER, _LABEL = Since.ACCEPTANCE_SCAN, Since.HANDOVER, Since.LABEL_CREATED
_POSTING, _SHIPPED, _DUE = Since.POSTING, Since.SHIP_DATE, Since.DUE_DELIVERY
_ORDERED, _PAID = Since.ORDERED, Since.PAID
_AT_ORIGIN = frozenset({None, Stage.ORIGIN})


@lru_cache(maxsize=4096)
def _told(course: Course) -> Mapping[Since, int]:
    """Return the moments that the events of a course tell, each with the place of its event."""
    first, scans = course.first, course.scans
    places = {
        # A first scan in the country of destination came weeks after posting: no start of a period.
        _ACCEPTANCE: next(
            (at for mark, at in first.items() if at in scans[:1] and mark.stage in _AT_ORIGIN), None
        ),
        Since.DEPARTURE_SCAN: first.get(Milestone.DEPARTED),
        Since.DESTINATION_ARRIVAL: first.get(Milestone.ARRIVED),
        Since.LAST_SCAN: scans[-1] if scans else None,
        Since.DELIVERED_SCAN: course.last.get(Milestone.DELIVERED),
    }
    return {since: at for since, at in places.items() if at is not None}
