"""Reads a published calendar: CSV with the columns country, region, from, to, what, source."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from parcelwright.analytics.published import Announcement, Calendar, Happening
from parcelwright.errors import InputFileError

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEEDED = ("country", "from", "to", "what", "source")
_COUNTRY = re.compile(r"[A-Z]{2}")
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
            rows = csv.DictReader(stream)
            missing = [column for column in _NEEDED if column not in (rows.fieldnames or ())]
            if missing:
                raise InputFileError(
                    f"{name} has no column {missing[0]}; a calendar needs {', '.join(_NEEDED)}"
                )
            found = [_announcement(row, f"{name}, line {rows.line_num}") for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputFileError(f"{name} cannot be read as a CSV file in UTF-8") from error
    return Calendar(announcements=tuple(found))


def _announcement(row: Mapping[str, str | None], where: str) -> Announcement:
    cells = {name: (row.get(name) or "").strip() for name in (*_NEEDED, "region")}
    if not _COUNTRY.fullmatch(cells["country"]):
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
    if not cells["source"]:
        raise InputFileError(f"{where}: no source; write where this was announced")
    found = Announcement(
        country=cells["country"],
        region=cells["region"],
        first=first,
        last=last,
        what=Happening(cells["what"]),
        source=cells["source"],
    )
    try:
        list(found.days())
    except ValueError as error:
        raise InputFileError(f"{where}: {error}; name the days themselves as holiday") from error
    return found


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputFileError(f"{where}: {text!r} is no day such as 2026-01-31") from None
