"""Our own notes on how a source stands to a number: it stopped, it is silent, it knows none.

A note is a body like those that sources send, stored and projected as they are, so that a
journey stays a function of stored payloads. The source it speaks of stands in its facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from parcelwright.parcels.events import EventTime, Milestone, Parsed, Problem, TrackingEvent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

SOURCE = "watch"
CODE_TABLE = "watch.standing"
_ALLOWED = {
    "not_found": Milestone.NOT_FOUND,
    "silent": Milestone.SOURCE_SILENT,
    "stopped": Milestone.SOURCE_STOPPED,
}


@dataclass(frozen=True, kw_only=True)
class Note:
    """That a source stands differently to a number from a moment on.

    Args:
        number: The number it was asked about.
        code: ``not_found``, ``silent`` or ``stopped``.
        source: Slug of the source.
        why: In plain words, with those of the source.
    """

    number: str
    code: str
    source: str
    why: str = ""


def write_notes(notes: Iterable[Note]) -> bytes:
    """Return notes as a body: JSON, UTF-8, keys in a fixed order."""
    return msgspec.json.encode(list(notes), order="deterministic")


def read_note(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events that a body of notes states, dated when it was stored. Never raises."""
    try:
        notes = msgspec.json.decode(payload, type=list[Note])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return Parsed(problems=(Problem("note", str(error)),))
    strange = [note.code for note in notes if note.code not in _ALLOWED]
    return Parsed(
        events=tuple(_event(note, received_at) for note in notes if note.code in _ALLOWED),
        problems=tuple(Problem("note", f"{code!r} is no standing") for code in strange),
    )


def _event(note: Note, received_at: datetime | None) -> TrackingEvent:
    return TrackingEvent(
        tracking_number=note.number,
        occurred_at=None if received_at is None else EventTime.at(received_at),
        received_at=received_at,
        milestone=_ALLOWED[note.code],
        code=note.code,
        code_table=CODE_TABLE,
        description=note.why,
        language="en",
        source=SOURCE,
        facts=(("source", note.source),),
    )
