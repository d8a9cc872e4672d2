"""Tables of tracking events, read row by row: never held whole, however large the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.interchange.columns import Kind
from parcelwright.interchange.events import event_of, from_file
from parcelwright.interchange.matching import match_columns
from parcelwright.interchange.reading import RowResult, results
from parcelwright.interchange.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.interchange.matching import Matching
    from parcelwright.interchange.tables import Table
    from parcelwright.parcels.events import TrackingEvent


@dataclass(frozen=True, kw_only=True)
class EventTable:
    """A file with one tracking event a row.

    Args:
        table: The file as rows.
        matching: Which of its columns is which of ours.
        digest: SHA-256 (hex) of its bytes.
    """

    table: Table
    matching: Matching
    digest: str

    def each(self) -> Iterator[RowResult[TrackingEvent]]:
        """Yield what each row tells, with the digest of the file; None for a refused row."""
        for row in results(self.table, self.matching, event_of):
            found = None if row.found is None else from_file(row.found, self.digest)
            yield RowResult(row=row.row, found=found, problems=row.problems)


def open_events(path: str | Path) -> EventTable:
    """Return the events of a CSV, XLSX, NDJSON or Parquet file.

    Raises:
        InputFileError: It is no table, or its columns do not tell of tracking events.
    """
    table = open_table(path)
    matching = match_columns(table.header)
    if matching.kind is not Kind.EVENTS or matching.missing:
        raise InputFileError(
            f"{path}: no table of tracking events; such a table has the columns "
            "tracking_number and occurred_at or milestone"
        )
    with Path(path).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return EventTable(table=table, matching=matching, digest=digest)
