"""The parcel was stolen, or given to somebody else and reported as delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import Testimony, said
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

KIND = CauseKind.STOLEN
STATED = False
SETTLED_BY = "The carrier's proof of delivery, or its search of the office and the courier's round."
NEXT_ACT = "Ask the buyer to look around, then send the inquiry and ask for the proof of delivery."

_COMPLAINT = frozenset({Milestone.REPORTED_NOT_RECEIVED})
_AT_RISK = frozenset({
    Milestone.CUSTOMS_CLEARED, Milestone.HANDED_TO_LAST_MILE, Milestone.PROCESSED,
    Milestone.ARRIVED_AT_DELIVERY_OFFICE, Milestone.OUT_FOR_DELIVERY,
    Milestone.DELIVERY_ATTEMPTED, Milestone.DELIVERED,
})  # fmt: skip
_BACK = frozenset({Milestone.RETURNING, Milestone.READY_FOR_PICKUP})


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.6 for a disputed delivery, 0.53 after the courier took it out."""
    return np.where(signs.disputed, 0.6, np.where(signs.with_courier, 0.53, 0.0))


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return delivery and complaint, or the scans at the door after which it fell silent."""
    del parcel
    told = said(journey, _COMPLAINT)
    scans = journey.scans[-1:]
    at_risk = tuple(event for event in scans if event.milestone in _AT_RISK)
    back = said(journey, _BACK)
    return Testimony(supports=(*at_risk, *told), opposes=back)
