"""The journey of one parcel: its events ordered, without repeats, cut into legs.

A journey is a pure function of the set of events that are known, each with the
moment it was received, and of the snapshots that were told. The order in which they were
stored or heard changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from parcelwright.parcels.course import course_of
from parcelwright.parcels.events import Milestone, Stage, TrackingEvent
from parcelwright.parcels.snapshots import is_withdrawn, newest
from parcelwright.records import once, quickly_made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.parcels.course import Course
    from parcelwright.parcels.snapshots import Snapshot

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_TRANSIT_LEGS = {
    Stage.ANNOUNCED: "sender",
    Stage.ORIGIN: "origin",
    Stage.LINE_HAUL: "line haul",
    Stage.IMPORT: "import",
    Stage.CUSTOMS: "customs",
    Stage.DESTINATION: "destination",
    Stage.DELIVERY: "delivery",
    Stage.RETURN: "return",
    Stage.CLOSED: "closed",
}


@dataclass(frozen=True, kw_only=True)
class Leg:
    """A stretch of the journey in one stage, from its first event to its last."""

    stage: Stage
    events: tuple[TrackingEvent, ...]

    @property
    def name(self) -> str:
        """Plain name of the leg, such as ``line haul``."""
        return _TRANSIT_LEGS[self.stage]


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Journey:
    """Ordered events of one parcel, oldest first, repeats removed.

    Events without a usable time stand where they were received. Build with
    :func:`journey_of`.

    Args:
        events: What is said now.
        repeats: How many further times some of it was said.
        withdrawn: What its source no longer says, in the same order; counts for nothing.
    """

    events: tuple[TrackingEvent, ...]
    repeats: int = 0
    withdrawn: tuple[TrackingEvent, ...] = ()

    @cached_property
    def everything(self) -> tuple[TrackingEvent, ...]:
        """All that was ever said, withdrawn statements among the others."""
        return tuple(sorted((*self.events, *self.withdrawn), key=_order))

    @once
    def course(self) -> Course:
        """What the order of the milestones alone tells."""
        return course_of(tuple([event.milestone for event in self.events]))

    @once
    def scans(self) -> tuple[TrackingEvent, ...]:
        """Events that prove a carrier held the parcel."""
        return tuple([self.events[at] for at in self.course.scans])

    @property
    def last_scan(self) -> TrackingEvent | None:
        """Newest event that proves custody, from which silence is measured."""
        return self.scans[-1] if self.scans else None

    @property
    def acceptance(self) -> TrackingEvent | None:
        """First event that proves the carrier took the parcel."""
        return self.scans[0] if self.scans else None

    @property
    def delivery(self) -> TrackingEvent | None:
        """Newest statement that the parcel was delivered, disputed or not."""
        at = self.course.last.get(Milestone.DELIVERED)
        return None if at is None else self.events[at]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Stage after each event; an event that names none leaves the stage as it was."""
        return self.course.stages

    @property
    def stage(self) -> Stage:
        """Stage the parcel is in now, as far as events tell."""
        return self.stages[-1] if self.stages else Stage.ANNOUNCED

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """The journey cut where the stage changes."""
        legs: list[Leg] = []
        for event, stage in zip(self.events, self.stages, strict=True):
            if legs and legs[-1].stage is stage:
                legs[-1] = Leg(stage=stage, events=(*legs[-1].events, event))
            else:
                legs.append(Leg(stage=stage, events=(event,)))
        return tuple(legs)

    @property
    def last_proven_custodian(self) -> str:
        """Carrier of the newest scan, or empty when nobody is proven to have held it."""
        return "" if self.last_scan is None else self.last_scan.carrier

    @property
    def outcome(self) -> Milestone | None:
        """The milestone that closed tracking, or None while the journey is open.

        What came later can open it again; see :class:`~parcelwright.parcels.course.Course`.
        """
        return self.course.outcome

    @property
    def unknown(self) -> tuple[TrackingEvent, ...]:
        """Events whose code nobody has mapped yet."""
        return tuple(event for event in self.events if event.milestone is Milestone.UNKNOWN)


def journey_of(events: Iterable[TrackingEvent], snapshots: Iterable[Snapshot] = ()) -> Journey:
    """Return the journey that these events make, whatever order they come in.

    Of equal statements one is kept; see :func:`merged`. What the newest snapshot of its
    source and number no longer tells is withdrawn; see :mod:`parcelwright.parcels.snapshots`.
    """
    every = tuple(events)
    ordered = sorted(freshest(every).values(), key=_order)
    repeats = len(every) - len(ordered)
    counted = newest(snapshots)
    if not counted:
        return Journey(events=tuple(ordered), repeats=repeats)
    gone = [is_withdrawn(event, counted) for event in ordered]
    return Journey(
        events=tuple(event for event, is_gone in zip(ordered, gone, strict=True) if not is_gone),
        repeats=repeats,
        withdrawn=tuple(event for event, is_gone in zip(ordered, gone, strict=True) if is_gone),
    )


def freshest(events: Iterable[TrackingEvent]) -> dict[str, TrackingEvent]:
    """Return by digest one event per statement; see :func:`merged`."""
    best: dict[str, TrackingEvent] = {}
    for event in events:
        known = best.get(event.digest)
        best[event.digest] = event if known is None else merged(event, known)
    return best


def merged(event: TrackingEvent, known: TrackingEvent) -> TrackingEvent:
    """Return the one of two equal statements that is kept, told when the last of them was."""
    kept, other = (event, known) if fresher(event, known) else (known, event)
    told, told_again = kept.last_told_at, other.last_told_at
    if told_again is None or (told is not None and told_again <= told):
        return kept
    return replace(kept, told_at=told_again)


def fresher(event: TrackingEvent, known: TrackingEvent) -> bool:
    """Return whether ``event`` takes the place of ``known``, an equal statement.

    The one received last wins, then the smallest payload digest. Without a time of its own
    a statement stands where it was first received, or each repeat would end the silence.
    What differs within one payload is settled by its text, so that order changes nothing.
    """
    new, old = event.received_at or _LONG_AGO, known.received_at or _LONG_AGO
    if (new, event.payload_digest) == (old, known.payload_digest):
        return event != known and repr(event) < repr(known)
    if event.occurred_at is None:
        return (new, event.payload_digest) < (old, known.payload_digest)
    return (new, known.payload_digest) > (old, event.payload_digest)


def _order(event: TrackingEvent) -> tuple[datetime, int, int, datetime, str]:
    received = event.received_at or _LONG_AGO
    happened = received if event.occurred_at is None else event.occurred_at.utc
    mark = event.milestone
    return (happened, _RANKS[mark], _PLACES[mark], received, event.digest)


# Order of events that share a time: as a parcel would meet them, first by stage.
_PLACES = {milestone: place for place, milestone in enumerate(Milestone)}
_RANKS = {
    milestone: 0 if milestone.stage is None else list(Stage).index(milestone.stage)
    for milestone in Milestone
}
