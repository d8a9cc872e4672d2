"""Works through many parcels a part at a time, so that what is at hand stays at hand.

A part's intermediate results stay near one processor; several threads take a part each.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.analytics.columns import Columns

PART = 65_536


def in_parts(work: Callable[[int, Columns], None], columns: Columns, workers: int = 1) -> None:
    """Have each part worked on.

    Args:
        work: Told the first row of a part and its parcels, from several threads at once when
            there are several workers.
        columns: All parcels.
        workers: Threads.
    """
    starts = range(0, len(columns), PART)

    def part(start: int) -> None:
        work(start, columns.part(start, min(start + PART, len(columns))))

    if workers == 1 or len(starts) == 1:
        for start in starts:
            part(start)
        return
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(part, starts))
