"""A history from parcels with their journeys, where no files hold it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

from parcelwright.analytics.gather import lane_key
from parcelwright.backtest.history import history_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from parcelwright.backtest.history import History
    from parcelwright.parcels.event_times import EventTime
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

_TOGETHER = 2000
# An event that was told this soon after it happened could hardly have been known earlier.
_AT_ONCE = timedelta(days=1)
_TIME = pa.timestamp("us", tz="UTC")
_PARCELS = pa.schema(
    [
        *((name, pa.string()) for name in (
            "tracking_number", "number", "carrier", "service", "origin_country", "origin_region",
            "destination_country", "destination_region",
        )),
        *((f"{name}{end}", kind) for name in ("accepted_at", "label_created_at", "promised_by")
          for end, kind in (("", _TIME), ("_kind", pa.string()))),
        ("sample_weight", pa.float64()),
    ]
)  # fmt: skip
_EVENTS = pa.schema(
    [
        ("tracking_number", pa.string()),
        ("milestone", pa.string()),
        ("occurred_at", _TIME),
        ("occurred_at_kind", pa.string()),
        ("received_at", _TIME),
    ]
)
_Row = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """A history, and what was left out of it or assumed.

    Args:
        history: Parcels of which at least one event is known.
        events: Their events.
        silent: Parcels left out, as nothing is known of what became of them.
        backdated: Events that were told more than a day late by a file, or with the first
            tidings of a parcel, and count as known when they happened.
    """

    history: History
    events: int
    silent: int
    backdated: int


def gathered(
    pairs: Iterable[tuple[Parcel, Journey]], taken_in: Collection[datetime] = ()
) -> Gathered:
    """Return parcels with their journeys as a history; each is read once, in small portions.

    When somebody could have known of an event is the moment it was received, with two
    exceptions, in which that moment says when a history was brought in and nothing of the
    parcel: it came in a file, or with the first tidings of the parcel. Such an event counts as
    known when it happened.

    Args:
        pairs: Parcels with what is known of them.
        taken_in: Moments at which files were taken in.
    """
    tally = _Tally(taken_in=frozenset(taken_in))
    parcels, events = [], []
    rows = iter(pairs)
    while portion := list(islice(rows, _TOGETHER)):
        known = [pair for pair in portion if pair[1].events]
        tally.silent += len(portion) - len(known)
        told = [row for at, pair in enumerate(known, tally.parcels) for row in tally.told(at, pair)]
        here = [_parcel(at, parcel) for at, (parcel, _) in enumerate(known, tally.parcels)]
        tally.parcels += len(known)
        parcels.append(pa.RecordBatch.from_pylist(here, schema=_PARCELS))
        events.append(pa.RecordBatch.from_pylist(told, schema=_EVENTS))
    table = pa.Table.from_batches(parcels, schema=_PARCELS)
    told_of = pa.Table.from_batches(events, schema=_EVENTS)
    # Two parcels may bear one number, and events other numbers: rows tell whose they are.
    history = history_of(table.drop_columns(["number"]), told_of)
    return Gathered(
        history=replace(history, numbers=table["number"]),
        events=told_of.num_rows,
        silent=tally.silent,
        backdated=tally.backdated,
    )


@dataclass(kw_only=True)
class _Tally:
    taken_in: frozenset[datetime]
    parcels: int = 0
    silent: int = 0
    backdated: int = 0

    def told(self, at: int, pair: tuple[Parcel, Journey]) -> Iterator[_Row]:
        """Yield the events of one parcel, and count those that are put back in time."""
        events = pair[1].events
        first = min((e.received_at for e in events if e.received_at is not None), default=None)
        for event in events:
            received, happened = event.received_at, event.occurred_at
            if happened is not None and (received == first or received in self.taken_in):
                if received is not None and received - happened.utc > _AT_ONCE:
                    self.backdated += 1
                received = None
            yield {
                "tracking_number": str(at),
                "milestone": event.milestone.value,
                **_time("occurred_at", happened),
                "received_at": None if received is None else received.astimezone(UTC),
            }


def _parcel(at: int, parcel: Parcel) -> _Row:
    return {
        "tracking_number": str(at),
        "number": parcel.tracking_number,
        **lane_key(parcel)._asdict(),
        **_time("accepted_at", parcel.accepted_at),
        **_time("label_created_at", parcel.label_created_at),
        **_time("promised_by", parcel.promised_by),
        "sample_weight": parcel.sample_weight,
    }


def _time(name: str, time: EventTime | None) -> _Row:
    """Return a time as two columns: the instant, and how much of it is known."""
    if time is None:
        return {name: None, f"{name}_kind": None}
    return {name: time.utc, f"{name}_kind": time.kind.value}
