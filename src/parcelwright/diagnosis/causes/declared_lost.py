"""The carrier says that the parcel is lost, or lost or damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import cause
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import Cause
    from parcelwright.parcels.journey import Journey

_MARKS = frozenset({Milestone.DECLARED_LOST, Milestone.LOST_OR_DAMAGED})


def weigh(journey: Journey, now: datetime) -> Cause | None:
    """Return the cause unless a later scan or another end contradicts the carrier."""
    proof = tuple(event for event in journey.events if event.milestone in _MARKS)
    if not proof or journey.outcome not in {None, Milestone.DECLARED_LOST}:
        return None
    place = journey.events.index(proof[-1])
    if any(event.milestone.is_scan for event in journey.events[place + 1 :]):
        return None
    return cause(CauseKind.DECLARED_LOST, 1.0, proof, now)
