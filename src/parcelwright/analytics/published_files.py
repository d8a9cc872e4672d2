"""Reads a published calendar.

CSV with the columns country, from, to, what and source; region, carrier and announced (the day on
which it became known) may be left out. A line names a country, a carrier, or both.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from parcelwright.analytics.published import Announcement, Calendar, Happening
from parcelwright.errors import InputFileError
from parcelwright.parcels.carrier_names import carrier_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NEEDED = ("country", "from", "to", "what", "source")
_OPTIONAL = ("region", "carrier", "announced")
_COUNTRY = re.compile(r"[A-Z]{2}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_DAYS = 3660


def read_calendar(path: str | Path) -> Calendar:
    """Return the calendar of a file.

    Raises:
        InputFileError: The file cannot be read, lacks a column, or a line says nothing that can
            be used; the message names the line.
    """
    name = Path(path).name
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            return _calendar(stream, name)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(name) from error


def read_calendar_bytes(content: IO[bytes], name: str) -> Calendar:
    """Return the calendar of an open file, as :func:`read_calendar` does of a path.

    Raises:
        InputFileError: As there.
    """
    try:
        return _calendar(content.read().decode("utf-8-sig").splitlines(keepends=True), name)
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(name) from error


def _calendar(lines: Iterable[str], name: str) -> Calendar:
    rows = csv.DictReader(lines)
    missing = [column for column in _NEEDED if column not in (rows.fieldnames or ())]
    if missing:
        raise InputFileError(
            f"{name} has no column {missing[0]}; a calendar needs {', '.join(_NEEDED)}"
        )
    return Calendar(
        announcements=tuple(read_announcement(row, f"{name}, line {rows.line_num}") for row in rows)
    )


def _unreadable(name: str) -> InputFileError:
    return InputFileError(f"{name} cannot be read as a CSV file in UTF-8")


def read_announcement(row: Mapping[str, str | None], where: str) -> Announcement:
    """Return what the cells of one line announce.

    Args:
        row: Cells by column.
        where: What a message names, such as a file and its line.

    Raises:
        InputFileError: The line says nothing that can be used.
    """
    cells = {name: (row.get(name) or "").strip() for name in (*_NEEDED, *_OPTIONAL)}
    carrier = _carrier(cells["carrier"], where)
    if not _COUNTRY.fullmatch(cells["country"]) and (cells["country"] or not carrier):
        raise InputFileError(
            f"{where}: {cells['country']!r} is no country; write two capital letters such as DE"
        )
    first, last = (_day(cells[name], where) for name in ("from", "to"))
    if not 0 <= (last - first).days <= _LONGEST_DAYS:
        raise InputFileError(
            f"{where}: from {first} to {last} is no span; write the first day, then the last"
        )
    if cells["what"] not in set(Happening):
        raise InputFileError(f"{where}: {cells['what']!r} is none of {', '.join(Happening)}")
    if cells["what"] == Happening.PUBLIC_HOLIDAYS and not cells["country"]:
        raise InputFileError(f"{where}: public holidays are those of a country; write which")
    if not cells["source"]:
        raise InputFileError(f"{where}: no source; write where this was announced")
    found = Announcement(
        country=cells["country"],
        region=cells["region"],
        carrier=carrier,
        first=first,
        last=last,
        what=Happening(cells["what"]),
        source=cells["source"],
        announced=_day(cells["announced"], where) if cells["announced"] else None,
    )
    try:
        list(found.days())
    except ValueError as error:
        raise InputFileError(f"{where}: {error}; name the days themselves as holiday") from error
    return found


def _carrier(text: str, where: str) -> str:
    """Return the slug of a carrier that a cell names, or empty."""
    known = carrier_slug(text) if text else ""
    if text and not known and not _SLUG.fullmatch(text):
        raise InputFileError(f"{where}: {text!r} is no known carrier; write it as your parcels do")
    return known or text


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputFileError(f"{where}: {text!r} is no day such as 2026-01-31") from None
