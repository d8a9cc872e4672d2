"""Finds the scan that speaks for a cause, and says whether a later one overtook it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.detection.assessment import Reason
from parcelwright.diagnosis.diagnosis import Cause

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import CauseKind
    from parcelwright.parcels.events import Milestone, TrackingEvent
    from parcelwright.parcels.journey import Journey


def current(journey: Journey, marks: Collection[Milestone]) -> tuple[TrackingEvent, ...]:
    """Return the events with these milestones at the end of the scans, oldest first.

    Empty when the newest scan says something else.
    """
    out: list[TrackingEvent] = []
    for event in reversed(journey.scans):
        if event.milestone not in marks:
            break
        out.append(event)
    return tuple(reversed(out))


def since(event: TrackingEvent, now: datetime) -> str:
    """Return whole days from an event to ``now``, as text; empty without a usable time."""
    at = event.received_at if event.occurred_at is None else event.occurred_at.utc
    return "" if at is None else str(max((now - at).days, 0))


def cause(
    kind: CauseKind, strength: float, proof: tuple[TrackingEvent, ...], now: datetime
) -> Cause:
    """Return a cause whose reason is its newest proof and the days since then."""
    figures = (("days", since(proof[-1], now)),) if proof else ()
    return Cause(
        kind=kind,
        strength=strength,
        reasons=(Reason(code=kind.value, figures=figures),),
        proof=proof,
    )
