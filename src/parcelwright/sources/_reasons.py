"""A status that says only that something went wrong, made precise by its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.parcels.code_books import lookup
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - sets of nothing else

if TYPE_CHECKING:
    from parcelwright.sources._meaning import Reading

# Say that something is wrong, and not what.
_OPEN = frozenset({M.DELIVERY_ATTEMPTED, M.DELAYED, M.HELD, M.TROUBLE})
# As reasons they say no more than such a status does.
_NO_MORE = frozenset({M.DELIVERY_ATTEMPTED, M.DELAYED, M.HELD, M.NOTICE})


def by_reason(reading: Reading, carrier: str, code: str) -> Reading:
    """Return a reading with the milestone of its reason, where that says more.

    Args:
        reading: What the status means.
        carrier: Whose book holds the reasons, in its table ``reason``.
        code: The reason as written, or empty.
    """
    meaning = lookup(carrier, "reason", code) if code and reading.milestone in _OPEN else None
    if meaning is None or meaning.milestone in _NO_MORE:
        return reading
    return replace(reading, milestone=meaning.milestone)
