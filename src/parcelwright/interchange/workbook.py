"""Excel workbooks, read row by row; numbers and dates come out as the text they stand for."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import IO, TYPE_CHECKING

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from parcelwright.errors import InputFileError
from parcelwright.interchange.headers import SEARCHED_ROWS, find_header, hits, unique_headers
from parcelwright.interchange.shape import data_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from contextlib import AbstractContextManager

_UNPACKED_BYTES = 1_000_000_000
_STRINGS_BYTES = 256_000_000
_RATIO = 200
_RATIO_FROM_BYTES = 20_000_000
_SHEETS = 10
_EXACT = 10**15


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Which sheet of a workbook holds the table, and where; ``header_row`` counts from 1."""

    sheet: str
    header: tuple[str, ...]
    header_row: int


def layout(
    opener: Callable[[], AbstractContextManager[IO[bytes]]], name: str, known: Collection[str]
) -> Layout:
    """Return the sheet and row with the most known column names; the first sheet on a tie.

    Raises:
        InputFileError: Not a workbook, with macros, or unpacking to too much.
    """
    best: tuple[int, Layout] | None = None
    with opener() as stream:
        _check(stream, name)
        with _book(stream, name) as book:
            for sheet in book.worksheets[:_SHEETS]:
                first = list(islice(_text_rows(sheet), SEARCHED_ROWS))
                if not any(cell for row in first for cell in row):
                    continue
                index = find_header(first, known)
                found = Layout(
                    sheet=sheet.title, header=unique_headers(first[index]), header_row=index + 1
                )
                score = hits(first[index], known)
                if best is None or score > best[0]:
                    best = score, found
    if best is None:
        raise InputFileError(f"{name} holds no filled sheet; export it again")
    return best[1]


def rows(
    opener: Callable[[], AbstractContextManager[IO[bytes]]], layout: Layout
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (row number, cells by header) of the data rows of the sheet."""
    with opener() as stream, _book(stream, layout.sheet) as book:
        numbered = enumerate(_text_rows(book[layout.sheet]), 1)
        yield from data_rows(islice(numbered, layout.header_row, None), layout.header)


def cell_text(value: object, number_format: str = "General") -> str:
    """Return the text of a cell's value.

    A number that spreadsheets cannot hold exactly comes out in scientific notation, so
    that it is noticed as damaged; a date without a clock time comes out as a date.

    >>> cell_text(12.0), cell_text(0.1), cell_text(576461413038785752)
    ('12', '0.1', '5.76461E+17')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number_text(value)
    if isinstance(value, datetime):
        is_date = value.time() == time(0) and "h" not in number_format.lower()
        return value.date().isoformat() if is_date else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _number_text(value: float) -> str:
    if abs(value) >= _EXACT:
        return f"{value:.5E}"
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.15g}" if abs(value) >= 1e-4 else f"{value:f}"  # noqa: PLR2004 - where %g turns to e-05


def _check(stream: IO[bytes], name: str) -> None:
    try:
        with zipfile.ZipFile(stream) as packed:
            entries = packed.infolist()
    except zipfile.BadZipFile as error:
        raise InputFileError(f"{name} is a damaged workbook; save it again as .xlsx") from error
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise InputFileError(f"{name} holds macros; save it as .xlsx without macros, or as .csv")
    unpacked = sum(entry.file_size for entry in entries)
    packed_size = sum(entry.compress_size for entry in entries) or 1
    strings = sum(e.file_size for e in entries if e.filename.endswith("sharedStrings.xml"))
    is_bomb = unpacked > _RATIO_FROM_BYTES and unpacked > _RATIO * packed_size
    if is_bomb or unpacked > _UNPACKED_BYTES or strings > _STRINGS_BYTES:
        raise InputFileError(
            f"{name} unpacks to {unpacked // 1_000_000} MB, more than is read from a workbook; "
            "save it as .csv"
        )
    stream.seek(0)


@contextmanager
def _book(stream: IO[bytes], name: str) -> Iterator[openpyxl.Workbook]:
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise InputFileError(f"{name} is not a workbook that can be read: {error}") from error
    try:
        yield book
    finally:
        book.close()


def _text_rows(sheet: openpyxl.worksheet.worksheet.Worksheet) -> Iterator[list[str]]:
    # Some exporters state a wrong extent; without one every row is read.
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        cells = [cell_text(cell.value, getattr(cell, "number_format", "General")) for cell in row]
        yield cells
