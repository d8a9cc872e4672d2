"""The carrier says delivered, the buyer says not received."""

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

KIND = CauseKind.DELIVERY_DISPUTED
STATED = True
SETTLED_BY = "The carrier's proof of delivery: signature, place and photograph."
NEXT_ACT = (
    "Ask the buyer to check with household and neighbors, and the carrier for its proof of "
    "delivery."
)

_MARKS = frozenset({Milestone.DELIVERED, Milestone.REPORTED_NOT_RECEIVED})


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.95 where a complaint came after the delivery and nothing settled it."""
    return np.where(signs.disputed, 0.95, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return both statements."""
    del parcel
    return Testimony(supports=said(journey, _MARKS))
