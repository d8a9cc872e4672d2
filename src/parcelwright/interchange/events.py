"""Rows of an events file to tracking events, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.interchange.parcels import extra_of
from parcelwright.interchange.problems import Trouble
from parcelwright.parcels.event_texts import milestone_of_text
from parcelwright.parcels.events import EventTime, Milestone, TimeKind, TrackingEvent

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.interchange.cellreader import CellReader

FILE_SOURCE = "file"
"""Source of an event whose row names none."""


def event_of(cells: CellReader) -> TrackingEvent | None:
    """Return the event of a row, or None without a usable number (see ``cells.problems``)."""
    number = cells.number("tracking_number")
    if not number:
        cells.refuse_without("tracking_number")
        return None
    return TrackingEvent(
        tracking_number=number,
        carrier=cells.carrier("carrier"),
        occurred_at=cells.time("occurred_at"),
        received_at=_received_at(cells),
        milestone=_milestone(cells),
        code=cells.text("code"),
        code_table=cells.text("code_table"),
        description=cells.text("description"),
        language=cells.text("language"),
        place=cells.text("place"),
        country=cells.country("country"),
        source=cells.text("source"),
        payload_digest=cells.text("payload_digest"),
        facts=extra_of(cells),
    )


def from_file(event: TrackingEvent, digest: str) -> TrackingEvent:
    """Return an event of a row as one that a file brought.

    The payload that brought it is the file, whatever payload it came from before; that one
    stays as a fact.

    Args:
        event: As :func:`event_of` read it.
        digest: SHA-256 (hex) of the file.
    """
    facts = event.facts
    if event.payload_digest not in {"", digest}:
        facts = (*facts, ("payload_digest", event.payload_digest))
    return event.but(source=event.source or FILE_SOURCE, payload_digest=digest, facts=facts)


def event_cells(event: TrackingEvent) -> dict[str, str]:
    """Return the filled cells of an event by column; :func:`event_of` reads them back."""
    known = event.milestone is not Milestone.UNKNOWN
    cells = {
        "tracking_number": event.tracking_number,
        "carrier": event.carrier,
        "occurred_at": event.occurred_at.isoformat() if event.occurred_at else "",
        "received_at": EventTime.at(event.received_at).isoformat() if event.received_at else "",
        "milestone": event.milestone if known else "",
        "code": event.code,
        "code_table": event.code_table,
        "description": event.description,
        "language": event.language,
        "place": event.place,
        "country": event.country,
        "source": event.source,
        "payload_digest": event.payload_digest,
    }
    return {name: cell for name, cell in (dict(event.facts) | cells).items() if cell}


def _received_at(cells: CellReader) -> datetime | None:
    """Return when the event was heard; without a zone it is not an instant and says nothing."""
    moment = cells.time("received_at")
    return moment.utc if moment is not None and moment.kind is TimeKind.INSTANT else None


def _milestone(cells: CellReader) -> Milestone:
    """Return the milestone that the row names, else the one that its words clearly tell."""
    word = cells.text("milestone").upper()
    if word:
        try:
            return Milestone(word)
        except ValueError:
            cells.note("milestone", Trouble.MILESTONE, word)
    told = milestone_of_text(cells.text("description"), cells.text("language"))
    return told or Milestone.UNKNOWN
