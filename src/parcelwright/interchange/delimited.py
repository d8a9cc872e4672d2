"""Text files whose cells stand between commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import IO, TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.interchange.encodings import detect_encoding
from parcelwright.interchange.headers import SEARCHED_ROWS, find_header, hits, unique_headers
from parcelwright.interchange.shape import data_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from contextlib import AbstractContextManager

_SEPARATORS = (",", "\t", ";", "|")
# As long as a line of JSON. Beyond that a quotation mark is open and would take in the file.
csv.field_size_limit(4_000_000)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How the cells of one text file are laid out; ``header_row`` counts from 1."""

    encoding: str
    separator: str
    header: tuple[str, ...]
    header_row: int


def layout(head: bytes, name: str, known: Collection[str], *, whole: bool) -> Layout:
    """Return the layout that the first part of a file shows.

    Args:
        head: The first bytes.
        name: File name for messages.
        known: Keys of column names that are in use somewhere.
        whole: Whether ``head`` is all of the file, so that its last line is complete.

    Raises:
        InputFileError: The bytes are not text.
    """

    def header_hits(text: str) -> int:
        return max(_score(text, separator, known)[0] for separator in _SEPARATORS)

    encoding = detect_encoding(head, header_hits)
    text = head.decode(encoding, errors="replace")
    if "\x00" in text[:1000]:
        raise InputFileError(f"{name} is not a table of text; save it as .csv or .xlsx")
    if not whole:
        text = text[: text.rfind("\n") + 1] or text
    separator = max(_SEPARATORS, key=lambda each: _score(text, each, known))
    first = _first_rows(text, separator)
    index = find_header(first, known)
    header = unique_headers(first[index]) if first else ()
    return Layout(encoding=encoding, separator=separator, header=header, header_row=index + 1)


def rows(
    opener: Callable[[], AbstractContextManager[IO[bytes]]], layout: Layout, name: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (row number, cells by header) of the data rows.

    Raises:
        InputFileError: A quotation mark never closes.
    """
    with opener() as stream:
        text = io.TextIOWrapper(stream, layout.encoding, errors="replace", newline="")
        try:
            yield from data_rows(_numbered(text, layout, name), layout.header)
        finally:
            text.detach()


def _numbered(text: io.TextIOWrapper, layout: Layout, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text, delimiter=layout.separator)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > layout.header_row:
                yield number, cells
    except csv.Error as error:
        raise InputFileError(
            f"{name}, after row {number}: {error}; a quotation mark is probably not closed"
        ) from error


def _first_rows(text: str, separator: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(io.StringIO(text), delimiter=separator), SEARCHED_ROWS))
    except csv.Error:
        return [line.split(separator) for line in text.splitlines()[:SEARCHED_ROWS]]


def _score(text: str, separator: str, known: Collection[str]) -> tuple[int, int]:
    """Rate a separator by the known column names it yields, then by the cells."""
    first = _first_rows(text, separator)
    return max((hits(row, known) for row in first), default=0), max(map(len, first), default=0)
