"""Message files among imports: what carriers' messages tell becomes events, as rows do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from parcelwright import sources
from parcelwright.errors import InputFileError
from parcelwright.interchange.events import event_cells
from parcelwright.interchange.problems import CellProblem, Trouble
from parcelwright.interchange.reading import RowResult
from parcelwright.interchange.tables import Row
from parcelwright_web import blobs
from parcelwright_web.actions.import_rows import OpenFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.events import Parsed, TrackingEvent
    from parcelwright.sources import FileSource
    from parcelwright_web.models.intake import Import

# Columns in which the preview shows what was read.
SHOWN = ("tracking_number", "occurred_at", "milestone", "code", "description", "place", "country")
_SHOWN_PROBLEMS = 50
_NUMBER = "tracking_number"


def source_of(batch: Import) -> FileSource | None:
    """Return the source whose messages a file holds, or None for a table.

    Raises:
        InputFileError: It is such a file, and larger than is read at once.
    """
    with blobs.open_blob(batch.tenant_id, batch.blob) as file:
        found = sources.recognize_file(file.read(sources.HEAD_BYTES))
    if found is not None and batch.size > sources.MAX_FILE_BYTES:
        raise InputFileError(
            f"{batch.file_name} is a message file of more than 8 MB; "
            "ask the sender for smaller files, or split it between two messages"
        )
    return found


def opened(batch: Import, source: FileSource) -> OpenFile:
    """Return a message file as rows, one for each statement about a parcel."""
    with blobs.open_blob(batch.tenant_id, batch.blob) as file:
        parsed = source.parse(file.read(), batch.uploaded_at)
    return OpenFile(
        header=SHOWN,
        about={"format": source.NAME, "messages": _told(parsed)},
        results=partial(_results, parsed),
    )


def _told(parsed: Parsed) -> dict[str, Any]:
    numbers = {event.tracking_number for event in parsed.events if event.tracking_number}
    return {
        "parcels": len(numbers),
        "events": len(parsed.events),
        "unknown": sum(parsed.unknown_codes.values()),
        "unknown_codes": [
            {"table": table, "code": code, "count": count}
            for (table, code), count in sorted(parsed.unknown_codes.items())[:_SHOWN_PROBLEMS]
        ],
        "problem_count": len(parsed.problems),
        "problems": [
            {"where": problem.where, "what": problem.what}
            for problem in parsed.problems[:_SHOWN_PROBLEMS]
        ],
    }


def _results(parsed: Parsed) -> Iterator[RowResult[TrackingEvent]]:
    for number, event in enumerate(parsed.events, 1):
        cells = event_cells(event)
        row = Row(number, {name: cells[name] for name in SHOWN if name in cells})
        if event.tracking_number:
            yield RowResult(row=row, found=event)
        else:
            missing = CellProblem(row=number, column=_NUMBER, trouble=Trouble.MISSING, refuses=True)
            yield RowResult(row=row, found=None, problems=(missing,))
