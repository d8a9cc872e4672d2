"""Decides what an event means: by the carrier's own code, the source's status, or the words.

The carrier's code comes first where we hold the carrier's list. Words are asked last, and
only where the source knows no more than that the parcel moves, or knows nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.parcels.code_books import Confidence, lookup
from parcelwright.parcels.event_texts import milestone_of_text
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - sets of nothing else

if TYPE_CHECKING:
    from parcelwright.parcels.code_books import Meaning

# Carriers of which a source can only pass on codes of this one list. UPS is not here: its
# codes mean nothing without their list, and no source says which it is.
_LISTS = {
    "4px": "link",
    "cainiao": "action",
    "canada-post": "event",
    "dpd-eu": "status",
    "fedex": "event",
    "gls": "status",
    "royal-mail": "event",
    "sf-international": "operation",
    "usps": "event",
    "yanwen": "status",
    "yunexpress": "node",
}
# What says little: a reading that says more is kept.
_VAGUE = frozenset({M.UNKNOWN, M.SCANNED, M.PROCESSED, M.TROUBLE, M.NOTICE})
# A carrier's code does not know that the parcel is on its way back.
_DIRECTION = frozenset({M.RETURNING, M.RETURNED})
_LOSSES = frozenset({M.DECLARED_LOST, M.LOST_OR_DAMAGED, M.DESTROYED})
_MOVES_OR_UNKNOWN = frozenset({M.UNKNOWN, M.SCANNED})
# A source that says "on the way" has words of its own for these and did not use them.
_NOT_BY_WORDS = frozenset({M.DELIVERED, M.RETURNED, M.CANCELLED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A code, the list it belongs to, and what it means to us.

    ``by_words`` says that the event's words decided, not the code.
    """

    table: str
    code: str
    milestone: M
    by_words: bool = False


# A stranger can send any code, so what is kept is bounded.
@lru_cache(maxsize=8192)
def reading_of(table: str, code: str, milestone: M) -> Reading:
    """Return the reading of a code; the same one is made once."""
    return Reading(table=table, code=code, milestone=milestone)


def by_carrier(reading: Reading, carrier: str, code: str) -> Reading:
    """Return what the carrier's own code means where its list says more than the source.

    Args:
        reading: What the source makes of the event.
        carrier: Our slug of the carrier, or empty.
        code: The carrier's own code as the source passes it on, or empty.
    """
    table = _LISTS.get(carrier) if code else None
    meaning = lookup(carrier, table, code) if table else None
    if meaning is None or not _is_better(meaning, reading.milestone):
        return reading
    return Reading(table=f"{carrier}.{table}", code=code, milestone=meaning.milestone)


def _is_better(meaning: Meaning, known: M) -> bool:
    if meaning.table.confidence is Confidence.LOW and meaning.milestone in _LOSSES:
        return False
    if known in _DIRECTION:
        return False
    if known in _MOVES_OR_UNKNOWN:
        return True
    return meaning.milestone not in _VAGUE


def by_words(reading: Reading, words: str, language: str) -> Reading:
    """Return what an event's words clearly say where its code says next to nothing.

    Args:
        reading: What the code makes of the event; kept unless it is unknown, or movement
            without more.
        words: The source's own words.
        language: ISO 639-1 code of the words, or empty when the source does not say.
    """
    if not words or reading.milestone not in _MOVES_OR_UNKNOWN:
        return reading
    told = milestone_of_text(words, language)
    if told is None or (reading.milestone is M.SCANNED and told in _NOT_BY_WORDS):
        return reading
    return replace(reading, milestone=told, by_words=True)
