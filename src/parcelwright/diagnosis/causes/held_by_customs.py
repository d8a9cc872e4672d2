"""Customs holds the parcel, or waits for papers or duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import cause, current
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import Cause
    from parcelwright.parcels.journey import Journey

_MARKS = frozenset({
    Milestone.HELD_BY_CUSTOMS, Milestone.CUSTOMS_NEEDS_DOCUMENTS, Milestone.DUTIES_UNPAID,
})  # fmt: skip


def weigh(journey: Journey, now: datetime) -> Cause | None:
    """Return the cause while the newest scans are holds."""
    if journey.outcome is not None:
        return None
    proof = current(journey, _MARKS)
    return cause(CauseKind.HELD_BY_CUSTOMS, 0.85, proof, now) if proof else None
