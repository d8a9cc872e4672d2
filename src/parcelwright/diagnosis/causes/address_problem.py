"""The carrier could not find, or was not let in at, the address."""

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

KIND = CauseKind.ADDRESS_PROBLEM
STATED = True
SETTLED_BY = "The buyer's full address as it is spoken and written there, held against the label."
NEXT_ACT = "Confirm the address with the buyer and give the carrier the corrected one."

_MARKS = frozenset({Milestone.ADDRESS_PROBLEM})


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.8 while the newest scan is about the address."""
    return np.where(signs.address, 0.8, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return what was said of the address, and the scans that overtook it."""
    del parcel
    return overtaken(journey, _MARKS)
