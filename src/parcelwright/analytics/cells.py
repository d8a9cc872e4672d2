"""Learned stages side by side: what silence means in them, as numbers by half day.

A group's curve is read at many silences at once by one gather of four numbers: the odds that
a parcel moves again and their variance at the half day before, and by how much both change
until the next. Between half days both follow straight lines, and beyond the last the odds go on
as they fell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.losses import log_odds
from parcelwright.analytics.transit import BIN_DAYS, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import StageGroup, StageKey

CELLS = round(LAST_DAY / BIN_DAYS)
_EDGES = BIN_DAYS * np.arange(CELLS + 1, dtype=np.float64)


class StageCells:
    """Rows of cells, one row a group, filled when it is first asked for.

    Filling a row twice writes the same numbers, so threads may share it.
    """

    def __init__(self, groups: Iterable[StageGroup]) -> None:
        self._groups = tuple(groups)
        self._row = {_name(group): row for row, group in enumerate(self._groups)}
        self._filled = np.zeros(len(self._groups), np.bool_)
        self._cells = np.empty((len(self._groups) * CELLS, 4))

    def row_of(self, group: StageGroup) -> int:
        """Return the row of one of the groups."""
        row = self._row[_name(group)]
        if not self._filled[row]:
            self._cells[row * CELLS : (row + 1) * CELLS] = _cells_of(group)
            self._filled[row] = True
        return row

    def read(
        self, row: NDArray[np.intp], days: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the logarithm of the odds to move again, and its variance; one entry each.

        Args:
            row: Rows that :meth:`row_of` returned.
            days: Silence on the clock that the table was learned with.
        """
        place = np.maximum(days, 0.0) / BIN_DAYS
        cell = np.minimum(place, CELLS - 1).astype(np.intp)
        part = place - cell
        beyond = np.flatnonzero(place > CELLS)
        cell += row * CELLS
        four = self._cells.take(cell, axis=0)
        odds = four[:, 0] + part * four[:, 1]
        part[beyond] = 1.0
        variance = four[:, 2] + part * four[:, 3]
        return odds, variance


def _name(group: StageGroup) -> StageKey:
    return group.stage, group.situation, group.key


def _cells_of(group: StageGroup) -> NDArray[np.float64]:
    base, base_variance = log_odds(group.never_leaves, group.never_worth)
    odds = group.curve.log_survival(_EDGES) - base
    variance = group.curve.log_variance(_EDGES) + base_variance
    return np.stack((odds[:-1], np.diff(odds), variance[:-1], np.diff(variance)), axis=1)
