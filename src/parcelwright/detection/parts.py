"""Works through many parcels a part at a time, so that what is at hand stays at hand.

A part's intermediate results stay near one processor. Several threads may share the parts: array
operations leave Python's own lock while they run, and a part is large enough that they run far
longer than the Python between them. What they write lies in plain arrays; forked processes need
memory that is shared, whose every new page costs more than what is written to it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.analytics.columns import Columns

PART = 131_072


def in_parts(work: Callable[[int, Columns], None], columns: Columns, workers: int = 1) -> None:
    """Have each part worked on; what fails in a part fails here.

    Args:
        work: Told the first row of a part and its parcels.
        columns: All parcels.
        workers: Threads that share the parts.
    """
    starts = range(0, len(columns), PART)

    def one(start: int) -> None:
        work(start, columns.part(start, min(start + PART, len(columns))))

    if min(workers, len(starts)) <= 1:
        for start in starts:
            one(start)
        return
    with ThreadPoolExecutor(workers) as threads:
        for _ in threads.map(one, starts):
            pass
