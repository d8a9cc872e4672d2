"""Rows of an outcomes file: how parcels ended, as known afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.interchange.problems import Trouble

if TYPE_CHECKING:
    from parcelwright.interchange.cellreader import CellReader
    from parcelwright.parcels.events import EventTime


class End(StrEnum):
    """How a parcel ended."""

    DELIVERED = "delivered"
    RETURNED = "returned"
    LOST = "lost"
    SEIZED = "seized"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one parcel ended, when, and for a lost one why, when and on which leg."""

    tracking_number: str
    carrier: str = ""
    outcome: End = End.UNKNOWN
    outcome_at: EventTime | None = None
    cause: str = ""
    lost_at: EventTime | None = None
    lost_leg: str = ""


def outcome_of(cells: CellReader) -> Outcome | None:
    """Return the outcome of a row, or None without a usable number (see ``cells.problems``)."""
    number = cells.number("tracking_number")
    if not number:
        cells.refuse_without("tracking_number")
        return None
    return Outcome(
        tracking_number=number,
        carrier=cells.carrier("carrier"),
        outcome=_end(cells),
        outcome_at=cells.time("outcome_at"),
        cause=cells.text("cause"),
        lost_at=cells.time("lost_at"),
        lost_leg=cells.text("lost_leg"),
    )


def outcome_cells(outcome: Outcome) -> dict[str, str]:
    """Return the filled cells of an outcome by column; :func:`outcome_of` reads them back."""
    cells = {
        "tracking_number": outcome.tracking_number,
        "carrier": outcome.carrier,
        "outcome": str(outcome.outcome),
        "outcome_at": outcome.outcome_at.isoformat() if outcome.outcome_at else "",
        "cause": outcome.cause,
        "lost_at": outcome.lost_at.isoformat() if outcome.lost_at else "",
        "lost_leg": outcome.lost_leg,
    }
    return {name: cell for name, cell in cells.items() if cell}


def _end(cells: CellReader) -> End:
    word = cells.text("outcome").casefold()
    if not word:
        return End.UNKNOWN
    try:
        return End(word)
    except ValueError:
        cells.note("outcome", Trouble.WORD, word)
        return End.UNKNOWN
