"""Nothing happened to the parcel: it is late, and still on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import Testimony, last_scan, said
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

KIND = CauseKind.NONE
STATED = False
SETTLED_BY = "The next scan."
NEXT_ACT = "Wait, and watch for the next scan."

_AGAINST = frozenset({Milestone.REPORTED_NOT_RECEIVED})


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.01: it is told only where no other rule speaks."""
    return np.full(len(signs), 0.01)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the newest scan; the buyer's complaint speaks against."""
    del parcel
    return Testimony(supports=last_scan(journey), opposes=said(journey, _AGAINST))
