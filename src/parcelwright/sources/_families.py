"""Reads codes of which whole families mean the same, told by how they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone
from parcelwright.sources._meaning import Reading

if TYPE_CHECKING:
    from parcelwright.sources._statements import Payload


def read_family(page: Payload, table: str, code: str) -> Reading:
    """Return what a code means, or what the beginning means that its whole family shares.

    The beginnings stand in a table of their own, named ``<table>_beginning``; none of them
    begins with another.
    """
    reading = page.read(table, code)
    if reading.milestone is not Milestone.UNKNOWN:
        return reading
    family = f"{table}_beginning"
    for beginning, milestone in page.codes[family].items():
        if code.startswith(beginning):
            return Reading(table=family, code=code, milestone=milestone)
    return reading
