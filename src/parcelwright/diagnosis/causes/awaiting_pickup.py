"""The parcel waits for the buyer to fetch it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import cause, current
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import Cause
    from parcelwright.parcels.journey import Journey

_MARKS = frozenset({Milestone.READY_FOR_PICKUP})


def weigh(journey: Journey, now: datetime) -> Cause | None:
    """Return the cause while the newest scan says that it can be fetched."""
    if journey.outcome is not None:
        return None
    proof = current(journey, _MARKS)
    return cause(CauseKind.AWAITING_PICKUP, 0.75, proof, now) if proof else None
