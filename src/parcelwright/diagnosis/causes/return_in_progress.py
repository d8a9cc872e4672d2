"""The parcel is on its way back to the sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import cause
from parcelwright.parcels.events import Milestone, Stage

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import Cause
    from parcelwright.parcels.journey import Journey

_MARKS = frozenset({Milestone.REFUSED, Milestone.UNCLAIMED, Milestone.RETURNING})


def weigh(journey: Journey, now: datetime) -> Cause | None:
    """Return the cause while the parcel is in the return leg."""
    if journey.outcome is not None or journey.stage is not Stage.RETURN:
        return None
    proof = tuple(event for event in journey.scans if event.milestone in _MARKS)
    return cause(CauseKind.RETURN_IN_PROGRESS, 0.9, proof, now)
