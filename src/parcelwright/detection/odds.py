"""The odds that a parcel still arrives, day by day of silence, as a convex curve.

Of parcels of one kind, all of the same age, the lost ones stay and the others leave. So the
odds of arrival, over the odds of today, are the share of the arriving ones that will still be
on their way on a later day. What a needless act costs falls with these odds; whoever waits
from a day to another saves that cost for those that arrive between them.

Only days on which the odds fall steeply before and gently after can be the best day to act,
whatever a day of waiting costs: the corners of the lower convex hull. The hull replaces the
curve, so that noise in its bins moves no decision, and more silence never puts one off.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import Flag
from parcelwright.analytics.situations import situations_of
from parcelwright.detection.chances import chances, measured

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.columns import Columns

# The width of the bins that curves are learned in.
STEP_DAYS = 0.5
# A curve is learned on 180 days past the usual time; nothing is known beyond.
LAST_DAY = 240.0
# Odds of an arrival that is certain to the last digit.
_MOST = 1e9
_KIND_FLAGS = Flag.PROVEN | Flag.DISPUTED | Flag.DECLARED_LOST


@dataclass(frozen=True, kw_only=True, eq=False)
class ArrivalOdds:
    """Odds of arrival of each parcel on each day of its silence.

    Args:
        kind: Row of ``odds`` of each parcel.
        odds: One row a kind of parcel, one column each half day of silence from 0 on; convex
            and never rising along a row.
    """

    kind: NDArray[np.intp]
    odds: NDArray[np.float64]

    def at(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the odds after so many days of silence, one entry a parcel."""
        cell, part = self._cell(days)
        low, high = self.odds[self.kind, cell], self.odds[self.kind, cell + 1]
        return np.asarray(low + part * (high - low), np.float64)

    def fall(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return by how much the odds fall within the next day, at the speed of this moment."""
        cell, _ = self._cell(days)
        fallen = self.odds[self.kind, cell] - self.odds[self.kind, cell + 1]
        return np.asarray(fallen / STEP_DAYS, np.float64)

    def day_of_fall(self, fall: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the first day of silence from which the odds fall by no more than this a day."""
        found = np.empty(len(self.kind))
        falls = (self.odds[:, :-1] - self.odds[:, 1:]) / STEP_DAYS
        for row in range(len(falls)):
            mine = np.flatnonzero(self.kind == row)
            # Falls become smaller along a row; searching wants them ascending.
            found[mine] = np.searchsorted(-falls[row], -fall[mine] * (1 + 1e-9), side="left")
        return found * STEP_DAYS

    def _cell(self, days: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        place = np.clip(np.nan_to_num(days), 0, LAST_DAY) / STEP_DAYS
        cell = np.minimum(place.astype(np.intp), self.odds.shape[1] - 2)
        return cell, place - cell


def arrival_odds(columns: Columns, table: ArrivalTable) -> ArrivalOdds:
    """Return the odds of arrival of parcels, read from the curve of their lane or stage."""
    columns = measured(columns, table)
    flags = (columns.flags & np.uint8(_KIND_FLAGS)).astype(np.int64)
    key = (columns.lane.astype(np.int64) * 256 + columns.stage) * 256 + flags
    key = key * 256 + situations_of(columns)
    _, first, kind = np.unique(key, return_index=True, return_inverse=True)
    days = np.arange(0, LAST_DAY + STEP_DAYS, STEP_DAYS)
    rows = np.repeat(first.astype(np.intp), len(days))
    found = chances(columns.take(rows), table, np.tile(days, len(first))).arrives
    declared = columns.has(Flag.DECLARED_LOST)[rows]
    arrives = np.where(declared, 0.0, found)
    odds = np.minimum(arrives / np.maximum(1 - arrives, 1 / _MOST), _MOST)
    rows_of_odds = odds.reshape(len(first), len(days))
    found = np.array([_hull_of(row.tobytes()) for row in rows_of_odds])
    return ArrivalOdds(kind=kind.astype(np.intp), odds=found.reshape(len(first), len(days)))


@lru_cache(maxsize=2048)
def _hull_of(odds: bytes) -> NDArray[np.float64]:
    """Return the hull of a row of odds; kinds of one group share a row, and so do parcels."""
    return convex_below(np.frombuffer(odds))


def convex_below(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the largest convex curve that is nowhere above evenly spaced values.

    >>> convex_below(np.array([4.0, 4.0, 1.0, 1.0, 0.0])).tolist()
    [4.0, 2.5, 1.0, 0.5, 0.0]
    """
    corners: list[int] = []
    numbers = values.tolist()
    for at, value in enumerate(numbers):
        while len(corners) > 1:
            left, middle = corners[-2], corners[-1]
            rise = (value - numbers[left]) * (middle - left)
            if (numbers[middle] - numbers[left]) * (at - left) < rise:
                break
            corners.pop()
        corners.append(at)
    return np.interp(np.arange(len(numbers)), corners, values[corners])
