"""What a watch says of itself, one plain sentence each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from parcelwright.asking.replies import Standing
from parcelwright.watch.standing import EndedWhy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

ENDINGS = {
    EndedWhy.DELIVERED: "Delivered, and nothing contradicted it for ten days.",
    EndedWhy.RETURNED: "Returned to the sender.",
    EndedWhy.SETTLED: "The case is closed.",
}
ANSWERS = "It answers, and takes our credentials."
DEFECT = "Its answer could not be worked with; the log of the worker has the details."
PUSHED = "A source posts about it by itself."
NOBODY = "No source that you have connected can be asked about it."
REFUSED_ALL = "Every source that knows this carrier refuses our credentials."


def silent(name: str, since: datetime) -> str:
    """Return that a source does not answer."""
    return f"{name} has not answered since {since.day} {since:%b %Y}."


def told(name: str) -> str:
    """Return that a source told what it knows."""
    return f"{name} told what it knows."


def not_yet(name: str) -> str:
    """Return that a source watches and has nothing to tell."""
    return f"{name} watches it and has nothing to tell so far."


def not_found(name: str) -> str:
    """Return that a source knows no such parcel."""
    return f"{name} knows no parcel with this number."


def stopped(name: str) -> str:
    """Return that a source stopped watching."""
    return f"{name} stopped watching it."


def needs_more(name: str, what: str) -> str:
    """Return that a source wants more; ``what`` in its own words."""
    return f"{name} wants more than the number{_said(what)}."


def refused(name: str, what: str) -> str:
    """Return that a source does not take the number; ``what`` in its own words."""
    return f"{name} does not take this number{_said(what)}."


def unregistered(name: str) -> str:
    """Return that a number must be registered first."""
    return f"{name} wants it registered first."


def passed_over(name: str) -> str:
    """Return that an answer left a number out."""
    return f"The answer of {name} left it out."


def _said(what: str) -> str:
    short = what.strip().rstrip(".")
    return f": {short}" if short else ""


def answered(standings: Sequence[Standing], asked: int) -> str:
    """Return what answers amounted to.

    >>> answered([Standing.TOLD, Standing.NOT_FOUND], 3)
    'Told about 1 of 3 numbers; not found: 1.'
    """
    counts = Counter(standings)
    told = f"Told about {counts.pop(Standing.TOLD, 0)} of {asked} numbers"
    rest = [f"{standing.value}: {counts[standing]}" for standing in Standing if counts[standing]]
    return "; ".join([told, *rest]) + "."
