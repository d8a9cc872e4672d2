"""The parcel arrived, and nobody scanned it."""

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

KIND = CauseKind.MISSING_SCAN
STATED = False
SETTLED_BY = "The buyer's word that it came."
NEXT_ACT = "Ask the buyer whether it came after all."

_NEAR = frozenset({
    Milestone.CUSTOMS_CLEARED, Milestone.HANDED_TO_LAST_MILE, Milestone.PROCESSED,
    Milestone.ARRIVED_AT_DELIVERY_OFFICE, Milestone.DELIVERY_ATTEMPTED,
})  # fmt: skip
_AGAINST = frozenset({
    Milestone.REPORTED_NOT_RECEIVED, Milestone.OUT_FOR_DELIVERY, Milestone.DELIVERED,
})  # fmt: skip


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.52 while it was last seen at the office that delivers."""
    return np.where(signs.at_office & ~signs.complained, 0.52, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the last scan near the door; a complaint or the courier's own scan speaks against."""
    del parcel
    near = tuple(event for event in last_scan(journey) if event.milestone in _NEAR)
    return Testimony(supports=near, opposes=said(journey, _AGAINST))
