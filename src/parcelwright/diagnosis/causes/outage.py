"""The source or the carrier stopped reporting, so silence says little."""

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

KIND = CauseKind.OUTAGE
STATED = True
SETTLED_BY = "The carrier's own tracking page, or a scan once reports come again."
NEXT_ACT = "Look at the carrier's own page, and hold back until reports come again."

_MARKS = frozenset({Milestone.SOURCE_STOPPED, Milestone.SOURCE_SILENT})


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.55 where the source stopped: it explains silence, and nothing else."""
    return np.where(signs.stopped, 0.55, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the notes that reports stopped, and the scans that came since."""
    del parcel
    return overtaken(journey, _MARKS)
