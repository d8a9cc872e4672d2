"""Works through many parcels a part at a time, so that what is at hand stays at hand.

A part's intermediate results stay near one processor. Several processes may share the parts:
threads would wait for one another at Python's own lock, between array operations too short to
outweigh it. They begin as copies of this one, so nothing is sent to them, and what they write
lies in memory that all of them see.
"""

from __future__ import annotations

import mmap
import multiprocessing
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns

PART = 65_536
_T = TypeVar("_T", bound=np.generic)


def in_parts(work: Callable[[int, Columns], None], columns: Columns, workers: int = 1) -> None:
    """Have each part worked on.

    Args:
        work: Told the first row of a part and its parcels. Where there are several workers, only
            what it writes to a :func:`sheet` made for them is seen here.
        columns: All parcels.
        workers: Processes, this one among them, which should have no other thread of Python's
            then. One where the system cannot copy a process.

    Raises:
        ChildProcessError: Another process failed; it has said why on standard error.
    """
    starts = range(0, len(columns), PART)
    count = max(1, min(sharing(workers), len(starts)))

    def every(first: int) -> None:
        for start in starts[first::count]:
            work(start, columns.part(start, min(start + PART, len(columns))))

    if count == 1:
        every(0)
        return
    copies = multiprocessing.get_context("fork")
    others = [copies.Process(target=every, args=(first,), daemon=True) for first in range(1, count)]
    for other in others:
        other.start()
    every(0)
    for other in others:
        other.join()
    failed = sum(other.exitcode != 0 for other in others)
    if failed:
        raise ChildProcessError(f"{failed} of {len(others)} processes that assess parcels failed")


def sharing(workers: int) -> int:
    """Return how many of the workers there can be on this system."""
    return workers if "fork" in multiprocessing.get_all_start_methods() else 1


def sheet(length: int, kind: np.dtype[_T], workers: int = 1) -> NDArray[_T]:
    """Return an array to fill, in memory that several workers write to together.

    Args:
        length: How many values.
        kind: Of its values.
        workers: For one an ordinary array is made, which costs less.
    """
    if sharing(workers) <= 1 or not length:
        return np.empty(length, kind)
    memory = mmap.mmap(-1, length * kind.itemsize)
    return np.frombuffer(memory, kind, length)
