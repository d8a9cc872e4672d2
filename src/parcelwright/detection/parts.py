"""Works through many parcels a part at a time, so that what is at hand stays at hand.

A part's intermediate results stay near one processor. Several threads may share the parts: array
operations leave Python's own lock while they run. Handing the lock on costs them time at each
operation, so shared parts are larger. What they write lies in plain arrays; forked processes need
memory that is shared, whose every new page costs more than what is written to it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.analytics.columns import Columns

PART = 131_072
# Parts that a thread takes at once at most: four threads then need half the time.
_AT_ONCE = 8


def in_parts(work: Callable[[int, Columns], None], columns: Columns, workers: int = 1) -> None:
    """Have each part worked on; what fails in a part fails here.

    Args:
        work: Told the first row of a part and its parcels.
        columns: All parcels.
        workers: Threads that share the parts.
    """
    part = PART if workers <= 1 else _even(len(columns), workers)
    starts = range(0, len(columns), part)

    def one(start: int) -> None:
        work(start, columns.part(start, min(start + part, len(columns))))

    if min(workers, len(starts)) <= 1:
        for start in starts:
            one(start)
        return
    with ThreadPoolExecutor(workers) as threads:
        for _ in threads.map(one, starts):
            pass


def _even(parcels: int, workers: int) -> int:
    """Return the size of shares of which each worker gets as many as the others, in whole parts."""
    rounds = max(1, ceil(parcels / (workers * _AT_ONCE * PART)))
    return max(1, ceil(parcels / (workers * rounds * PART))) * PART
