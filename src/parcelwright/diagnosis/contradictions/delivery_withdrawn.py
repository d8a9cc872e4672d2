"""The source told of a delivery and no longer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.contradiction import Certainty, Contradiction
from parcelwright.diagnosis.physical import goes_back
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

CODES = ("delivery_withdrawn",)


def find(parcel: Parcel, journey: Journey) -> Contradiction | None:
    """Return the withdrawn delivery; silent when it was only told otherwise.

    A delivery that was given another time, place or wording is still told, and a return
    explains why an earlier one is not.
    """
    del parcel
    stands = any(event.milestone is Milestone.DELIVERED for event in journey.events)
    gone = [event for event in journey.withdrawn if event.milestone is Milestone.DELIVERED]
    if not gone or stands or goes_back(journey) or journey.outcome is not None:
        return None
    return Contradiction(
        code="delivery_withdrawn",
        certainty=Certainty.SURE,
        events=(gone[-1],),
        asks_buyer=True,
    )
