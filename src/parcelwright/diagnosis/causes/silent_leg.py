"""The parcel fell silent after a scan that gives no reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import Testimony, last_scan

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

KIND = CauseKind.SILENT_LEG
STATED = True
SETTLED_BY = "The carrier's answer to an inquiry."
NEXT_ACT = "Send the loss inquiry to the carrier."


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.5 for any parcel with a scan; explained silence weighs more."""
    return np.where(signs.proven, 0.5, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the newest scan."""
    del parcel
    return Testimony(supports=last_scan(journey))
