"""Parcels and events of two files, laid on disk in parts that hold whole parcels.

A number can stand in several rows, and its events anywhere in their file. What bears one number
goes into one part, by a checksum of the number, so that each part is judged by itself; and since
a checksum knows nothing of days and lanes, some parts are a fair sample of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.analytics.columns import LaneKey
from parcelwright.cli._read_columns import each_columns
from parcelwright.interchange import bulk
from parcelwright.interchange.bulk import per_value
from parcelwright.interchange.columns import Kind
from parcelwright.interchange.parts import Parts
from parcelwright.interchange.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

# Of events; a part of so many with its parcels takes some tens of megabytes.
EVENTS_IN_PART = 200_000
MOST_PARTS = 200
ROW = "row"
_TIMES = ("accepted_at", "label_created_at", "promised_by")
_JUDGED_BY = frozenset({
    "tracking_number", "parcel_id", "sample_weight", *LaneKey._fields,
    *_TIMES, *(f"{name}_kind" for name in _TIMES),
})  # fmt: skip
_BYTES_OF_EVENT = 80
_PARQUET = b"PAR1"


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """Two files in parts.

    Args:
        count: How many parts.
        rows: How many parcels.
    """

    count: int
    rows: int
    parcels: Parts
    events: Parts

    def each(self) -> Iterator[tuple[pa.Table, pa.Table]]:
        """Yield parcels and events of each part; ``row`` is the row of a parcel in its file."""
        for part in range(self.count):
            yield self.parcels.read(part), self.events.read(part)


def laid_in_parts(parcels: Path, events: Path, folder: Path) -> Sorted:
    """Return the rows of two files, as columns, in parts in an empty folder.

    Raises:
        InputFileError: A file is not a table, or has no column of tracking numbers.
    """
    for path in (parcels, events):
        open_table(path)  # says what is wrong with a file that is no table
    by_identity = _has_identities(parcels) and _has_identities(events)
    count = min(MOST_PARTS, 1 + _about_rows(events) // EVENTS_IN_PART)
    of_parcels, of_events = Parts(folder / "parcels"), Parts(folder / "events")
    rows = 0
    # Of parcels the audit names each cell itself, with its repair.
    for whole in bulk.each_columns(parcels, Kind.PARCELS):
        table = whole.select([name for name in whole.column_names if name in _JUDGED_BY])
        numbered = table.append_column(ROW, pa.array(np.arange(rows, rows + table.num_rows)))
        rows += table.num_rows
        of_parcels.add(*_with_parts(numbered, count, by_identity=by_identity))
    for table in each_columns(events, Kind.EVENTS):
        of_events.add(*_with_parts(table, count, by_identity=by_identity))
    return Sorted(count=count, rows=rows, parcels=of_parcels, events=of_events)


def _with_parts(
    table: pa.Table, count: int, *, by_identity: bool
) -> tuple[pa.Table, NDArray[np.intp]]:
    """Return a table and the part of each row, by what names its parcel."""
    if by_identity:
        named = table["parcel_id"].to_numpy()
        return table, (named % count).astype(np.intp)
    if "parcel_id" in table.column_names:
        table = table.drop_columns(["parcel_id"])
    sums = per_value(table["tracking_number"], lambda number: crc32(number.encode()), pa.int64())
    return table, (sums.to_numpy() % count).astype(np.intp)


def _has_identities(path: Path) -> bool:
    """Return whether each row of a file names its parcel by an integer."""
    if not _is_parquet(path):
        return False
    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        if "parcel_id" not in schema.names:
            return False
        if not pa.types.is_integer(schema.field("parcel_id").type):
            return False
        batches = file.iter_batches(columns=["parcel_id"])
        return not any(batch.column(0).null_count for batch in batches)


def _about_rows(path: Path) -> int:
    if not _is_parquet(path):
        return path.stat().st_size // _BYTES_OF_EVENT
    with pq.ParquetFile(path) as file:
        return int(file.metadata.num_rows)


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_PARQUET)) == _PARQUET
