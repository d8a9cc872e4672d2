"""The sweep over all open parcels: from Parquet, and from columns in memory."""

from __future__ import annotations

import io
import tempfile

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
from parcelwright.detection.assess import assess_columns
from parcelwright.detection.sweep import Scorer, write_sweep

DATABASE = False
_LEARNED = 100_000
_IN_MEMORY = 1_000_000


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
    many = columns.take(np.random.default_rng(1).choice(still, _IN_MEMORY))
    stored = _stored(many)
    scored = compare(
        "sweep, memory",
        unit="parcels/s",
        count=_IN_MEMORY,
        work=lambda _: _some(len(assess_columns(many, table, NOW, clock))),
        against="reading the same columns from Parquet",
        floor=lambda _: _some(pq.read_table(io.BytesIO(stored)).num_rows),
    )
    return [swept, scored]


def _some(lines: int) -> None:
    if not lines:
        raise RuntimeError("no open parcel was found")


def _stored(columns: Columns) -> bytes:
    content = io.BytesIO()
    arrays = {name: value for name, value in vars(columns).items() if isinstance(value, np.ndarray)}
    pq.write_table(pa.table(arrays), content)
    return content.getvalue()
