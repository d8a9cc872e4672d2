"""A simulated history as Parquet, as large as what is measured on it."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._installation import NOW
from benchmarks._scale import SHORT
from parcelwright.analytics.engines.opening import History, duckdb_engine
from parcelwright.simulate.large import write_large

if TYPE_CHECKING:
    from collections.abc import Iterator

# Names a folder with the files of an earlier run, which take minutes to make.
HISTORY = "PARCELWRIGHT_BENCH_HISTORY"
PARCELS = 100_000 if os.environ.get(SHORT) else 10_000_000
MEMORY = "3GB"
_SEED = 11
_SHORT_PART = 25_000


@contextmanager
def history() -> Iterator[History]:
    """Yield the history, opened in DuckDB; it is gone afterwards unless it was there before."""
    with tempfile.TemporaryDirectory(prefix="pw-history-") as folder:
        place = Path(os.environ.get(HISTORY, f"{folder}/world"))
        if not (place / "events.parquet").exists():
            more = {"size": _SHORT_PART} if os.environ.get(SHORT) else {}
            write_large(PARCELS, _SEED, NOW, place, **more)
        engine = duckdb_engine(MEMORY, folder)
        yield History(
            engine=engine,
            parcels=engine.read(str(place / "parcels.parquet")),
            events=engine.read(str(place / "events.parquet")),
        )


def read_all(found: History) -> None:
    """Read what a sweep reads of both tables, and no more than hash it.

    A largest value would be taken from the statistics of the files, and nothing read.
    """
    engine = found.engine.backend
    for table, columns in (
        (found.parcels, ("parcel_id", "carrier", "service", "accepted_at", "origin_country",
                         "destination_country", "destination_region", "promised_by")),
        (found.events, ("parcel_id", "occurred_at", "received_at", "milestone")),
    ):  # fmt: skip
        engine.to_pyarrow(
            table.aggregate([table[name].hash().max().name(name) for name in columns])
        )
