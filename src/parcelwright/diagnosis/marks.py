"""The tools that causes share: which scans speak for one, and which against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.detection.assessment import Reason
from parcelwright.diagnosis.diagnosis import Cause

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import CauseKind
    from parcelwright.parcels.events import Milestone, TrackingEvent
    from parcelwright.parcels.journey import Journey


@dataclass(frozen=True, kw_only=True)
class Testimony:
    """The events of a journey that speak for a cause and against it, oldest first."""

    supports: tuple[TrackingEvent, ...] = ()
    opposes: tuple[TrackingEvent, ...] = ()


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


def said(journey: Journey, marks: Collection[Milestone]) -> tuple[TrackingEvent, ...]:
    """Return the events with these milestones, oldest first."""
    return tuple(event for event in journey.events if event.milestone in marks)


def scans_after(journey: Journey, events: tuple[TrackingEvent, ...]) -> tuple[TrackingEvent, ...]:
    """Return the scans after the newest of some events; none when there is no such event."""
    if not events:
        return ()
    place = journey.events.index(events[-1])
    return tuple(event for event in journey.events[place + 1 :] if event.milestone.is_scan)


def overtaken(journey: Journey, marks: Collection[Milestone]) -> Testimony:
    """Return the events with these milestones, and the scans that overtook them."""
    found = said(journey, marks)
    return Testimony(supports=found, opposes=scans_after(journey, found))


def last_scan(journey: Journey) -> tuple[TrackingEvent, ...]:
    """Return the newest scan alone, or nothing."""
    return () if journey.last_scan is None else (journey.last_scan,)


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
