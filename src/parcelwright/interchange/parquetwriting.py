"""Writes rows of text cells as Parquet with typed columns."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.interchange.columns import TIME_COLUMNS, WHOLE_NUMBER_COLUMNS
from parcelwright.interchange.parquet import KIND, OFFSET, stored_time
from parcelwright.parcels.events import EventTime

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def write_parquet(
    stream: IO[bytes], header: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> None:
    """Write the columns: times as three, weights and lengths as integers, the rest as text."""
    columns: dict[str, pa.Array] = {}
    for name in header:
        cells = [row.get(name) or None for row in rows]
        if name in TIME_COLUMNS:
            columns |= _time_columns(name, cells)
        elif name in WHOLE_NUMBER_COLUMNS:
            columns[name] = pa.array([int(cell) if cell else None for cell in cells], pa.int64())
        elif name == "sample_weight":
            columns[name] = pa.array([float(cell) if cell else 1.0 for cell in cells], pa.float64())
        else:
            columns[name] = pa.array(cells, pa.string())
    pq.write_table(pa.table(columns), stream, compression="zstd")


def _time_columns(name: str, cells: Sequence[str | None]) -> dict[str, pa.Array]:
    moments = [EventTime.parse(cell) if cell else None for cell in cells]
    return {
        name: pa.array([stored_time(m) if m else None for m in moments], pa.timestamp("us")),
        name + KIND: pa.array([str(m.kind) if m else None for m in moments], pa.string()),
        name + OFFSET: pa.array([m.offset_min if m else None for m in moments], pa.int16()),
    }
