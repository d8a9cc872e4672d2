"""Chances as people read them: whole numbers out of a hundred that promise no certainty."""

from __future__ import annotations

from math import ceil, floor

# What floating point leaves of a certainty.
_NOTHING = 1e-9


def in_100(share: float) -> int:
    """Return a chance from 0 to 1 out of 100; 0 and 100 only where it is certain.

    >>> [in_100(share) for share in (0, 0.001, 0.086, 0.999, 1)]
    [0, 1, 9, 99, 100]
    """
    if share <= _NOTHING:
        return 0
    if share >= 1 - _NOTHING:
        return 100
    return min(99, max(1, round(100 * share)))


def range_in_100(low: float, high: float) -> tuple[int, int]:
    """Return a range of chances out of 100, rounded outward: it promises no more than it holds.

    >>> range_in_100(0.001, 0.011)
    (0, 2)
    """
    return floor(100 * low + _NOTHING), ceil(100 * high - _NOTHING)
