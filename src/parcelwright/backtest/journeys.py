"""A history from the tables of stored parcels and their events, where no files hold it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.columns import EPOCH
from parcelwright.backtest.history import history_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.backtest.history import History

_MICROSECOND = timedelta(microseconds=1)
# An event that was told this soon after it happened could hardly have been known earlier.
_AT_ONCE = timedelta(days=1) // _MICROSECOND
_NEVER = np.iinfo(np.int64).max
_TIME = pa.timestamp("us")


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


def gathered(parcels: pa.Table, events: pa.Table, taken_in: Collection[datetime] = ()) -> Gathered:
    """Return stored parcels with their events as a history.

    When somebody could have known of an event is the moment it was received, with two
    exceptions, in which that moment says when a history was brought in and nothing of the
    parcel: it came in a file, or with the first tidings of the parcel. Such an event counts as
    known when it happened.

    Args:
        parcels: One row a parcel, named by an integer ``parcel_id``, with its lane, its times,
            ``sample_weight`` and ``tracking_number``.
        events: Of these parcels: ``parcel_id``, ``milestone``, ``occurred_at``, ``received_at``.
        taken_in: Moments at which files were taken in.
    """
    owner = np.asarray(pc.index_in(events["parcel_id"], value_set=parcels["parcel_id"]), np.intp)
    told = np.zeros(parcels.num_rows, np.bool_)
    told[owner] = True
    row = np.cumsum(told) - 1
    happened, received = _micros(events, "occurred_at"), _micros(events, "received_at")
    assumed = _brought(owner, received, parcels.num_rows, taken_in) & (happened != _NEVER)
    late = assumed & (received != _NEVER)
    late[late] = received[late] - happened[late] > _AT_ONCE
    heard = pa.array(received, pa.int64(), mask=assumed | (received == _NEVER)).cast(_TIME)
    # Two parcels may bear one number, and events other numbers: rows tell whose they are.
    kept = parcels.filter(pa.array(told))
    numbers, rows = kept["tracking_number"], _texts(np.arange(kept.num_rows))
    kept = kept.drop_columns(["parcel_id", "tracking_number"])
    kept = kept.append_column("tracking_number", rows)
    said = pa.table(
        {
            "tracking_number": _texts(row[owner]),
            "milestone": events["milestone"],
            "occurred_at": events["occurred_at"],
            "received_at": heard,
        }
    )
    history = history_of(kept, said)
    return Gathered(
        history=replace(history, numbers=numbers),
        events=said.num_rows,
        silent=parcels.num_rows - kept.num_rows,
        backdated=int(np.count_nonzero(late)),
    )


def _brought(
    owner: NDArray[np.intp],
    received: NDArray[np.int64],
    parcels: int,
    taken_in: Collection[datetime],
) -> NDArray[np.bool_]:
    """Return which events came in a file or with the first tidings of their parcel."""
    first = np.full(parcels, _NEVER)
    np.minimum.at(first, owner, received)
    files = np.array([(moment - EPOCH) // _MICROSECOND for moment in taken_in], np.int64)
    return np.asarray((received == first[owner]) | np.isin(received, files), np.bool_)


def _micros(table: pa.Table, name: str) -> NDArray[np.int64]:
    """Return times as microseconds since 1970-01-01 UTC."""
    stamps = pc.cast(pc.cast(table[name], _TIME), pa.int64())
    return np.asarray(pc.fill_null(stamps, _NEVER), np.int64)


def _texts(numbers: NDArray[np.integer]) -> pa.Array:
    return pa.array(numbers.astype(str), pa.string())
