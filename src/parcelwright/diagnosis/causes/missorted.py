"""The parcel was sorted wrong, or sent to a wrong place or country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import Testimony, scans_after
from parcelwright.diagnosis.physical import HELD_IN_HAND, elsewhere
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

KIND = CauseKind.MISSORTED
STATED = False
SETTLED_BY = "A scan back on its route, or the answer of the office that scanned it last."
NEXT_ACT = "Ask the carrier to trace it at the office that scanned it off its route."


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.6 while it is off its route, 0.55 where it was once."""
    once = np.where(signs.misread | signs.astray, 0.55, 0.0)
    return np.where(signs.astray_last, 0.6, once)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the scans off its route, and those that show it back on it."""
    ends = (parcel.lane.origin_country, parcel.lane.destination_country)
    strayed = tuple(event for event in journey.scans if _strayed(event, ends))
    return Testimony(supports=strayed, opposes=scans_after(journey, strayed))


def _strayed(event: TrackingEvent, ends: tuple[str, str]) -> bool:
    if event.milestone is Milestone.MISSORTED:
        return True
    return event.milestone in HELD_IN_HAND and elsewhere(event.country, *ends)
