"""The chance that a silent parcel still arrives, and how sure that figure is.

With loss share ``p`` and share still on its way ``G``, of those that arrive:
``P(arrives) = (1-p) G / (p + (1-p) G)``. On the log-odds scale that is
``log G - logit p``, so the variances of both parts add up (delta method). For a parcel
with scans ``p`` and ``G`` are those of its stage, and the chance is multiplied by the
share that is not lost later (:mod:`parcelwright.analytics.stages`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import STAGES
from parcelwright.analytics.losses import log_odds
from parcelwright.analytics.prior import prior
from parcelwright.analytics.situations import SIBLINGS_MOVED_ON, SITUATIONS
from parcelwright.detection.likes import Z90, Likes
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.columns import Columns

    # Chances, their lower and their upper ends.
    _Ranges = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]

# A lane's own loss share counts while a parcel is young and fades as it grows late: lanes
# with many losses also have the longest innocent delays. Within this bound on the
# log-odds the chance never rises with silence.
LANE_SHARE_BOUND = 0.95
# Odds and ranges beyond which a chance is 0 or 1 to the last digit, so that no power overflows.
_MOST_ODDS, _MOST_SPREAD = 600.0, 100.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Chances:
    """One entry per parcel.

    Args:
        arrives: Chance to arrive, 0 to 1.
        low: Lower end of the 90 % range.
        high: Upper end.
        like: Row of ``likes`` that holds what is usual for its like.
        likes: The figures that parcels share.
    """

    arrives: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    like: NDArray[np.integer]
    likes: Likes

    @cached_property
    def p50(self) -> NDArray[np.float64]:
        """Days of silence that half of its like stay under."""
        return self._quantile(0)

    @cached_property
    def p90(self) -> NDArray[np.float64]:
        """The same for nine in ten."""
        return self._quantile(1)

    @cached_property
    def p95(self) -> NDArray[np.float64]:
        """The same for 95 in a hundred."""
        return self._quantile(2)

    @cached_property
    def p99(self) -> NDArray[np.float64]:
        """The same for 99 in a hundred."""
        return self._quantile(3)

    @cached_property
    def width(self) -> NDArray[np.int8]:
        """How wide the group behind it is, index into ``arrivals.WIDTHS``."""
        return self.likes.width.take(self.like)

    @cached_property
    def journeys(self) -> NDArray[np.int64]:
        """Parcels behind it, closed or seen to leave the stage; 0 for shipped."""
        return self.likes.journeys.take(self.like)

    def _quantile(self, level: int) -> NDArray[np.float64]:
        return np.asarray(self.likes.quantiles[level].take(self.like), np.float64)


def chances(columns: Columns, table: ArrivalTable, silent: NDArray[np.float64]) -> Chances:
    """Return the chances of parcels that have been silent for so many days.

    Parcels with scans on the way are measured against what was learned of their stage, or
    its shipped dwell times before that; all others against the learned curve of their lane.
    """
    return chances_among(Likes(table, columns.lanes), columns, silent)


def chances_among(
    likes: Likes,
    columns: Columns,
    silent: NDArray[np.float64],
    out: _Ranges | None = None,
) -> Chances:
    """Return the same, where the figures of the lanes are at hand.

    Args:
        likes: Made for the lanes of the columns.
        columns: The parcels.
        silent: Days of silence on the clock that the table was learned with.
        out: Where to write chances, lower and upper ends; by default to new arrays.
    """
    like = likes.rows_of(columns)
    room = len(like)
    out = out or (np.empty(room), np.empty(room), np.empty(room))
    by_lane, learned = like < likes.shipped, like >= likes.learned
    count = np.count_nonzero(learned)
    if 2 * count > len(like):
        # Among so many of a learned stage the few others are computed in vain, then replaced.
        _learned(likes, like, silent, out)
    elif count:
        _put(out, np.flatnonzero(learned), _learned, likes, like, silent)
    if count < len(like):
        _put(out, np.flatnonzero(by_lane), _by_lane, likes, like, silent)
        _put(out, np.flatnonzero(~(by_lane | learned)), _shipped, likes, like, silent)
    arrives, low, high = out
    return Chances(arrives=arrives, low=low, high=high, like=like, likes=likes)


def _put(
    out: _Ranges,
    where: NDArray[np.intp],
    ranges: Callable[[Likes, NDArray[np.intp], NDArray[np.float64], _Ranges], None],
    likes: Likes,
    like: NDArray[np.intp],
    silent: NDArray[np.float64],
) -> None:
    """Write the chances of some of the parcels."""
    room = len(where)
    part = np.empty(room), np.empty(room), np.empty(room)
    ranges(likes, like.take(where), silent.take(where), part)
    for whole, some in zip(out, part, strict=True):
        whole[where] = some


def measured(columns: Columns, table: ArrivalTable) -> Columns:
    """Return the columns without news of siblings where the table never learned from such."""
    return columns if knows_siblings(table) else replace(columns, siblings_moved=None)


def knows_siblings(table: ArrivalTable) -> bool:
    """Return whether the table was learned with news of siblings, and can tell what they mean."""
    return (Stage.LINE_HAUL, SITUATIONS[SIBLINGS_MOVED_ON], ()) in table.stages


def _by_lane(
    likes: Likes,
    lane: NDArray[np.intp],
    silent: NDArray[np.float64],
    out: _Ranges,
) -> None:
    """Write the chances of parcels measured from acceptance on."""
    figures, table = likes.lanes, likes.table
    past = silent - figures.usual_days[lane]
    log_g = table.trust.pace * table.curve.log_survival(past)
    g = np.exp(log_g)
    whole = table.whole
    base, base_variance = log_odds(whole.loss_share, whole.loss_worth)
    own, own_variance = log_odds(figures.loss_share, figures.loss_worth)
    shift = np.clip(own - base, -LANE_SHARE_BOUND, LANE_SHARE_BOUND)[lane]
    counted = table.curve.log_variance(past)
    counted += table.curve.log_slope(past) ** 2 * figures.usual_variance[lane]
    variance = (
        (1 - g) ** 2 * base_variance
        + g**2 * own_variance[lane]
        + table.trust.pace**2 * counted
        + table.trust.shared_variance(log_g)
    )
    for row, values in zip(out, _with_range(log_g - (base + g * shift), variance), strict=True):
        row[:] = values


def _learned(
    likes: Likes,
    like: NDArray[np.intp],
    silent: NDArray[np.float64],
    out: _Ranges,
) -> None:
    """Write the chances of parcels in a learned stage: it moves again, and is not lost later."""
    odds, variance = likes.table.cells.read(like - likes.learned, silent)
    moves, low, high = _with_range(odds, variance)
    later, off = likes.later.take(like), likes.later_off.take(like)
    # Both shares are uncertain, one apart from the other: half ranges add as squares.
    off *= moves
    off *= off
    arrives = np.multiply(later, moves, out=out[0])
    low = _half_range(np.subtract(moves, low, out=low), later, off)
    high = _half_range(np.subtract(high, moves, out=high), later, off)
    np.maximum(np.subtract(arrives, low, out=low), 0.0, out=out[1])
    np.minimum(np.add(arrives, high, out=high), 1.0, out=out[2])


def _half_range(
    moves: NDArray[np.float64], later: NDArray[np.float64], off: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return half a range of both shares together, in place of that of the first."""
    moves *= later
    moves *= moves
    moves += off
    return np.sqrt(moves, out=moves)


