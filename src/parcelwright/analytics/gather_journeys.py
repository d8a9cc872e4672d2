"""Journeys of chosen parcels, from the table of events."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from parcelwright.analytics.gather import known
from parcelwright.analytics.table_columns import rows_of_events
from parcelwright.parcels.events import EventTime, Milestone, TimeKind, TrackingEvent
from parcelwright.parcels.journey import journey_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.parcels.journey import Journey

_TOGETHER = 1000
_MILESTONES = {mark.value: mark for mark in Milestone}


def journeys_from_tables(
    parcels: pa.Table, events: pa.Table, rows: Sequence[int], now: datetime
) -> tuple[Journey, ...]:
    """Return the journeys of some rows of ``parcels``, as they were known at ``now``.

    Args:
        parcels: As ``read_columns`` returns them.
        events: The same; a parcel without events has an empty journey.
        rows: Rows of ``parcels`` to build journeys for.
        now: Events heard of later are left out.
    """
    found = dict(each_journey(parcels, events, rows, now))
    return tuple(found[int(row)] for row in rows)


def each_journey(
    parcels: pa.Table, events: pa.Table, rows: Sequence[int], now: datetime
) -> Iterator[tuple[int, Journey]]:
    """Yield row and journey of each of some rows, ascending, and keep none of them.

    Args:
        parcels: As for :func:`journeys_from_tables`, like the others.
        events: The same.
        rows: The same.
        now: The same.
    """
    return journeys_of_rows(events, rows_of_events(parcels, events), rows, now)


def journeys_of_rows(
    events: pa.Table, owner: NDArray[np.intp], rows: Sequence[int], now: datetime
) -> Iterator[tuple[int, Journey]]:
    """Yield the same, where ``owner`` gives for each event the row of its parcel."""
    asked = np.unique(np.asarray(rows, np.intp))
    wanted = np.flatnonzero(np.isin(owner, asked))
    wanted = wanted[np.argsort(owner[wanted], kind="stable")]
    for start in range(0, len(asked), _TOGETHER):
        part = asked[start : start + _TOGETHER]
        ends = np.searchsorted(owner[wanted], [part[0], part[-1] + 1])
        some = wanted[ends[0] : ends[1]]
        found: dict[int, list[TrackingEvent]] = defaultdict(list)
        chosen = events.take(pa.array(some)).to_pylist()
        for row, cells in zip(owner[some].tolist(), chosen, strict=True):
            found[row].append(_event(cells))
        for row in part.tolist():
            yield row, known(journey_of(found.pop(row, [])), now)


def _event(row: Mapping[str, str | int | datetime | None]) -> TrackingEvent:
    received = _time(row, "received_at")
    return TrackingEvent(
        tracking_number=str(row["tracking_number"]),
        carrier=_text(row, "carrier"),
        occurred_at=_time(row, "occurred_at"),
        received_at=None if received is None else received.utc,
        milestone=_MILESTONES.get(_text(row, "milestone"), Milestone.UNKNOWN),
        code=_text(row, "code"),
        code_table=_text(row, "code_table"),
        description=_text(row, "description"),
        language=_text(row, "language"),
        place=_text(row, "place"),
        country=_text(row, "country"),
        source=_text(row, "source"),
        payload_digest=_text(row, "payload_digest"),
    )


def _text(row: Mapping[str, str | int | datetime | None], name: str) -> str:
    return str(row.get(name) or "")


def _time(row: Mapping[str, str | int | datetime | None], name: str) -> EventTime | None:
    """Return the time that the three columns of a time hold."""
    moment, kind = row.get(name), row.get(f"{name}_kind")
    if moment is None or isinstance(moment, (str, int)):
        return None
    if kind == TimeKind.DATE.value:
        return EventTime.on(moment.date())
    if kind == TimeKind.INSTANT.value:
        return EventTime.at(moment.replace(tzinfo=UTC), int(str(row[f"{name}_offset_min"] or 0)))
    return EventTime(moment.replace(tzinfo=None), TimeKind.LOCAL)
