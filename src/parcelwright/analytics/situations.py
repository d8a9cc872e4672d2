"""Situations: what a silence began with, finer than the stage it happens in.

A parcel that came to the delivery office and one that a courier failed to hand over are in one
stage, and wait for very different things. After a departure it counts what parcels of the same
bag do: seen again, not seen again, or not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import MARK_CODE, MARKS
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns

SITUATIONS = (*(mark.value for mark in MARKS), "SIBLINGS_SILENT", "SIBLINGS_MOVED_ON")
SIBLINGS_SILENT = len(MARKS)
SIBLINGS_MOVED_ON = len(MARKS) + 1
# A parcel that the seller handed over is where an acceptance scan would have put it.
HANDED_OVER = MARK_CODE[Milestone.ACCEPTED]


def situations_of(columns: Columns) -> NDArray[np.int8]:
    """Return the situation that each parcel is silent in, index into :data:`SITUATIONS`."""
    found = np.full(len(columns), HANDED_OVER, np.int8)
    scans = columns.scans
    # Of scans in the order of a journey the last one stays.
    found[scans.row] = scans.mark
    if columns.siblings_moved is not None:
        known = ~np.isnan(columns.siblings_moved)
        moved = known & np.isfinite(columns.siblings_moved)
        found = np.where(known, SIBLINGS_SILENT, found)
        found = np.where(moved, SIBLINGS_MOVED_ON, found)
    return found.astype(np.int8, copy=False)


def silent_since(columns: Columns) -> NDArray[np.float64]:
    """Return the day from which the silence of each situation counts.

    That of the last scan; after news of siblings the day of these news.
    """
    if columns.siblings_moved is None:
        return columns.since
    moved = np.where(np.isfinite(columns.siblings_moved), columns.siblings_moved, -np.inf)
    return np.maximum(columns.since, moved)
