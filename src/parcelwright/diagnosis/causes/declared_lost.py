"""The carrier says that the parcel is lost, or lost or damaged."""

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

KIND = CauseKind.DECLARED_LOST
STATED = True
SETTLED_BY = "The carrier's written answer to the inquiry."
NEXT_ACT = "File the claim; the carrier's own word is its proof."

_MARKS = frozenset({Milestone.DECLARED_LOST, Milestone.LOST_OR_DAMAGED})


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 1 unless a later scan contradicts the carrier."""
    return np.where(signs.declared, 1.0, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the carrier's word, and the scans that came after it."""
    del parcel
    return overtaken(journey, _MARKS)
