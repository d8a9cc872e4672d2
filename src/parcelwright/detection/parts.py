"""Works through many parcels a part at a time, so that what is at hand stays at hand.

A part's intermediate results fit the cache of one processor; several threads take a part each.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.analytics.columns import Columns

PART = 16_384
T = TypeVar("T")


def in_parts(work: Callable[[Columns], T], columns: Columns, workers: int = 1) -> list[T]:
    """Return what comes of each part, in order; of no parcels, that of an empty part.

    Args:
        work: Told some parcels; from several threads at once when there are several workers.
        columns: All parcels.
        workers: Threads.
    """
    if len(columns) <= PART:
        return [work(columns)]
    parts = [columns.part(start, start + PART) for start in range(0, len(columns), PART)]
    if workers == 1:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, parts))
