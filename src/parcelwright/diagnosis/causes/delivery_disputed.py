"""The carrier says delivered, the buyer says not received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import cause
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import Cause
    from parcelwright.parcels.journey import Journey

_MARKS = frozenset({Milestone.DELIVERED, Milestone.REPORTED_NOT_RECEIVED})


def weigh(journey: Journey, now: datetime) -> Cause | None:
    """Return the cause when a complaint came after the delivery and nothing settled it."""
    said = tuple(event for event in journey.events if event.milestone in _MARKS)
    marks = [event.milestone for event in said]
    if journey.outcome is not None or Milestone.DELIVERED not in marks:
        return None
    if marks[-1] is not Milestone.REPORTED_NOT_RECEIVED:
        return None
    return cause(CauseKind.DELIVERY_DISPUTED, 0.95, said, now)
