"""All parcels of one bag, flight or lorry were lost together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import Testimony, overtaken
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

KIND = CauseKind.TRANSPORT_ACCIDENT
STATED = False
SETTLED_BY = "One scan of any parcel that left with it, or the carrier's notice of the accident."
NEXT_ACT = "Ask the carrier about the bag or flight, naming all parcels that left with this one."

_MARKS = frozenset({Milestone.DEPARTED})
# Flights take days; of a lone pair both may be slow.
_SIBLINGS, _LONG = 2, 10.0


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.58 where two or more siblings are as silent since a departure ten days ago."""
    silent = signs.departed_last & (signs.others >= _SIBLINGS) & (signs.moved_on == 0)
    return np.where(silent & (signs.since_departure > _LONG), 0.58, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the departure after which it fell silent; any later scan speaks against."""
    del parcel
    return overtaken(journey, _MARKS)
