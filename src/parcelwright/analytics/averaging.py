"""Chances whose log-odds are known but roughly: their mean, and the range around it.

Log-odds are taken to be normal with a mean and a variance. The chance that is said is the mean
chance over that distribution and the range its middle 90 %, so both tell of one doubt: of
chances that may be 0.001 or 0.3, one in ten comes true more often than one in a hundred.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    # Chances, their lower and their upper ends.
    Ranges = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]

# Two-sided 90 % of a normal distribution.
Z90 = 1.6448536269514722
# A share rests on as much as four losses would tell: published shares of parcels never delivered
# lie between 0.5 and 2.9 in a hundred by place, about a mean of 1.13, as four losses would scatter.
_LEAST_LOSSES = 4.0
# The mean is read from a grid of log-odds and deviations, by straight lines between its points.
_STEP_ODDS, _MOST_ODDS = 0.25, 40.0
_STEP_SPREAD, _MOST_SPREAD = 0.2, 20.0
# Deviations from the mean at which the mean chance is summed up, and their weights.
_AWAY = np.linspace(-9.0, 9.0, 181)
_WEIGHTS = np.exp(-(_AWAY**2) / 2) / np.exp(-(_AWAY**2) / 2).sum()
# Odds beyond which a chance is 0 or 1 to the last digit, so that no power overflows.
_CERTAIN = 600.0


def loss_odds(
    share: NDArray[np.float64] | float, worth: NDArray[np.float64] | float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return mean and variance of the log-odds of a share lost that rests on few losses.

    The odds of a loss follow a Gamma distribution about their mean, of as many losses as the
    share rests on, at least four. Its logarithm has the mean ``log(odds) - log(n) + digamma(n)``
    and the variance ``trigamma(n)``, both by their series in ``1 / n``.

    Args:
        share: Share lost.
        worth: Journeys or silences that it rests on.
    """
    p, rests = np.asarray(share, np.float64), np.asarray(worth, np.float64)
    n = np.maximum(p * rests, _LEAST_LOSSES)
    below = 1 / (2 * n) + 1 / (12 * n**2) - 1 / (120 * n**4)
    variance = 1 / n + 1 / (2 * n**2) + 1 / (6 * n**3) - 1 / (30 * n**5)
    return np.log(p / (1 - p)) - below, variance + 1 / (rests * (1 - p))


def ranges(odds: NDArray[np.float64], variance: NDArray[np.float64]) -> Ranges:
    """Return mean chances, and the lower and upper ends of their 90 % ranges.

    Args:
        odds: Mean of the log-odds of each chance.
        variance: Of these log-odds.
    """
    spread = np.sqrt(variance)
    mean = mean_odds(odds, spread)
    low, high = ends_of(odds, spread, mean)
    return chance_of(mean), chance_of(low), chance_of(high)


def ends_of(
    odds: NDArray[np.float64], spread: NDArray[np.float64], mean: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the log-odds of the lower and upper ends of 90 % ranges.

    Args:
        odds: Mean of the log-odds of each chance.
        spread: Deviation of these log-odds.
        mean: Log-odds of the mean chance.
    """
    # Far out the mean of so skew a distribution lies beyond its quantiles.
    return np.minimum(odds - Z90 * spread, mean), np.maximum(odds + Z90 * spread, mean)


def mean_odds(odds: NDArray[np.float64], spread: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log-odds of the mean chance.

    Args:
        odds: Mean of the log-odds of each chance.
        spread: Deviation of these log-odds; or several rows of them.
    """
    grid, columns = _grid(), round(_MOST_SPREAD / _STEP_SPREAD) + 1
    size = np.abs(odds)
    # Far out only the ratio of both matters.
    near = np.minimum(1.0, _MOST_ODDS / np.maximum(size, 1.0))
    across = np.minimum(size, _MOST_ODDS) / _STEP_ODDS
    along = np.minimum(spread * near, _MOST_SPREAD) / _STEP_SPREAD
    row = np.minimum(across.astype(np.intp), len(grid) // columns - 2)
    column = np.minimum(along.astype(np.intp), columns - 2)
    across -= row
    along -= column
    at = row * columns + column
    nearer = grid.take(at) * (1 - along) + grid.take(at + 1) * along
    farther = grid.take(at + columns) * (1 - along) + grid.take(at + columns + 1) * along
    return np.asarray(np.copysign(nearer + across * (farther - nearer), odds), np.float64)


def chance_of(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chances of log-odds."""
    return np.asarray(1 / (1 + np.exp(np.clip(-odds, -_CERTAIN, _CERTAIN))), np.float64)


@cache
def _grid() -> NDArray[np.float64]:
    """Return the log-odds of mean chances, by size of the mean log-odds and their deviation."""
    size = np.arange(0, _MOST_ODDS + _STEP_ODDS / 2, _STEP_ODDS)
    spread = np.arange(0, _MOST_SPREAD + _STEP_SPREAD / 2, _STEP_SPREAD)
    # Of odds below even, so that small chances keep their digits.
    small = np.zeros((len(size), len(spread)))
    for away, weight in zip(_AWAY, _WEIGHTS, strict=True):
        small += weight * chance_of(-size[:, None] + away * spread)
    return np.asarray(np.log1p(-small) - np.log(small), np.float64).ravel()
