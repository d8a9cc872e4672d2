"""The carrier could not find, or was not let in at, the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import cause, current
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import Cause
    from parcelwright.parcels.journey import Journey

_MARKS = frozenset({Milestone.ADDRESS_PROBLEM})


def weigh(journey: Journey, now: datetime) -> Cause | None:
    """Return the cause while the newest scan is about the address."""
    if journey.outcome is not None:
        return None
    proof = current(journey, _MARKS)
    return cause(CauseKind.ADDRESS_PROBLEM, 0.8, proof, now) if proof else None
