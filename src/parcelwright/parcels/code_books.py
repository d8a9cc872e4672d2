"""What a carrier's code means: the books of the folder ``codes``, read, checked and looked up.

A code alone often means nothing: UPS ``34`` is missorted in one list and returned in
another. So a meaning belongs to (carrier, code table, code). A code in no book has no
meaning; nobody guesses.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from parcelwright import plugins
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Why(StrEnum):
    """The reason behind an event, where the code tells one beyond the milestone."""

    ABSENT = "absent"
    ACCESS = "access"
    ADDRESS = "address"
    CLAIM = "claim"
    CLOSED = "closed"
    CONTENTS_MISSING = "contents_missing"
    CUSTOMS = "customs"
    DAMAGED = "damaged"
    DATA = "data"
    DISPOSAL = "disposal"
    FOUND = "found"
    IDENTITY = "identity"
    INCOMPLETE = "incomplete"
    LABEL = "label"
    LOST = "lost"
    LOST_AND_FOUND = "lost_and_found"
    LOST_OR_DAMAGED = "lost_or_damaged"
    MISSORTED = "missorted"
    NOT_ARRIVED = "not_arrived"
    PAYMENT = "payment"
    PROHIBITED = "prohibited"
    REFUSED = "refused"
    REQUESTED = "requested"
    SEARCH = "search"
    SECURITY = "security"
    SIZE = "size"
    STRIKE = "strike"
    THEFT = "theft"
    TRANSPORT = "transport"
    UNCLAIMED = "unclaimed"
    WEATHER = "weather"


class Confidence(StrEnum):
    """How sure a table is: the carrier's own list, a client's reading of it, or a hint."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeTable:
    """One list of codes of a carrier.

    Args:
        carrier: Slug of the carrier, carrier group or tracking source whose list it is.
        name: What we call the list, such as ``package_exception``.
        title: What a person calls it.
        citation: Where the codes and their meanings come from.
        confidence: How far to trust it.
    """

    carrier: str
    name: str
    title: str
    citation: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """What one code of one table means.

    Args:
        code: As the carrier writes it.
        milestone: What the event means to us; never ``UNKNOWN``.
        why: The reason, when the code tells one.
        means: One plain sentence without the carrier's words.
        table: The list it stands in, with its source.
    """

    code: str
    milestone: Milestone
    why: Why | None
    means: str
    table: CodeTable


def lookup(carrier: str, table: str, code: str) -> Meaning | None:
    """Return what a code means in one table of one carrier, or None when no book says.

    Blanks around the code and capitals do not matter; the rest does.

    >>> lookup("ups", "package_exception", "34").milestone.value
    'MISSORTED'
    >>> lookup("ups", "status", "34").milestone.value
    'RETURNED'
    """
    return _index().get((carrier, table, _folded(code)))


def milestones(carrier: str) -> Mapping[str, Mapping[str, Milestone]]:
    """Return each code of a carrier and its milestone, by table such as ``ups.status``."""
    found: dict[str, dict[str, Milestone]] = {}
    for meaning in meanings():
        if meaning.table.carrier == carrier:
            table = found.setdefault(f"{carrier}.{meaning.table.name}", {})
            table[meaning.code] = meaning.milestone
    return found


def tables() -> tuple[CodeTable, ...]:
    """Return every code table of every book, in the order of the files."""
    return tuple(dict.fromkeys(meaning.table for meaning in meanings()))


@cache
def meanings() -> tuple[Meaning, ...]:
    """Return every meaning of every book, in the order of the files.

    Raises:
        ValueError: A book names an unknown milestone, reason or confidence.
        KeyError: A book leaves out a field.
    """
    files = plugins.data_files("parcelwright.parcels.codes", ".toml")
    return tuple(
        meaning
        for entry in files.values()
        for meaning in read_book(entry.read_text(encoding="utf-8"))
    )


def read_book(text: str) -> Iterator[Meaning]:
    """Yield the meanings of one book; see any file of the folder ``codes`` for its shape."""
    book = tomllib.loads(text)
    for name, content in book["tables"].items():
        table = CodeTable(
            carrier=book["carrier"],
            name=name,
            title=content["title"],
            citation=content["citation"],
            confidence=Confidence(content["confidence"]),
        )
        for group in content["meanings"]:
            why = Why(group["why"]) if "why" in group else None
            for code in group["codes"]:
                yield Meaning(
                    code=code,
                    milestone=Milestone(group["milestone"]),
                    why=why,
                    means=group["means"],
                    table=table,
                )


@cache
def _index() -> Mapping[tuple[str, str, str], Meaning]:
    return {
        (meaning.table.carrier, meaning.table.name, _folded(meaning.code)): meaning
        for meaning in meanings()
    }


def _folded(code: str) -> str:
    return code.strip().casefold()
