"""A label exists, but no carrier was ever seen to hold the parcel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import Testimony

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

KIND = CauseKind.NEVER_HANDED_OVER
STATED = True
SETTLED_BY = "The manifest or receipt of the handover, or the parcel on your own shelf."
NEXT_ACT = "Check whether the parcel was handed over; look for it, and for the receipt."


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.7 where nothing proves custody."""
    return np.where(signs.proven, 0.0, 0.7)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the first word of it while there is no scan; the first scan speaks against."""
    del parcel
    if not journey.scans:
        return Testimony(supports=journey.events[:1])
    return Testimony(opposes=journey.scans[:1])
