"""Writes parcels, events, outcomes and reports as CSV, XLSX, NDJSON or Parquet.

All formats hold the same columns, and reading gives back what was written. Text that a
spreadsheet would take for a formula gets a leading apostrophe, which reading removes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import openpyxl
from openpyxl.cell import WriteOnlyCell

from parcelwright.errors import InputFileError
from parcelwright.interchange.cells import FORMULA_STARTS, is_guarded
from parcelwright.interchange.columns import COLUMNS, Kind
from parcelwright.interchange.events import event_cells
from parcelwright.interchange.files import complete_or_absent
from parcelwright.interchange.orders import order_cells
from parcelwright.interchange.outcomes import outcome_cells
from parcelwright.interchange.parcels import parcel_cells
from parcelwright.interchange.parquetwriting import write_parquet
from parcelwright.interchange.reports import report_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from parcelwright.interchange.orders import Order
    from parcelwright.interchange.outcomes import Outcome
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.parcel import Parcel

REPORT_FORMATS = frozenset({".csv", ".xlsx"})
_ROWS_IN_PIECE = 500
# A sheet holds 1,048,576 rows, the header among them.
_SHEET_ROWS = 1_000_000
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def write_parcels(path: str | Path, parcels: Iterable[Parcel]) -> None:
    """Write parcels; the end of the name decides the format.

    Raises:
        InputFileError: The name ends in none of .csv, .xlsx, .ndjson, .jsonl, .parquet.
    """
    write_cells(path, Kind.PARCELS, [parcel_cells(each) for each in parcels])


def write_events(path: str | Path, events: Iterable[TrackingEvent]) -> None:
    """Write tracking events; as :func:`write_parcels`."""
    write_cells(path, Kind.EVENTS, [event_cells(each) for each in events])


def write_outcomes(path: str | Path, outcomes: Iterable[Outcome]) -> None:
    """Write outcomes; as :func:`write_parcels`."""
    write_cells(path, Kind.OUTCOMES, [outcome_cells(each) for each in outcomes])


def write_orders(path: str | Path, orders: Iterable[Order]) -> None:
    """Write orders, one row per order line; as :func:`write_parcels`."""
    write_cells(path, Kind.ORDERS, [row for each in orders for row in order_cells(each)])


def write_reports(path: str | Path, reports: Iterable[TrackingEvent]) -> None:
    """Write buyers' reports; as :func:`write_parcels`."""
    write_cells(path, Kind.REPORTS, [report_cells(each) for each in reports])


def write_cells(path: str | Path, kind: Kind, rows: Sequence[Mapping[str, str]]) -> None:
    """Write rows of text cells: our columns that any row fills, then further ones by name.

    Raises:
        InputFileError: The name ends in no format that is written.
    """
    target = Path(path)
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        raise InputFileError(f"{target.name}: write a file named .csv, .xlsx, .ndjson or .parquet")
    with complete_or_absent(target) as stream:
        writer(stream, _header(kind, rows), rows)


def table_bytes(suffix: str, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return a report of ours, with its columns in the order given, as a file's content.

    Args:
        suffix: ``.csv`` or ``.xlsx``.
        header: Names of the columns.
        rows: Text cells by column name; what is missing stays empty.

    Raises:
        KeyError: Another format; the caller offers only these.
    """
    content = io.BytesIO()
    {".csv": _csv, ".xlsx": _xlsx}[suffix](content, header, rows)
    return content.getvalue()


def csv_pieces(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Iterator[bytes]:
    """Yield a report of ours as a CSV file, some hundred rows at a time, for any number of rows.

    Args:
        header: Names of the columns.
        rows: As for :func:`table_bytes`.
    """
    waiting = iter(rows)
    piece = io.StringIO(newline="")
    piece.write("\ufeff")
    writer = csv.writer(piece)
    writer.writerow([guarded(name) for name in header])
    while text := piece.getvalue():
        yield text.encode()
        piece.seek(0)
        piece.truncate()
        for row in islice(waiting, _ROWS_IN_PIECE):
            writer.writerow([guarded(row.get(name, "")) for name in header])


@contextmanager
def report_rows(
    stream: IO[bytes], suffix: str, header: Sequence[str]
) -> Iterator[Callable[[Mapping[str, str]], None]]:
    """Give a function that writes one row of a report, for reports of any length.

    A workbook begins a further sheet where one is full.

    Args:
        stream: Where the file goes; it is complete when the context ends.
        suffix: One of :data:`REPORT_FORMATS`.
        header: Names of the columns.
    """
    if suffix == ".csv":
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow([guarded(name) for name in header])
        yield lambda row: writer.writerow([guarded(row.get(name, "")) for name in header])
        text.flush()
        text.detach()
        return
    book = openpyxl.Workbook(write_only=True)
    sheets = _Sheets(book, header)
    yield sheets.write
    book.save(stream)


class _Sheets:
    """The sheets of a workbook under way; the last one is written to."""

    def __init__(self, book: openpyxl.Workbook, header: Sequence[str]) -> None:
        self._book, self._header = book, header
        self._begin()

    def write(self, row: Mapping[str, str]) -> None:
        if self._rows == _SHEET_ROWS:
            self._begin()
        self._rows += 1
        self._append([row.get(name, "") for name in self._header])

    def _begin(self) -> None:
        self._sheet = self._book.create_sheet()
        self._rows = 0
        self._append(self._header)

    def _append(self, texts: Sequence[str]) -> None:
        self._sheet.append([_text_cell(self._sheet, text) for text in texts])


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("-12.50"), guarded("+49 30")
    ("'=1+1", '-12.50', "'+49 30")
    """
    # A tab or line break at the start is one of the starts, so blanks are passed over by name.
    start = text.lstrip(" \u00a0\u3000\ufeff")[:1]
    is_formula = bool(start) and start in FORMULA_STARTS and not _PLAIN_NUMBER.fullmatch(text)
    return f"'{text}" if is_formula or is_guarded(text) else text


def _header(kind: Kind, rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    filled = {name for row in rows for name in row}
    own = COLUMNS[kind]
    needed = own[:1]
    ours = [column for column in own if column in filled or column in needed]
    return (*ours, *sorted(filled - set(own)))


def _csv(stream: IO[bytes], header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([guarded(name) for name in header])
    writer.writerows([guarded(row.get(name, "")) for name in header] for row in rows)
    text.flush()
    text.detach()


def _xlsx(stream: IO[bytes], header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append([_text_cell(sheet, name) for name in header])
    for row in rows:
        sheet.append([_text_cell(sheet, row.get(name, "")) for name in header])
    book.save(stream)


def _text_cell(sheet: openpyxl.worksheet.worksheet.Worksheet, text: str) -> WriteOnlyCell | None:
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=guarded(text))
    cell.data_type = "s"
    return cell


def _ndjson(stream: IO[bytes], _header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    for row in rows:
        stream.write(json.dumps(dict(row), ensure_ascii=False).encode() + b"\n")


_WRITERS: dict[str, Callable[[IO[bytes], Sequence[str], Sequence[Mapping[str, str]]], None]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".ndjson": _ndjson,
    ".jsonl": _ndjson,
    ".parquet": write_parquet,
}
