"""The ledger: what learning keeps between two days, so that history is never read again.

A journey that ended a month ago is kept as its row of the columns and its scans, and its
parcel and events are let go; all others are carried as they came, for anything may still be
heard of them. What a day brings is added to the carried ones alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.columns import EPOCH, Columns, Outcome, day_number
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.scans import Scans
from parcelwright.analytics.table_columns import text_column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# After so many days a feed has told what it will tell of a journey that ended.
SETTLED_DAYS = 30.0
_NUMBER = "tracking_number"


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A history as far as it is known.

    Args:
        numbers: Tracking numbers of the settled journeys.
        settled: Their columns and scans, in the same order.
        parcels: Of all other journeys, columns of ``interchange``.
        events: What was heard of these.
    """

    numbers: pa.Array
    settled: Columns
    parcels: pa.Table
    events: pa.Table

    def columns(self, now: datetime) -> Columns:
        """Return all journeys as they were known at a moment, by tracking number."""
        carried = columns_from_tables(self.parcels, self.events, now)
        return _by_number(self, self.parcels, carried)


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """A ledger after a day, and what came too late for it.

    Args:
        ledger: To go on from.
        fresh: The journeys that settled that day, alone; what has to be stored.
        late_events: Events of journeys that had settled before; they change nothing any more.
        columns: All journeys as they were known that day, what ``ledger.columns`` returns.
    """

    ledger: Ledger
    fresh: Ledger
    late_events: int
    columns: Columns


def opened(parcels: pa.Table, events: pa.Table) -> Ledger:
    """Return a ledger in which nothing has settled yet."""
    nobody = columns_from_tables(parcels.slice(0, 0), events.slice(0, 0), EPOCH)
    return Ledger(numbers=pa.array([], pa.string()), settled=nobody, parcels=parcels, events=events)


def refreshed(ledger: Ledger, parcels: pa.Table, events: pa.Table, now: datetime) -> Refreshed:
    """Return the ledger after new parcels and events, journeys settled as of ``now``.

    Args:
        ledger: As it stood; of a parcel that comes again, the new row counts.
        parcels: New ones, each with a number of its own.
        events: What was heard since.
        now: Journeys that ended, as was heard, 30 days before it settle.
    """
    known, named = ledger.numbers, text_column(events, _NUMBER)
    late = pc.is_in(named, known)
    again = pc.is_in(text_column(ledger.parcels, _NUMBER), text_column(parcels, _NUMBER))
    fresh_parcels = parcels.filter(pc.invert(pc.is_in(text_column(parcels, _NUMBER), known)))
    carried = _together(ledger.parcels.filter(pc.invert(again)), fresh_parcels)
    heard = _together(ledger.events, events.filter(pc.invert(late)))
    columns = columns_from_tables(carried, heard, now)
    over = (columns.outcome != Outcome.OPEN) & (
        # An end without a time has been known since the last scan at the earliest.
        np.fmax(columns.outcome_heard, columns.since) <= day_number(now) - SETTLED_DAYS
    )
    numbers = text_column(carried, _NUMBER).combine_chunks().filter(pa.array(over))
    told = pc.invert(pc.is_in(text_column(heard, _NUMBER), numbers))
    fresh = Ledger(
        numbers=numbers,
        settled=columns.take(over),
        parcels=carried.filter(pa.array(~over)),
        events=heard.filter(told),
    )
    whole = replace(
        fresh,
        numbers=pa.concat_arrays([known, numbers]),
        settled=joined([ledger.settled, fresh.settled]),
    )
    return Refreshed(
        ledger=whole,
        fresh=fresh,
        late_events=int(pc.sum(late).as_py() or 0),
        columns=_by_number(ledger, carried, columns),
    )


def joined(parts: Sequence[Columns]) -> Columns:
    """Return columns one after the other, their lanes put together."""
    lanes = tuple(sorted({lane for part in parts for lane in part.lanes}))
    index = {lane: code for code, lane in enumerate(lanes)}
    starts = np.cumsum([0, *(len(part) for part in parts)])
    scans = {
        field.name: np.concatenate([getattr(part.scans, field.name) for part in parts])
        for field in fields(Scans)
    }
    scans["row"] = np.concatenate(
        [part.scans.row + start for part, start in zip(parts, starts, strict=False)]
    ).astype(np.int32)
    found = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Columns)
        if isinstance(getattr(parts[0], field.name), np.ndarray)
    }
    found["lane"] = np.concatenate(
        [np.array([index[lane] for lane in part.lanes], np.int32)[part.lane] for part in parts]
    )
    return replace(parts[0], lanes=lanes, scans=Scans(**scans), **found)


def _by_number(ledger: Ledger, parcels: pa.Table, columns: Columns) -> Columns:
    """Return what has settled in a ledger and other parcels' columns, by tracking number."""
    others = text_column(parcels, _NUMBER).cast(pa.string()).chunks
    names = pa.concat_arrays([ledger.numbers, *others])
    both = joined([ledger.settled, columns])
    return both.take(np.asarray(pc.sort_indices(names), np.intp))


def _together(old: pa.Table, new: pa.Table) -> pa.Table:
    return pa.concat_tables([old, new], promote_options="permissive")
