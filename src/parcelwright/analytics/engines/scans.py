"""Scans of parcels from an engine, as :class:`parcelwright.analytics.scans.Scans` holds them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.columns import STAGE_CODE
from parcelwright.analytics.engines.marks import (
    CODES,
    ENDS_SILENCE,
    NAMED,
    ORDER_BITS,
    OUTCOMES,
)
from parcelwright.analytics.engines.times import DAY
from parcelwright.analytics.scans import Scans
from parcelwright.analytics.sorting import journey_order
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from numpy.typing import NDArray

_KINDS = {"row": np.int32, "at": np.float64, "heard": np.float64}


def told_of(feed: ir.Table) -> ir.Table:
    """Return what scans are made of, in no order: an engine would sort it twice, and slower.

    Args:
        feed: As :func:`parcelwright.analytics.engines.feed.feed_of` returns it.
    """
    return feed.select("parcel", "order", "heard")


def scans_of_rows(rows: pa.Table, parcels: pa.ChunkedArray) -> Scans:
    """Return what ended silences, with the stage that the last event so far named.

    Args:
        rows: Of :func:`told_of`; events of other parcels are left out.
        parcels: What names each entry of the columns, in the order of ``rows``.
    """
    found = pc.index_in(rows["parcel"], parcels)
    if found.null_count:
        rows, found = rows.filter(found.is_valid()), found.drop_null()
    row = np.asarray(found, np.int32)
    order, heard = np.asarray(rows["order"], np.int64), np.asarray(rows["heard"], np.int64)
    sorted_rows = journey_order(row, order, heard)
    row, order, heard = row[sorted_rows], order[sorted_rows], heard[sorted_rows]
    mark = order & (CODES - 1)
    happened = order >> ORDER_BITS
    place = np.arange(len(row))
    naming = np.maximum.accumulate(np.where(NAMED[mark] >= 0, place, -1))
    known = (naming >= 0) & (row[naming] == row)
    stage = np.where(known, NAMED[mark[naming]], STAGE_CODE[Stage.ANNOUNCED])
    stage = np.where(stage == STAGE_CODE[Stage.ANNOUNCED], STAGE_CODE[Stage.ORIGIN], stage)
    # What has no time stands first, at 0.
    ends = np.flatnonzero(ENDS_SILENCE[mark] & (happened != 0))
    return _scans(
        {
            "row": row[ends],
            "at": happened[ends] / DAY,
            "heard": heard[ends] / DAY,
            "stage": stage[ends],
            "mark": mark[ends],
            "outcome": OUTCOMES[mark[ends]],
        }
    )


def last_scans_of_rows(rows: pa.Table | pa.RecordBatch) -> Scans:
    """Return of each parcel the scan that its silence began with, and no other.

    Args:
        rows: Of :func:`parcelwright.analytics.engines.state.state_of`.
    """
    said = np.flatnonzero(np.asarray(rows["last_mark"].is_valid()))
    chosen = rows.take(pa.array(said))
    at = np.asarray(chosen["last_at"], np.float64) / DAY
    found = {
        "row": said,
        "at": at,
        "heard": at,
        "stage": np.asarray(chosen["stage"]),
        "mark": np.asarray(chosen["last_mark"]),
        "outcome": np.zeros(len(said)),
    }
    return _scans(found)


def _scans(found: dict[str, NDArray[np.generic]]) -> Scans:
    wanted = [field.name for field in fields(Scans)]
    return Scans(**{name: found[name].astype(_KINDS.get(name, np.int8)) for name in wanted})
