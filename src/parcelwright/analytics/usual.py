"""Usual transit times: the median of each group, shrunk toward the wider group's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.transit import tally

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BIN = 0.5
_BINS = 240
# Variance of a median over that of a mean, for a bell-shaped distribution.
_MEDIAN_VARIANCE = np.pi / 2
_LEAST, _MOST = 2.0, 500.0


def medians(
    group: NDArray[np.intp],
    groups: int,
    days: NDArray[np.float64],
    arrived: NDArray[np.bool_],
    weight: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the median days to arrival of each group, open parcels counted as not yet.

    NaN where fewer than half are known to have arrived. Times beyond 120 days count as
    120.
    """
    place = np.clip(np.floor(days / _BIN), 0, _BINS - 1).astype(np.intp)
    cell = group * _BINS + place
    left = tally(cell, weight, groups * _BINS).reshape(groups, _BINS)
    came = tally(cell[arrived], weight[arrived], groups * _BINS).reshape(groups, _BINS)
    at_risk = np.cumsum(left[:, ::-1], axis=1)[:, ::-1]
    hazard = np.divide(came, at_risk, out=np.zeros_like(came), where=at_risk > 0)
    survival = np.cumprod(1 - np.minimum(hazard, 1.0), axis=1)
    before = np.concatenate((np.ones((groups, 1)), survival[:, :-1]), axis=1)
    row = np.arange(groups)
    at = np.argmax(survival <= 0.5, axis=1)  # noqa: PLR2004 - half
    high, low = before[row, at], survival[row, at]
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (at + (high - 0.5) / (high - low)) * _BIN
    return np.where(low <= 0.5, middle, np.nan)  # noqa: PLR2004 - half


def worth(
    median: NDArray[np.float64],
    parent: NDArray[np.float64],
    journeys: NDArray[np.float64],
    deviation: float,
) -> float:
    """Return how many journeys the wider group's median is worth, by moments.

    Args:
        median: Median of each group.
        parent: Median of the wider group of each.
        journeys: Arrived journeys of each.
        deviation: Standard deviation of transit times within groups, in days.
    """
    known = np.isfinite(median) & (journeys > 0)
    if known.sum() < 2:  # noqa: PLR2004 - two groups are needed to differ
        return _MOST
    n = journeys[known]
    noise = _MEDIAN_VARIANCE * deviation**2
    squares = (n * (median[known] - parent[known]) ** 2).sum() / n.sum()
    between = squares - noise * len(n) / n.sum()
    return float(np.clip(noise / between, _LEAST, _MOST)) if between > 0 else _MOST


def shrunk(
    median: NDArray[np.float64],
    parent: NDArray[np.float64],
    journeys: NDArray[np.float64],
    worth: float,
) -> NDArray[np.float64]:
    """Return medians as if the wider group had added ``worth`` journeys of its own."""
    n = np.where(np.isfinite(median), journeys, 0.0)
    own = np.where(np.isfinite(median), median, parent)
    return (n * own + worth * parent) / (n + worth)


def deviation(days: NDArray[np.float64]) -> float:
    """Return a deviation that late stragglers do not inflate: half of p16 to p84."""
    if not len(days):
        return 1.0
    low, high = np.quantile(days, (0.16, 0.84))
    return max(float(high - low) / 2, _BIN)
