"""What people say of a carrier: notes and reviews, kept apart from what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.interchange.carriers import carrier_of_cell
from parcelwright.interchange.tables import open_table
from parcelwright.prevention.cells import Cells
from parcelwright.rulebook.select import slug

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import IO

_MOST_STARS = 5


@dataclass(frozen=True, kw_only=True)
class Review:
    """One opinion or note. It never enters a figure.

    Args:
        carrier: Slug; ``service`` and ``destination_country`` are empty for any.
        stars: 1 to 5, or None for a note without.
        words: In whatever language.
        who: Who says so; ``source`` where it was read, such as a forum's address.
    """

    carrier: str
    service: str = ""
    destination_country: str = ""
    stars: int | None = None
    words: str = ""
    who: str = ""
    said_on: date | None = None
    source: str = ""


def read_reviews(path: str | Path | IO[bytes], name: str = "") -> tuple[Review, ...]:
    """Return the reviews of a table.

    Columns: ``carrier`` and one of ``stars`` or ``words``; as far as known ``service``,
    ``destination_country``, ``who``, ``said_on`` and ``source``.

    Raises:
        InputFileError: No table, or a cell that cannot be read; the message says which.
    """
    table = open_table(path, name)
    Cells.needs(table, "carrier")
    return tuple(_review(Cells(table.name, row)) for row in table.rows())


def _review(cells: Cells) -> Review:
    named = cells.needed("carrier")
    stars, words = cells.number("stars"), cells.text("words")
    if stars is not None and stars not in range(1, _MOST_STARS + 1):
        raise cells.refuse("stars", f'"{stars}" is not from 1 to 5', "write whole stars")
    if stars is None and not words:
        raise cells.refuse("words", "says nothing, and no stars either", "fill one of the two")
    return Review(
        carrier=carrier_of_cell(named) or slug(named),
        service=cells.text("service"),
        destination_country=cells.country("destination_country"),
        stars=None if stars is None else int(stars),
        words=words,
        who=cells.text("who"),
        said_on=cells.day("said_on"),
        source=cells.text("source"),
    )
