"""Reads tracking numbers from a table with a column of them, or from a plain list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.interchange.cells import clean
from parcelwright.interchange.matching import match_columns
from parcelwright.interchange.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.interchange.tables import Table

_COLUMN = "tracking_number"


def read_numbers(path: str | Path) -> Iterator[str]:
    """Yield the tracking numbers of a file in its order, cleaned as cells are.

    A text file (``.txt``) or one of a single column, without a header that names anything,
    is a plain list: every line that holds something is a number. Numbers that a spreadsheet
    rounded are kept as written.

    Raises:
        InputFileError: It is not a table, or has several columns and none of numbers.
    """
    path = Path(path)
    table = open_table(path)
    headers = match_columns(table.header).used.get(_COLUMN, ())
    if headers:
        yield from _cells(table, headers)
    elif table.format == "csv" and (len(table.header) == 1 or path.suffix.lower() == ".txt"):
        yield from _lines(path, table.encoding)
    else:
        raise InputFileError(f"{table.name} has no column {_COLUMN}; name it so in the header")


def _cells(table: Table, headers: tuple[str, ...]) -> Iterator[str]:
    for row in table.rows():
        number = next((cell for header in headers if (cell := row.cells.get(header, ""))), "")
        if number:
            yield number


def _lines(path: Path, encoding: str) -> Iterator[str]:
    with path.open(encoding=encoding, errors="replace") as lines:
        for line in lines:
            number = clean(line)
            if number:
                yield number
