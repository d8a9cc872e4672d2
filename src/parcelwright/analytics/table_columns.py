"""Columns of the tables of parcels and events as arrays, and which event is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.columns import day_number
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.uses import SLACK

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MICROSECONDS_A_DAY = 86_400_000_000
_SLACK_DAYS = SLACK.days


def rows_of_events(parcels: pa.Table, events: pa.Table) -> NDArray[np.intp]:
    """Return for each event the row of its parcel, or -1 where no parcel bears its number.

    Large files name parcels by an integer ``parcel_id`` in both tables, which then counts.
    A number in several rows was used again: an event belongs to the latest of them that
    had started by then, else to the first; of equal starts to the one listed first. Stored
    parcels follow the same rule (:func:`parcelwright.parcels.uses.use_at`).
    """
    numbers, of_events = _names(parcels, events)
    distinct = pc.unique(numbers)
    of_event = _codes(of_events, distinct)
    if len(distinct) == len(numbers):
        return of_event
    of_parcel = _codes(numbers, distinct)
    starts = np.fmin(day_column(parcels, "accepted_at"), day_column(parcels, "label_created_at"))
    starts = np.nan_to_num(starts, nan=-np.inf) - _SLACK_DAYS
    when = day_column(events, "occurred_at")
    when = np.where(np.isnan(when), day_column(events, "received_at"), when)
    when = np.nan_to_num(when, nan=-np.inf)
    # Rows and events of one number in order of time; each event takes the row before it.
    number = np.concatenate([of_parcel, of_event])
    time = np.concatenate([starts, when])
    is_event = np.arange(len(number)) >= len(of_parcel)
    listed = -np.arange(len(number))
    order = np.lexsort((listed, is_event, time, number))
    at = np.arange(len(order))
    row_before = np.maximum.accumulate(np.where(is_event[order], -1, at))
    first = np.flatnonzero(~is_event[order])
    first_of = np.full(len(distinct) + 1, -1, np.intp)
    first_of[number[order[first[::-1]]]] = first[::-1]
    same = (row_before >= 0) & (number[order[row_before]] == number[order])
    chosen = np.where(same, row_before, first_of[number[order]])
    rows = np.where(chosen >= 0, order[chosen], -1)
    found = np.empty(len(order), np.intp)
    found[order] = rows
    return found[len(of_parcel) :]


def _names(parcels: pa.Table, events: pa.Table) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Return what names the parcel in each table: integers where both have them, else numbers."""
    if all(_has_identities(table) for table in (parcels, events)):
        return parcels["parcel_id"], pc.cast(events["parcel_id"], parcels["parcel_id"].type)
    return text_column(parcels, "tracking_number"), text_column(events, "tracking_number")


def _has_identities(table: pa.Table) -> bool:
    if "parcel_id" not in table.column_names:
        return False
    column = table["parcel_id"]
    return bool(pa.types.is_integer(column.type)) and column.null_count == 0


def text_column(table: pa.Table, name: str) -> pa.ChunkedArray:
    """Return a column as text, empty where nothing is known or the column is missing."""
    if name not in table.column_names:
        return pa.chunked_array([pa.array([""] * table.num_rows, pa.string())])
    return pc.fill_null(pc.cast(table[name], pa.string()), "")


def day_column(table: pa.Table, name: str) -> NDArray[np.float64]:
    """Return a time column as day numbers; dates count as their noon, as everywhere."""
    if name not in table.column_names:
        return np.full(table.num_rows, np.nan)
    column = table[name]
    kinds = table[f"{name}_kind"] if f"{name}_kind" in table.column_names else None
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return _parsed(column)
    if pa.types.is_null(column.type):
        return np.full(table.num_rows, np.nan)
    noon = pa.types.is_date(column.type)
    stamps = pc.cast(column, pa.timestamp("us", tz=getattr(column.type, "tz", None)), safe=False)
    micros = pc.cast(stamps, pa.int64())
    days = np.asarray(pc.cast(micros, pa.float64()).to_numpy()) / _MICROSECONDS_A_DAY
    if kinds is not None:
        whole = np.asarray(pc.fill_null(pc.equal(kinds, "date"), fill_value=False))
        return np.where(whole, np.floor(days) + 0.5, days)
    return days + 0.5 if noon else days


def _parsed(column: pa.ChunkedArray) -> NDArray[np.float64]:
    coded = column.combine_chunks().dictionary_encode()
    times = [EventTime.parse(text) for text in coded.dictionary.to_pylist()]
    known = [np.nan if time is None else day_number(time.utc) for time in times]
    rows = np.asarray(pc.fill_null(coded.indices, len(known))).astype(np.intp)
    return np.array([*known, np.nan])[rows]


def _codes(numbers: pa.ChunkedArray, distinct: pa.Array) -> NDArray[np.intp]:
    return np.asarray(pc.fill_null(pc.index_in(numbers, distinct), -1)).astype(np.intp)
