"""How sure a share is, given counts: Beta distributions on a grid, without any sampling."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Ninety-five of a hundred such intervals hold the truth.
LEVEL = 0.95
_POINTS = 2001
_SPREADS, _TAIL = 12.0, 25.0


@dataclass(frozen=True, kw_only=True)
class Belief:
    """What is believed of a share from 0 to 1: Beta with ``yes`` and ``no`` as its counts.

    Args:
        yes: Cases in which it was so, those of the wider group included; above 0.
        no: The others; above 0.
    """

    yes: float
    no: float

    @property
    def mean(self) -> float:
        """The expected share."""
        return self.yes / (self.yes + self.no)

    @property
    def spread(self) -> float:
        """The standard deviation."""
        return float(np.sqrt(self.mean * (1 - self.mean) / (self.yes + self.no + 1)))

    @cached_property
    def _grid(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return log odds in even steps, and the chance that the share is below each."""
        middle = np.log(self.yes / self.no)
        reach = _SPREADS * np.sqrt(1 / self.yes + 1 / self.no)
        low, high = middle - reach - _TAIL / self.yes, middle + reach + _TAIL / self.no
        odds = np.linspace(low, high, _POINTS)
        log = -self.yes * np.logaddexp(0, -odds) - self.no * np.logaddexp(0, odds)
        density = np.exp(log - log.max())
        steps = np.concatenate(([0.0], (density[1:] + density[:-1]) / 2)).cumsum()
        return odds, steps / steps[-1]

    def quantile(self, chance: float) -> float:
        """Return the share that the true one stays below with this chance.

        >>> round(Belief(yes=1, no=1).quantile(0.25), 3)
        0.25
        """
        odds, below = self._grid
        return float(1 / (1 + np.exp(-np.interp(chance, below, odds))))

    def below(self, share: float) -> float:
        """Return the chance that the true share is below another, above 0 and under 1.

        >>> round(Belief(yes=1, no=1).below(0.25), 3)
        0.25
        """
        odds, below = self._grid
        return float(np.interp(np.log(share / (1 - share)), odds, below, 0.0, 1.0))

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Return the shares between which the true one lies with this chance."""
        beside = (1 - level) / 2
        return self.quantile(beside), self.quantile(1 - beside)

    def above(self, other: Belief) -> float:
        """Return the chance that this share is above another that is known apart from it.

        >>> round(Belief(yes=3, no=50).above(Belief(yes=3, no=50)), 3)
        0.5
        """
        odds, below = other._grid
        mine, mine_below = self._grid
        middles = (mine[1:] + mine[:-1]) / 2
        return float(np.sum(np.diff(mine_below) * np.interp(middles, odds, below, 0.0, 1.0)))
