"""The parcel waits for the buyer to fetch it."""

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

KIND = CauseKind.AWAITING_PICKUP
STATED = True
SETTLED_BY = "Whether the buyer has the notice and the parcel still lies there."
NEXT_ACT = "Ask the buyer to collect the parcel before it is sent back."

_MARKS = frozenset({Milestone.READY_FOR_PICKUP})


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.75 while the newest scan says that it can be fetched."""
    return np.where(signs.uncollected, 0.75, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the notices that it waits, and the scans that overtook them."""
    del parcel
    return overtaken(journey, _MARKS)
