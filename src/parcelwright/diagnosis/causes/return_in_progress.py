"""The parcel is on its way back to the sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import Testimony, said, scans_after
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

KIND = CauseKind.RETURN_IN_PROGRESS
STATED = True
SETTLED_BY = "A scan on the way back, or the parcel at your door."
NEXT_ACT = "Wait for the parcel to come back, and ask the buyer whether to send it again."

_MARKS = frozenset({Milestone.REFUSED, Milestone.UNCLAIMED, Milestone.RETURNING})
_ONWARD = frozenset({
    Milestone.ARRIVED_AT_DELIVERY_OFFICE, Milestone.OUT_FOR_DELIVERY, Milestone.DELIVERED,
})  # fmt: skip


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.9 in the return leg."""
    return np.where(signs.returning, 0.9, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return what turned it back, and the scans that show it going on."""
    del parcel
    turned = said(journey, _MARKS)
    onward = tuple(e for e in scans_after(journey, turned) if e.milestone in _ONWARD)
    return Testimony(supports=turned, opposes=onward)
