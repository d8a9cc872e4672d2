"""Duties or taxes are not paid, so the parcel is not let in."""

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

KIND = CauseKind.UNPAID_DUTY
STATED = True
SETTLED_BY = "The bill for duties, and who was to pay it by the terms of the sale."
NEXT_ACT = "Pay the duties or ask the buyer to, and tell the carrier."

_MARKS = frozenset({Milestone.DUTIES_UNPAID})


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.84 while the newest scan says so; the hold itself comes first."""
    return np.where(signs.unpaid, 0.84, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return what was said of duties, and the scans that overtook it."""
    del parcel
    return overtaken(journey, _MARKS)
