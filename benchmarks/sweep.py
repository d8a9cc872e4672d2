"""The sweep over all open parcels: from Parquet, and from columns in memory."""

from __future__ import annotations

import io
import tempfile
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks._history import PARCELS, history, read_all
from benchmarks._installation import NOW
from benchmarks.figure import Figure, compare
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import Columns, Outcome
from parcelwright.analytics.engines.gathering import gathered
from parcelwright.analytics.learn import learn
from parcelwright.analytics.scans import Scans
from parcelwright.detection.assess import assess_columns
from parcelwright.detection.sweep import Scorer, write_sweep

if TYPE_CHECKING:
    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.clock import Clock

DATABASE = False
_LEARNED = 100_000
_IN_MEMORY = PARCELS
_WORKERS = (1, 4)


def run(database: str) -> list[Figure]:
    """Return parcels a second from Parquet to the file of open ones, and from memory."""
    del database
    with history() as found, tempfile.TemporaryDirectory() as folder:
        columns = gathered(found, NOW, most=_LEARNED)
        clock = clock_of(columns, NOW)
        table = learn(columns, NOW, clock)
        scorer = Scorer(lanes=found.lanes, table=table, clock=clock, now=NOW, key=found.key)
        swept = compare(
            "sweep, Parquet",
            unit="parcels/s",
            count=PARCELS,
            work=lambda number: _some(write_sweep(found, scorer, f"{folder}/{number}.parquet")),
            against="reading the same columns",
            floor=lambda _: read_all(found),
            rounds=1,
        )
    still = np.flatnonzero((columns.outcome == Outcome.OPEN) & ~np.isnan(columns.since))
    known = _as_swept(columns.take(still))
    many = known.take(np.random.default_rng(1).integers(0, len(known), _IN_MEMORY))
    stored = _stored(many)
    return [swept, *(_scored(many, table, clock, stored, workers) for workers in _WORKERS)]


def _scored(
    many: Columns, table: ArrivalTable, clock: Clock | None, stored: bytes, workers: int
) -> Figure:
    """Return the rate of the whole assessment: chance, range, standing, reasons."""
    return compare(
        "sweep, memory" if workers == 1 else f"sweep, memory, {workers} threads",
        unit="parcels/s",
        count=_IN_MEMORY,
        work=lambda _: _some(len(assess_columns(many, table, NOW, clock, workers=workers))),
        against="reading the same columns from Parquet",
        floor=lambda _: _some(pq.read_table(io.BytesIO(stored)).num_rows),
        rounds=5,
    )


def _as_swept(columns: Columns) -> Columns:
    """Return columns as a sweep has them: of each parcel's scans the last alone."""
    last = np.flatnonzero(np.diff(columns.scans.row, append=-1) != 0)
    scans = {field.name: getattr(columns.scans, field.name)[last] for field in fields(Scans)}
    return replace(columns, scans=Scans(**scans))


def _some(lines: int) -> None:
    if not lines:
        raise RuntimeError("no open parcel was found")


def _stored(columns: Columns) -> bytes:
    content = io.BytesIO()
    arrays = {name: value for name, value in vars(columns).items() if isinstance(value, np.ndarray)}
    pq.write_table(pa.table(arrays), content)
    return content.getvalue()