def _shipped(
    likes: Likes,
    like: NDArray[np.intp],
    silent: NDArray[np.float64],
    out: _Ranges,
) -> None:
    """Write the same from shipped dwell times."""
    later, trust = 1 - likes.table.whole.loss_share, likes.table.trust
    for row in np.unique(like).tolist():
        where = np.flatnonzero(like == row)
        known = prior().stages[STAGES[row - likes.shipped]]
        g = np.maximum(known.dwell.survival(silent[where]), 1e-300)
        base, base_variance = log_odds(known.never_leaves, known.journeys)
        variance = base_variance + (1 - g) / (known.journeys * g)
        variance += trust.shared_variance(np.log(g))
        for whole, some in zip(out, _with_range(np.log(g) - base, variance), strict=True):
            whole[where] = later * some


def _with_range(
    odds: NDArray[np.float64], variance: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the chances of log-odds, and their 90 % ranges."""
    against = np.negative(odds)
    np.clip(against, -_MOST_ODDS, _MOST_ODDS, out=against)
    np.exp(against, out=against)
    spread = np.sqrt(variance)
    spread *= Z90
    np.minimum(spread, _MOST_SPREAD, out=spread)
    np.exp(spread, out=spread)
    low = _chance(against * spread)
    np.divide(against, spread, out=spread)
    return _chance(against), low, _chance(spread)


def _chance(against: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chances of odds against, in their place."""
    against += 1
    return np.divide(1, against, out=against)
