"""Large files for ``parcelwright parse``: tables of events, and payloads one a line.

They are read piece by piece, so memory does not grow with the file.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from parcelwright import sources
from parcelwright.cli import _parsed_rows
from parcelwright.cli._parse_tally import Tally
from parcelwright.interchange.event_tables import open_events
from parcelwright.interchange.preview import summarize
from parcelwright.parcels.events import Problem
from parcelwright.sources import MAX_FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from parcelwright.interchange.event_tables import EventTable
    from parcelwright.interchange.reading import RowResult
    from parcelwright.parcels.events import Parsed, TrackingEvent
    from parcelwright.sources import Source

    Reading = Callable[[TrackingEvent], TrackingEvent]

TABLE = "file"
_STARTS_OF_TABLES = (b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0")
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_TOO_LONG = f"longer than {MAX_FILE_BYTES // 1024**2} MB; it was not read"


def is_table(head: bytes) -> bool:
    """Return whether a file that begins so is a table, not one JSON or XML text."""
    if head.startswith(_STARTS_OF_TABLES):
        return True
    return head.lstrip(_BLANKS)[:1] not in {b"{", b"[", b"<", b""} or _holds_lines(head)


def source_of_lines(head: bytes) -> Source | None:
    """Return the source whose payloads stand one a line in a file that begins so, or None."""
    return sources.recognize(_first_line(head)) if _holds_lines(head) else None


def _holds_lines(head: bytes) -> bool:
    """Return whether each line is a JSON object of its own, as far as can be seen."""
    first, _, rest = head.lstrip(_BLANKS).partition(b"\n")
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.lstrip()[:1] == b"{"


def _first_line(head: bytes) -> bytes:
    return head.lstrip(_BLANKS).partition(b"\n")[0]


def table(file: Path, read: Reading, *, as_json: bool) -> Tally:
    """Read a table of events; write each event as JSON, or only count.

    Raises:
        InputFileError: It is no table of tracking events, or breaks off.
    """
    tally = Tally()
    opened = open_events(file)
    if as_json:
        sys.stdout.write(f'{{"file": {_json(str(file))}, "source": "{TABLE}", "events": [')
    summary = summarize(_counted(opened, read, tally, as_json=as_json), first=0)
    for repair in summary.repairs:
        tally.note([Problem(f"column {repair.column}", repair.text)], repair.rows)
    if as_json:
        sys.stdout.write(
            f'], "problems": {_json(_parsed_rows.problems(tally.problems))}, '
            f'"unknown_codes": {_json(_parsed_rows.unknown_codes(tally.unknown))}}}\n'
        )
    return tally


def _counted(
    opened: EventTable, read: Reading, tally: Tally, *, as_json: bool
) -> Iterator[RowResult[TrackingEvent]]:
    between = ""
    for result in opened.each():
        if result.found is not None:
            event = read(result.found)
            tally.count(event)
            if as_json:
                sys.stdout.write(between + _json(_parsed_rows.row(event)))
                between = ", "
        yield result


def lines(file: Path, source: Source, parse: Callable[[bytes], Parsed], *, as_json: bool) -> Tally:
    """Read a file with a payload on each line; write each payload as JSON, or only count."""
    tally = Tally()
    with file.open("rb") as stream:
        for number, line in enumerate(iter(lambda: stream.readline(MAX_FILE_BYTES), b""), 1):
            if not line.strip(_BLANKS):
                continue
            where = f"line {number}"
            if len(line) == MAX_FILE_BYTES and not line.endswith(b"\n"):
                tally.note([Problem(where, _TOO_LONG)])
                _skip_line(stream.readline)
                continue
            parsed = parse(line.strip(_BLANKS))
            for event in parsed.events:
                tally.count(event)
            tally.note(Problem(f"{where}, {note.where}", note.what) for note in parsed.problems)
            if as_json:
                name = f"{file}, {where}"
                sys.stdout.write(f"{_json(_parsed_rows.report(name, source.SLUG, parsed))}\n")
    return tally


def _skip_line(readline: Callable[[int], bytes]) -> None:
    while (piece := readline(MAX_FILE_BYTES)) and not piece.endswith(b"\n"):
        pass


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
