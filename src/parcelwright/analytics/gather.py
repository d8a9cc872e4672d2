"""Columns from parcels with their journeys, for one parcel and for few."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, isnan, nan
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from parcelwright.analytics.columns import (
    MARK_CODE,
    OUTCOME_OF,
    STAGE_CODE,
    Columns,
    Flag,
    LaneKey,
    Outcome,
    day_number,
)
from parcelwright.analytics.scans import Scans
from parcelwright.parcels.events import Milestone, Stage
from parcelwright.parcels.journey import journey_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from parcelwright.parcels.events import EventTime, TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

HOLDS = frozenset({
    Milestone.HELD_BY_CUSTOMS, Milestone.CUSTOMS_NEEDS_DOCUMENTS, Milestone.DUTIES_UNPAID,
})  # fmt: skip


class _Scan(NamedTuple):
    stage: int
    mark: int
    at: float
    heard: float
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class _Row:
    lane: LaneKey
    accepted: float
    promised: float
    since: float
    stage: int
    outcome: Outcome
    outcome_at: float
    outcome_heard: float
    seen_until: float
    weight: float
    flags: Flag
    scans: tuple[_Scan, ...]


def columns_of(parcels: Iterable[tuple[Parcel, Journey]], now: datetime) -> Columns:
    """Return one entry per parcel, in order, from what was known at ``now``.

    Events heard of later, or said to happen later, are left out.
    """
    rows = [_row(parcel, known(journey, now), day_number(now)) for parcel, journey in parcels]
    lanes = tuple(sorted({row.lane for row in rows}))
    index = {lane: code for code, lane in enumerate(lanes)}
    return Columns(
        lane=np.array([index[row.lane] for row in rows], np.int32),
        lanes=lanes,
        accepted=np.array([row.accepted for row in rows], np.float64),
        promised=np.array([row.promised for row in rows], np.float64),
        since=np.array([row.since for row in rows], np.float64),
        stage=np.array([row.stage for row in rows], np.int8),
        outcome=np.array([row.outcome for row in rows], np.int8),
        outcome_at=np.array([row.outcome_at for row in rows], np.float64),
        outcome_heard=np.array([row.outcome_heard for row in rows], np.float64),
        seen_until=np.array([row.seen_until for row in rows], np.float64),
        weight=np.array([row.weight for row in rows], np.float64),
        flags=np.array([row.flags for row in rows], np.uint8),
        scans=_scans_of(rows),
    )


def known(journey: Journey, now: datetime) -> Journey:
    """Return the journey as it was known at a moment."""
    if all(_heard(event) <= day_number(now) for event in journey.events):
        return journey
    heard = journey_of(event for event in journey.events if _heard(event) <= day_number(now))
    return replace(heard, withdrawn=journey.withdrawn)


def ends_silence(mark: Milestone) -> bool:
    """Return whether it proves where the parcel was, or the buyer says that it came."""
    return mark.is_scan or mark is Milestone.REPORTED_RECEIVED


def lane_key(parcel: Parcel) -> LaneKey:
    """Return what makes a parcel like others."""
    lane = parcel.lane
    return LaneKey(
        carrier=parcel.carrier,
        destination_country=lane.destination_country,
        destination_region=lane.destination_region,
        origin_country=lane.origin_country,
        origin_region=lane.origin_region,
        service=parcel.service,
    )


def _row(parcel: Parcel, journey: Journey, now: float) -> _Row:
    own = _known_day(parcel.accepted_at, now)
    last = journey.last_scan
    accepted = own if not isnan(own) else _first_day(journey.scans)
    label = _known_day(parcel.label_created_at, now)
    scanned = [
        day for day in (accepted, nan if last is None else _happened(last)) if not isnan(day)
    ]
    announced = label if not isnan(label) else _first_day(journey.events)
    since = max(scanned) if scanned else announced
    stopped = _seen_until(journey)
    closing = _closing(journey)
    stage = journey.stage
    if stage is Stage.ANNOUNCED and (scanned or journey.scans):
        stage = Stage.ORIGIN
    return _Row(
        lane=lane_key(parcel),
        accepted=accepted,
        promised=nan if parcel.promised_by is None else day_number(parcel.promised_by.utc),
        since=since,
        stage=STAGE_CODE[stage],
        outcome=Outcome.OPEN if closing is None else OUTCOME_OF[closing.milestone],
        outcome_at=nan if closing is None else _happened(closing),
        outcome_heard=nan if closing is None else _heard(closing),
        seen_until=since if isnan(stopped) else stopped,
        weight=parcel.sample_weight,
        flags=_flags(journey, proven=bool(scanned)),
        scans=_scans(journey),
    )


def _scans(journey: Journey) -> tuple[_Scan, ...]:
    told = zip(journey.events, journey.stages, strict=True)
    return tuple(
        _Scan(
            stage=STAGE_CODE[stage],
            mark=MARK_CODE[event.milestone],
            at=_happened(event),
            heard=_heard(event),
            outcome=OUTCOME_OF.get(event.milestone, Outcome.OPEN),
        )
        for event, stage in told
        if ends_silence(event.milestone) and not isnan(_happened(event))
    )


def _scans_of(rows: Sequence[_Row]) -> Scans:
    found = [scan for row in rows for scan in row.scans]
    count = [len(row.scans) for row in rows]
    return Scans(
        row=np.repeat(np.arange(len(rows), dtype=np.int32), count),
        stage=np.array([scan.stage for scan in found], np.int8),
        mark=np.array([scan.mark for scan in found], np.int8),
        at=np.array([scan.at for scan in found], np.float64),
        heard=np.array([scan.heard for scan in found], np.float64),
        outcome=np.array([scan.outcome for scan in found], np.int8),
    )


def _flags(journey: Journey, *, proven: bool) -> Flag:
    flags = Flag.PROVEN if proven else Flag(0)
    last, closing = journey.last_scan, _last_closing(journey)
    reopened = closing is not None and journey.outcome is None
    if reopened and closing is Milestone.DELIVERED and journey.stage is Stage.CLOSED:
        flags |= Flag.DISPUTED
    if journey.outcome is Milestone.DECLARED_LOST:
        flags |= Flag.DECLARED_LOST
    if last is not None and last.milestone in HOLDS:
        flags |= Flag.HELD
    if last is not None and last.milestone is Milestone.READY_FOR_PICKUP:
        flags |= Flag.UNCOLLECTED
    if _seen_until(journey) != inf:
        flags |= Flag.STOPPED
    return flags


def _seen_until(journey: Journey) -> float:
    """Return when the source stopped, unless it spoke of the parcel again later.

    NaN where it did not say when.
    """
    for event in reversed(journey.events):
        if event.milestone is Milestone.SOURCE_STOPPED:
            return _happened(event)
        if event.milestone.is_scan:
            return inf
    return inf


def _last_closing(journey: Journey) -> Milestone | None:
    marks = [event.milestone for event in journey.events if event.milestone.closes]
    return marks[-1] if marks else None


def _closing(journey: Journey) -> TrackingEvent | None:
    if journey.outcome is None:
        return None
    return next(event for event in reversed(journey.events) if event.milestone.closes)


def _first_day(events: Iterable[TrackingEvent]) -> float:
    """Return the day of the first event that has one, else NaN."""
    days = (_happened(event) for event in events)
    return next((day for day in days if not isnan(day)), nan)


def _happened(event: TrackingEvent) -> float:
    if event.occurred_at is not None:
        return day_number(event.occurred_at.utc)
    return nan if event.received_at is None else day_number(event.received_at)


def _heard(event: TrackingEvent) -> float:
    happened = _happened(event)
    if event.received_at is None:
        return 0.0 if isnan(happened) else happened
    return max(happened, day_number(event.received_at))


def _known_day(time: EventTime | None, now: float) -> float:
    """Return the day of a time that lies not after ``now``, else NaN."""
    if time is None:
        return nan
    day = day_number(time.utc)
    return day if day <= now else nan
