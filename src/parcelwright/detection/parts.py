"""Works through many parcels a part at a time, so that what is at hand stays at hand.

A part's intermediate results stay near one processor. Several threads may share the parts: array
operations leave Python's own lock while they run. Handing that lock on takes a thread about as long
as an operation on 100,000 bytes, and stops the others. So a thread takes a share of several parts:
it goes through them with what works on numbers, in parts of twice the size, and then once through
the share with what works on bytes. What they write lies in plain arrays; forked processes need
memory that is shared, whose every new page costs more than what is written to it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.analytics.columns import Columns

    # Told the first row of some parcels, and these parcels.
    Work = Callable[[int, Columns], None]

PART = 131_072
# What a thread takes, in parts, where it is not alone: at once, and as its share at most.
_AT_ONCE, _SHARE = 2, 16


def in_parts(by_part: Work, by_share: Work, columns: Columns, workers: int = 1) -> None:
    """Have each part worked on, and then each share; what fails in either fails here.

    Args:
        by_part: Works on numbers.
        by_share: Works on bytes, of parcels that ``by_part`` is done with.
        columns: All parcels.
        workers: Threads that take the shares. One alone takes one part as its share.
    """
    alone = workers <= 1
    share = PART if alone else _even(len(columns), workers)
    part = PART if alone else _AT_ONCE * PART
    starts = range(0, len(columns), share)

    def one(start: int) -> None:
        stop = min(start + share, len(columns))
        for first in range(start, stop, part):
            by_part(first, columns.part(first, min(first + part, stop)))
        by_share(start, columns.part(start, stop))

    if min(workers, len(starts)) <= 1:
        for start in starts:
            one(start)
        return
    with ThreadPoolExecutor(workers) as threads:
        for _ in threads.map(one, starts):
            pass


def _even(parcels: int, workers: int) -> int:
    """Return the size of shares of which each worker gets as many as the others, in whole parts."""
    rounds = max(1, ceil(parcels / (workers * _SHARE * PART)))
    return max(1, ceil(parcels / (workers * rounds * PART))) * PART
