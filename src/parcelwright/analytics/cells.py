"""Learned stages side by side: what silence means in them, as numbers by half day.

A group's curve is read at many silences at once by three gathers of two numbers: the chance that
a parcel arrives, because it moves again and is not lost later, and the ends of its range at the
half day before, and by how much they fall until the next. Between half days they follow straight
lines, and beyond the last they go on falling by the same share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.averaging import Z90, loss_odds, ranges
from parcelwright.analytics.transit import BIN_DAYS, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import StageGroup, StageKey
    from parcelwright.analytics.averaging import Ranges
    from parcelwright.analytics.trust import Trust

WAITING = (0.50, 0.10, 0.05, 0.01)
CELLS = round(LAST_DAY / BIN_DAYS)
# The least number that is not rounded to nothing.
_LEAST = 1e-300
_NOBODY = np.empty(0, np.intp)
_EDGES = BIN_DAYS * np.arange(CELLS + 1, dtype=np.float64)


class StageCells:
    """Rows of cells, one row a group, filled when it is first asked for.

    Filling a row twice writes the same numbers, so threads may share it.
    """

    def __init__(self, groups: Iterable[StageGroup], trust: Trust) -> None:
        self._groups = tuple(groups)
        self._trust = trust
        self._row = {_name(group): row for row, group in enumerate(self._groups)}
        self._filled = np.zeros(len(self._groups), np.bool_)
        # Chance, lower and upper end: of each cell the figure and its fall.
        self._cells = np.zeros((3, len(self._groups) * CELLS, 2))
        self._quantiles = np.zeros((len(self._groups), len(WAITING)))

    def row_of(self, group: StageGroup) -> int:
        """Return the row of one of the groups."""
        row = self._row[_name(group)]
        if not self._filled[row]:
            self._cells[:, row * CELLS : (row + 1) * CELLS] = _cells_of(group, self._trust)
            quantiles = [group.curve.quantile(waiting) for waiting in WAITING]
            self._quantiles[row] = np.maximum(quantiles, 0.0)
            self._filled[row] = True
        return row

    def group(self, row: int) -> StageGroup:
        """Return the group of a row that :meth:`row_of` returned."""
        return self._groups[row]

    def quantiles(self, row: int) -> NDArray[np.float64]:
        """Return after how many days the shares :data:`WAITING` of a group's parcels wait on."""
        return np.asarray(self._quantiles[row], np.float64)

    def read(self, row: NDArray[np.intp], days: NDArray[np.float64]) -> Ranges:
        """Return the chances to arrive, their lower and their upper ends; one entry each.

        Args:
            row: Rows that :meth:`row_of` returned.
            days: Silence on the clock that the table was learned with.
        """
        found = np.empty(len(days)), np.empty(len(days)), np.empty(len(days))
        self.write(row, days, found)
        return found

    def write(
        self, row: NDArray[np.intp], days: NDArray[np.float64], out: Ranges, first: int = 0
    ) -> None:
        """Write the same to arrays at hand.

        Args:
            row: Rows as above, counted from ``first``; what is written for others means nothing.
            days: As above.
            out: Where to.
            first: What the first row is called.
        """
        part = np.maximum(days, 0.0)
        part *= 1 / BIN_DAYS
        before = np.minimum(part, CELLS - 1.0)
        np.trunc(before, out=before)
        part -= before
        cell = before.astype(np.intp)
        cell += row * CELLS
        cell -= first * CELLS
        longer = part > 1
        beyond = np.flatnonzero(longer) if longer.any() else _NOBODY
        more = part[beyond] - 1
        part[beyond] = 1.0
        for lines, values in zip(self._cells, out, strict=True):
            line = lines.take(cell, axis=0, mode="clip")
            np.multiply(line[:, 1], part, out=values)
            np.add(values, line[:, 0], out=values)
            if len(beyond):
                kept = values[beyond] / np.maximum(line[beyond, 0], _LEAST)
                values[beyond] *= kept**more
        if len(beyond):
            # Each falls by its own share, and the mean of all that may be falls most slowly.
            arrives, low, high = out
            low[beyond] = np.minimum(low[beyond], arrives[beyond])
            high[beyond] = np.maximum(high[beyond], arrives[beyond])


def _name(group: StageGroup) -> StageKey:
    return group.stage, group.situation, group.key


def _cells_of(group: StageGroup, trust: Trust) -> NDArray[np.float64]:
    base, base_variance = loss_odds(group.never_leaves, group.never_worth)
    waiting = trust.pace * group.curve.log_survival(_EDGES)
    counted = trust.pace**2 * group.curve.log_variance(_EDGES) + base_variance
    moves, low, high = ranges(waiting - base, counted + trust.shared_variance(waiting))
    # Both shares are uncertain, one apart from the other: half ranges add as squares.
    later = 1 - group.lost_later
    off = Z90**2 * later * group.lost_later / group.later_worth * moves**2
    below = np.sqrt((later * (moves - low)) ** 2 + off)
    above = np.sqrt((later * (high - moves)) ** 2 + off)
    arrives = later * moves
    ends = np.maximum(arrives - below, 0.0), np.minimum(arrives + above, 1.0)
    edges = np.minimum.accumulate(np.stack((arrives, *ends)), axis=1)
    return np.stack((edges[:, :-1], np.diff(edges)), axis=-1)
