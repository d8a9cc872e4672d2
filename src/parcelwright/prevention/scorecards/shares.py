"""Shares of cases with an interval, and waiting times of which some have not ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.transit import BIN_DAYS, BINS, FIRST_DAY, bin_of, cure_curve
from parcelwright.prevention.beliefs import LEVEL, Belief
from parcelwright.prevention.scorecards.figure import Figure, Kind, Name, Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.transit import Curve

# Where no prior is meant, the one that favors nothing.
_HALF = 0.5
_SIGMAS = 1.959964
_GRID = np.arange(0.0, 180.5, 0.5)


def share_figure(name: Name, yes: int, of: int, needed: int, kind: Kind = Kind.JOURNEYS) -> Figure:
    """Return a share of cases, or that there are not enough of them."""
    if of < needed:
        return Figure(name=name, unit=Unit.SHARE, count=of, needed=needed, kind=kind)
    low, high = Belief(yes=yes + _HALF, no=of - yes + _HALF).interval(LEVEL)
    share = yes / of
    return Figure(
        name=name,
        unit=Unit.SHARE,
        value=share,
        low=min(low, share),
        high=max(high, share),
        count=of,
        needed=needed,
        kind=kind,
    )


def waiting_curve(
    days: NDArray[np.float64], ended: NDArray[np.bool_], loss_share: float = 0.0
) -> Curve:
    """Return how many are still waiting after so many days, of those whose wait ends at all."""
    nothing = np.zeros(BINS)
    return cure_curve(
        *binned(days, ended),
        loss_share=loss_share,
        prior_at_risk=nothing,
        prior_delivered=nothing,
    )


def binned(
    days: NDArray[np.float64], ended: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    """Return waits as (days, ended, how many), one entry for each half day and ending.

    Curves count by half days anyway, so this changes nothing but the time they take.
    """
    count = np.bincount(2 * bin_of(days) + ended, minlength=2 * BINS)
    filled = np.flatnonzero(count)
    middle = FIRST_DAY + (filled // 2 + 0.5) * BIN_DAYS
    return (
        np.asarray(middle, np.float64),
        np.asarray(filled % 2 == 1, np.bool_),
        count[filled].astype(np.float64),
    )


def quantile_figure(
    name: Name, curve: Curve, share: float, ended: int, needed: int, kind: Kind = Kind.JOURNEYS
) -> Figure:
    """Return after how many days a share of the waits has ended, with Greenwood's interval."""
    if ended < needed:
        return Figure(name=name, unit=Unit.DAYS, count=ended, needed=needed, kind=kind)
    log = curve.log_survival(_GRID)
    reach = _SIGMAS * np.sqrt(curve.log_variance(_GRID))
    left = np.log(1 - share)
    return Figure(
        name=name,
        unit=Unit.DAYS,
        value=max(curve.quantile(1 - share), 0.0),
        low=_first_below(log - reach, left),
        high=_first_below(log + reach, left),
        count=ended,
        needed=needed,
        kind=kind,
    )


def _first_below(curve: NDArray[np.float64], left: float) -> float | None:
    below = np.flatnonzero(curve <= left)
    return float(_GRID[below[0]]) if len(below) else None
