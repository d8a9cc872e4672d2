"""Rows of a reports file: what buyers said about their parcels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.interchange.problems import Trouble
from parcelwright.parcels.events import Milestone, TrackingEvent

if TYPE_CHECKING:
    from parcelwright.interchange.cellreader import CellReader

SOURCE = "buyer"
REPORTS = {
    "not_received": Milestone.REPORTED_NOT_RECEIVED,
    "received": Milestone.REPORTED_RECEIVED,
}


def report_of(cells: CellReader) -> TrackingEvent | None:
    """Return the report of a row as an event, or None when it says nothing usable."""
    number = cells.number("tracking_number")
    if not number:
        cells.refuse_without("tracking_number")
        return None
    word = cells.text("report").casefold().replace(" ", "_").replace("-", "_")
    milestone = REPORTS.get(word)
    if milestone is None:
        trouble = Trouble.WORD if word else Trouble.MISSING
        cells.note("report", trouble, word, refuses=True)
        return None
    return TrackingEvent(
        tracking_number=number,
        occurred_at=cells.time("reported_at"),
        milestone=milestone,
        code=word,
        code_table=f"{SOURCE}.report",
        description=cells.text("text"),
        source=SOURCE,
        facts=cells.rest(),
    )


def report_cells(event: TrackingEvent) -> dict[str, str]:
    """Return the filled cells of a buyer's report; :func:`report_of` reads them back."""
    words = {milestone: word for word, milestone in REPORTS.items()}
    cells = {
        "tracking_number": event.tracking_number,
        "report": words.get(event.milestone, ""),
        "reported_at": event.occurred_at.isoformat() if event.occurred_at else "",
        "text": event.description,
    }
    return {name: cell for name, cell in cells.items() if cell}
