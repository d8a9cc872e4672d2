"""A seller's own reading of codes that nobody has mapped, laid over the events that bear them.

The statement stays what the source said: number, code, words, time, place and digest do not
change, only what we take it to mean. A code that a book knows is never read otherwise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from parcelwright.errors import OwnMeaningError
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parcelwright.parcels.events import TrackingEvent

# Said by sources and buyers, never by a carrier's code, or no reading at all.
_NO_READING = frozenset({
    Milestone.NOT_FOUND, Milestone.SOURCE_SILENT, Milestone.SOURCE_STOPPED,
    Milestone.REPORTED_NOT_RECEIVED, Milestone.REPORTED_RECEIVED, Milestone.UNKNOWN,
})  # fmt: skip
READINGS: tuple[Milestone, ...] = tuple(mark for mark in Milestone if mark not in _NO_READING)
"""Milestones that a code can be read as, in the order of :class:`Milestone`."""


class CodeKey(NamedTuple):
    """What tells one code from another: two events of one key have one meaning.

    Args:
        source: Slug of the source that spoke.
        carrier: Slug of the carrier; empty for a code of the source's own list, which means
            the same whichever carrier it is about.
        code_table: The list that the code stands in.
        code: As the source wrote it.
        words: The source's own words where it gave no code, else empty.
    """

    source: str
    carrier: str
    code_table: str
    code: str
    words: str

    @property
    def is_of_source(self) -> bool:
        """Whether the code stands in the source's own list, such as ``aftership.subtag``."""
        return bool(self.code) and self.code_table.startswith(f"{self.source}.")

    @property
    def digest(self) -> str:
        """SHA-256 (hex) by which a key is stored and found."""
        return hashlib.sha256("\x1f".join(self).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class OwnMeaning:
    """What one seller takes one code to mean.

    Raises:
        OwnMeaningError: The milestone is none of :data:`READINGS`, or there is neither code
            nor words.
    """

    key: CodeKey
    milestone: Milestone

    def __post_init__(self) -> None:
        if self.milestone not in READINGS:
            raise OwnMeaningError(
                f"{self.milestone.value} is nothing that a code can mean; "
                f"expected one of {', '.join(READINGS)}"
            )
        if not (self.key.code or self.key.words):
            raise OwnMeaningError("there is neither a code nor words to read; give one of them")


def code_key(
    *, source: str, carrier: str = "", code_table: str = "", code: str = "", words: str = ""
) -> CodeKey:
    """Return the key of these parts; those that do not count are left empty."""
    whole = CodeKey(source, carrier, code_table, code, "" if code else words)
    return whole._replace(carrier="") if whole.is_of_source else whole


def code_key_of(event: TrackingEvent) -> CodeKey:
    """Return what tells an event's code from others."""
    return code_key(
        source=event.source,
        carrier=event.carrier,
        code_table=event.code_table,
        code=event.code,
        words=event.description,
    )


def by_key(meanings: Iterable[OwnMeaning]) -> dict[CodeKey, Milestone]:
    """Return the milestone of each key; of two for one key the last counts."""
    return {each.key: each.milestone for each in meanings}


def read_own(event: TrackingEvent, meanings: Mapping[CodeKey, Milestone]) -> TrackingEvent:
    """Return the event as the seller reads it, marked so; as it is where nobody needs to.

    Only an event that is ``UNKNOWN`` is read so, and its digest stays the same.
    """
    if not meanings or event.milestone is not Milestone.UNKNOWN:
        return event
    milestone = meanings.get(code_key_of(event))
    if milestone is None:
        return event
    return replace(event, milestone=milestone, own_meaning=True)
