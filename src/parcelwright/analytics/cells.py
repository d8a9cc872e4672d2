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
from parcelwright.analytics.trust import expected_odds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import StageGroup, StageKey
    from parcelwright.analytics.trust import Trust

WAITING = (0.50, 0.10, 0.05, 0.01)
CELLS = round(LAST_DAY / BIN_DAYS)
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
        self._cells = np.zeros((len(self._groups) * CELLS, 4))
        self._quantiles = np.zeros((len(self._groups), len(WAITING)))

    def row_of(self, group: StageGroup) -> int:
        """Return the row of one of the groups."""
        row = self._row[_name(group)]
        if not self._filled[row]:
            self._cells[row * CELLS : (row + 1) * CELLS] = _cells_of(group, self._trust)
            quantiles = [group.curve.quantile(waiting) for waiting in WAITING]
            self._quantiles[row] = np.maximum(quantiles, 0.0)
            self._filled[row] = True
        return row

    def quantiles(self, row: int) -> NDArray[np.float64]:
        """Return after how many days the shares :data:`WAITING` of a group's parcels wait on."""
        return np.asarray(self._quantiles[row], np.float64)

    def read(
        self, row: NDArray[np.intp], days: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the logarithm of the odds to move again, and its variance; one entry each.

        Args:
            row: Rows that :meth:`row_of` returned; what is returned for others means nothing.
            days: Silence on the clock that the table was learned with.
        """
        part = np.maximum(days, 0.0)
        part *= 1 / BIN_DAYS
        before = np.minimum(part, CELLS - 1.0)
        np.trunc(before, out=before)
        part -= before
        cell = before.astype(np.intp)
        cell += row * CELLS
        four = self._cells.take(cell, axis=0, mode="clip")
        odds = part * four[:, 1]
        odds += four[:, 0]
        np.minimum(part, 1.0, out=part)
        part *= four[:, 3]
        part += four[:, 2]
        return odds, part


def _name(group: StageGroup) -> StageKey:
    return group.stage, group.situation, group.key


def _cells_of(group: StageGroup, trust: Trust) -> NDArray[np.float64]:
    base, base_variance = log_odds(group.never_leaves, group.never_worth)
    waiting = trust.pace * group.curve.log_survival(_EDGES)
    odds = expected_odds(waiting - base, group.never_leaves * group.never_worth)
    counted = trust.pace**2 * group.curve.log_variance(_EDGES) + base_variance
    variance = counted + trust.shared_variance(waiting)
    return np.stack((odds[:-1], np.diff(odds), variance[:-1], np.diff(variance)), axis=1)
