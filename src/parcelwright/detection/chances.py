"""The chance that a silent parcel still arrives, and how sure that figure is.

With loss share ``p`` and share still on its way ``G``, of those that arrive:
``P(arrives) = (1-p) G / (p + (1-p) G)``. On the log-odds scale that is
``log G - logit p``, so the variances of both parts add up (delta method), and the chance is the
mean over what they leave open (:mod:`parcelwright.analytics.averaging`). For a parcel
with scans ``p`` and ``G`` are those of its stage, and the chance is multiplied by the
share that is not lost later (:mod:`parcelwright.analytics.stages`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.averaging import (
    chance_of,
    ends_of,
    loss_odds,
    mean_odds,
    ranges,
)
from parcelwright.analytics.columns import STAGES
from parcelwright.analytics.prior import prior
from parcelwright.analytics.situations import SIBLINGS_MOVED_ON, SITUATIONS
from parcelwright.analytics.transit import TAIL_PARCELS
from parcelwright.detection.likes import Likes
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.averaging import Ranges
    from parcelwright.analytics.columns import Columns


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

    def p95_of(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return :attr:`p95` of some parcels alone."""
        return np.asarray(self.likes.quantiles[2].take(self.like.take(rows)), np.float64)

    def p99_of(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return :attr:`p99` of some parcels alone."""
        return np.asarray(self.likes.quantiles[3].take(self.like.take(rows)), np.float64)

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
    out: Ranges | None = None,
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
        if np.count_nonzero(by_lane) + count < len(like):
            _put(out, np.flatnonzero(~(by_lane | learned)), _shipped, likes, like, silent)
    arrives, low, high = out
    return Chances(arrives=arrives, low=low, high=high, like=like, likes=likes)


def _put(
    out: Ranges,
    where: NDArray[np.intp],
    write: Callable[[Likes, NDArray[np.intp], NDArray[np.float64], Ranges], None],
    likes: Likes,
    like: NDArray[np.intp],
    silent: NDArray[np.float64],
) -> None:
    """Write the chances of some of the parcels."""
    room = len(where)
    part = np.empty(room), np.empty(room), np.empty(room)
    write(likes, like.take(where), silent.take(where), part)
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
    out: Ranges,
) -> None:
    """Write the chances of parcels measured from acceptance on."""
    figures, table = likes.lanes, likes.table
    log_g, slope, counted = table.curve.read(silent - figures.usual_days.take(lane))
    log_g *= table.trust.pace
    g = np.exp(log_g)
    whole = table.whole
    base, base_variance = loss_odds(whole.loss_share, whole.loss_worth)
    shift, own_variance = likes.lane_shares
    counted += slope**2 * figures.usual_variance.take(lane)
    spread = table.trust.shared_variance(log_g) + table.trust.pace**2 * counted
    odds = log_g - (base + g * shift.take(lane))
    wide = (1 - g) ** 2 * base_variance + g**2 * own_variance.take(lane)
    # A lane's own doubt fades with silence, and would raise the mean if it counted there.
    deviations = np.sqrt(np.stack((spread + base_variance, spread + wide)))
    mean, wide_mean = mean_odds(odds, deviations)
    low, high = ends_of(odds, deviations[1], wide_mean)
    found = np.stack((mean, np.minimum(low, mean), np.maximum(high, mean)))
    for row, chance in zip(out, chance_of(found), strict=True):
        np.copyto(row, chance)


def _learned(
    likes: Likes,
    like: NDArray[np.intp],
    silent: NDArray[np.float64],
    out: Ranges,
) -> None:
    """Write the chances of parcels in a learned stage."""
    likes.table.cells.write(like, silent, out, likes.learned)


def _shipped(
    likes: Likes,
    like: NDArray[np.intp],
    silent: NDArray[np.float64],
    out: Ranges,
) -> None:
    """Write the same from shipped dwell times."""
    later, trust = 1 - likes.table.whole.loss_share, likes.table.trust
    for row in np.unique(like).tolist():
        where = np.flatnonzero(like == row)
        known = prior().stages[STAGES[row - likes.shipped]]
        g = np.maximum(known.dwell.survival(silent[where]), 1e-300)
        base, base_variance = loss_odds(known.never_leaves, known.journeys)
        # Beyond the last that were counted the curve goes on as it fell, and so does its doubt.
        last = np.maximum(g, min(TAIL_PARCELS / known.journeys, 0.5))
        counted = (1 - last) / (known.journeys * last)
        log_g = np.log(g)
        counted *= (log_g / np.minimum(np.log(last), -1e-9)) ** 2
        variance = base_variance + counted + trust.shared_variance(log_g)
        for whole, some in zip(out, ranges(log_g - base, variance), strict=True):
            whole[where] = later * some
