"""Scans of parcels from an engine, as :class:`parcelwright.analytics.scans.Scans` holds them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.columns import STAGE_CODE
from parcelwright.analytics.engines.feed import mark_of
from parcelwright.analytics.engines.marks import stage_named
from parcelwright.analytics.engines.times import DAY, NEVER
from parcelwright.analytics.scans import Scans
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KINDS = {"row": np.int32, "at": np.float64, "heard": np.float64}


def scans_of(feed: ir.Table) -> ir.Table:
    """Return what ended silences, with the stage that the last event so far named.

    Args:
        feed: As :func:`parcelwright.analytics.engines.feed.feed_of` returns it.
    """
    so_far = ibis.window(
        group_by="parcel", order_by=["order", "heard"], preceding=None, following=0
    )
    # Orders only rise along a journey, so the largest so far is that of the last.
    naming = ibis.ifelse(feed.named >= 0, feed.order, ibis.null("int64"))
    told = feed.mutate(naming=naming.max().over(so_far))
    ends = told.filter(told.ends_silence & (told.happened < NEVER))
    stage = stage_named(mark_of(ends.naming))
    stage = ibis.ifelse(stage == STAGE_CODE[Stage.ANNOUNCED], STAGE_CODE[Stage.ORIGIN], stage)
    return ends.select(
        "parcel", "mark", "outcome", "heard", "order", stage=stage, at=ends.happened
    ).order_by("parcel", "order", "heard")


def scans_of_rows(rows: pa.Table, parcels: pa.ChunkedArray) -> Scans:
    """Return rows of :func:`scans_of` as arrays.

    Args:
        rows: The rows.
        parcels: What names each entry of the columns, in the order of ``rows``.
    """
    found = {
        "row": np.asarray(pc.index_in(rows["parcel"], parcels)),
        "at": np.asarray(rows["at"], np.float64) / DAY,
        "heard": np.asarray(rows["heard"], np.float64) / DAY,
        **{name: np.asarray(rows[name]) for name in ("stage", "mark", "outcome")},
    }
    return _scans(found)


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
