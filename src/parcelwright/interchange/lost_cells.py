"""What reading a file into columns lost: filled cells that say nothing, rows without a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.interchange.cells import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST_SAMPLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What was lost of one column.

    Args:
        header: Name of the column as the file writes it.
        cells: How many filled cells could not be read.
        sample: The commonest of them, cut to what fits a sentence; empty where there is none.
        rows: How many rows were left out, for the column names the parcel and says nothing.
    """

    header: str
    cells: int = 0
    sample: str = ""
    rows: int = 0

    def with_more(self, other: Lost) -> Lost:
        """Return what was lost of the column in two pieces of one file."""
        return Lost(
            header=self.header,
            cells=self.cells + other.cells,
            sample=self.sample or other.sample,
            rows=self.rows + other.rows,
        )


def lost_of(
    raw: pa.Table, found: Mapping[str, pa.ChunkedArray], headers: Mapping[str, str], number: str
) -> Iterator[Lost]:
    """Yield what was lost, column by column; columns of which all was read are left out.

    Args:
        raw: Columns as the file writes them, under our names.
        found: The same columns after reading, row by row.
        headers: Name in the file of each column of ours.
        number: Column that names the parcel or order; rows without it are left out.
    """
    for column, values in found.items():
        if column not in raw.column_names:
            continue
        rows = values.null_count if column == number else 0
        cells, sample = _unread(raw[column], values)
        if cells or rows:
            yield Lost(header=headers.get(column, column), cells=cells, sample=sample, rows=rows)


def _unread(written: pa.ChunkedArray, read: pa.ChunkedArray) -> tuple[int, str]:
    """Return how many filled cells became nothing, and the commonest of them."""
    if read.null_count == written.null_count:
        return 0, ""
    gone = written.filter(pc.and_(pc.is_valid(written), pc.is_null(read)))
    counted = [
        (int(each["counts"]), cell)
        for each in gone.value_counts().to_pylist()
        if (cell := clean(str(each["values"])))
    ]
    if not counted:
        return 0, ""
    sample = max(counted, key=lambda each: each[0])[1]
    return sum(count for count, _ in counted), sample[:_LONGEST_SAMPLE]
