"""A scan in a country that is neither the origin nor the destination, where none should be.

On the way out a parcel passes through hubs that nobody announces. After it reached the country
of destination, or at a door, a third country is no stop on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.contradiction import Certainty, Contradiction
from parcelwright.diagnosis.physical import AT_THE_DOOR, goes_back, placed, same_country
from parcelwright.diagnosis.travel import impossible
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.moments import surely_before

if TYPE_CHECKING:
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

CODES = ("scan_in_third_country", "door_in_third_country")


def find(parcel: Parcel, journey: Journey) -> Contradiction | None:
    """Return the scan with the one it contradicts; silent for returns and unknown lanes.

    Where the parcel cannot have come there at all, the place of the scan is what is wrong, and
    that is another contradiction.
    """
    lane = parcel.lane
    if not lane.origin_country or not lane.destination_country or goes_back(journey):
        return None
    there: TrackingEvent | None = None
    scans = placed(journey)
    for event in scans:
        if same_country(event.country, lane.destination_country):
            there = event
        elif not same_country(event.country, lane.origin_country):
            found = _judged(event, there)
            if found is not None and not any(impossible(event, other) for other in scans):
                return found
    return None


def _judged(event: TrackingEvent, there: TrackingEvent | None) -> Contradiction | None:
    figures = (("country", event.country),)
    if there is not None and _is_later(event, there):
        return Contradiction(
            code="scan_in_third_country",
            certainty=Certainty.LIKELY,
            events=(there, event),
            figures=figures,
        )
    # A delivery in another country is a matter of its own: delivered elsewhere.
    if event.milestone in AT_THE_DOOR and event.milestone is not Milestone.DELIVERED:
        return Contradiction(
            code="door_in_third_country",
            certainty=Certainty.LIKELY,
            events=(event,),
            figures=figures,
        )
    return None


def _is_later(event: TrackingEvent, there: TrackingEvent) -> bool:
    if event.occurred_at is None or there.occurred_at is None:
        return False
    return surely_before(there.occurred_at, event.occurred_at)
