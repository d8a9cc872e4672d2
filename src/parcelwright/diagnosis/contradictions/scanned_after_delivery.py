"""Delivered, and later on its way to a door or over a border again.

Carriers sync late and scan once more at the same office; both say nothing. A courier who sets
out with a parcel more than a day after it was delivered holds a parcel that was not.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.diagnosis.contradiction import Certainty, Contradiction
from parcelwright.diagnosis.physical import goes_back, same_country
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.moments import surely_before

if TYPE_CHECKING:
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

CODES = ("scanned_after_delivery",)
# A day for scans that are keyed in later than they happen.
_LATE = timedelta(days=1)
_MOVES = frozenset({
    Milestone.DEPARTED, Milestone.ARRIVED, Milestone.OUT_FOR_DELIVERY,
    Milestone.DELIVERY_ATTEMPTED, Milestone.MISSORTED,
})  # fmt: skip


def find(parcel: Parcel, journey: Journey) -> Contradiction | None:
    """Return the delivery and the move after it; silent for returns and for a new delivery.

    What was delivered to a neighbor or locker first and to the buyer then has ended well.
    """
    del parcel
    said = [event for event in journey.events if event.milestone is Milestone.DELIVERED]
    if not said or goes_back(journey):
        return None
    for event in journey.events:
        if _moves_after(said[-1], event):
            return Contradiction(
                code="scanned_after_delivery",
                certainty=Certainty.LIKELY,
                events=(said[-1], event),
                asks_buyer=True,
            )
    return None


def _moves_after(delivery: TrackingEvent, event: TrackingEvent) -> bool:
    if delivery.occurred_at is None or event.occurred_at is None:
        return False
    elsewhere = bool(delivery.country and event.country) and not same_country(
        delivery.country, event.country
    )
    moves = event.milestone in _MOVES or (event.milestone.is_scan and elsewhere)
    return moves and surely_before(delivery.occurred_at, event.occurred_at, _LATE)
