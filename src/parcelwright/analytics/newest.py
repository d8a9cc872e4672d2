"""The day up to which a history is known, where a few events bear a wrong year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A seller may pause for a season; so long a gap comes of a wrong year ...
GAP_DAYS = 180.0
# ... and what stands behind one is a slip when it is fewer than this share of all events.
SLIP_SHARE = 0.01


def newest_day(days: NDArray[np.float64]) -> float:
    """Return the last day of a history by its events, NaN without any.

    Learned up to a day in a year to come, every open parcel would be old enough to count as
    lost. So what stands half a year or more behind all the others, and is fewer than one in
    a hundred, is taken for a slip of the pen.

    Args:
        days: Day numbers of the events, in any order; NaN where not known.

    >>> newest_day(np.array([*range(100, 400), 3000.0]))
    399.0
    >>> newest_day(np.array([100.0, 3000.0]))
    3000.0
    """
    told = np.sort(days[~np.isnan(days)])
    return newest_among(told, told, np.ones(len(told), np.int64))


def newest_among(
    first: NDArray[np.float64], last: NDArray[np.float64], events: NDArray[np.int64]
) -> float:
    """Return the same from counts, such as of each calendar day: NaN without any.

    Args:
        first: Time of the first event of each count, as day number, ascending.
        last: Time of its last; no counts overlap.
        events: How many there were.
    """
    if not len(last):
        return np.nan
    behind = events.sum() - np.cumsum(events)[:-1]
    slip = (first[1:] - last[:-1] >= GAP_DAYS) & (behind < SLIP_SHARE * events.sum())
    return float(last[np.argmax(slip)]) if slip.any() else float(last[-1])
