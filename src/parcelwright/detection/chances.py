"""The chance that a silent parcel still arrives, and how sure that figure is.

With loss share ``p`` and share still on its way ``G``, of those that arrive:
``P(arrives) = (1-p) G / (p + (1-p) G)``. On the log-odds scale that is
``log G - logit p``, so the variances of both parts add up (delta method). For a parcel
with scans ``p`` and ``G`` are those of its stage, and the chance is multiplied by the
share that is not lost later (:mod:`parcelwright.analytics.stages`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.arrivals import WIDTHS, Width
from parcelwright.analytics.columns import STAGES, Flag
from parcelwright.analytics.prior import prior
from parcelwright.analytics.situations import SIBLINGS_MOVED_ON, SITUATIONS, situations_of
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable, LaneFigures, StageGroup, StageKey
    from parcelwright.analytics.columns import Columns
    from parcelwright.analytics.prior import StagePrior
    from parcelwright.analytics.transit import Curve

# Two-sided 90 % of a normal distribution.
Z90 = 1.6448536269514722
# A lane's own loss share counts while a parcel is young and fades as it grows late: lanes
# with many losses also have the longest innocent delays. Within this bound on the
# log-odds the chance never rises with silence.
LANE_SHARE_BOUND = 0.95
_QUANTILES = (0.10, 0.05, 0.01)


@dataclass(frozen=True, kw_only=True)
class Chances:
    """One entry per parcel.

    Args:
        arrives: Chance to arrive, 0 to 1.
        low: Lower end of the 90 % range.
        high: Upper end.
        p50: Days of silence that half of its like stay under.
        p90: The same for nine in ten.
        p95: The same for 95 in a hundred.
        p99: The same for 99 in a hundred.
        width: int8, how wide the group behind it is, index into ``arrivals.WIDTHS``.
        journeys: Parcels behind it, closed or seen to leave the stage; 0 for shipped.
    """

    arrives: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    p50: NDArray[np.float64]
    p90: NDArray[np.float64]
    p95: NDArray[np.float64]
    p99: NDArray[np.float64]
    width: NDArray[np.int8]
    journeys: NDArray[np.int64]


def chances(columns: Columns, table: ArrivalTable, silent: NDArray[np.float64]) -> Chances:
    """Return the chances of parcels that have been silent for so many days.

    Parcels with scans on the way are measured against what was learned of their stage, or
    its shipped dwell times before that; all others against the learned curve of their lane.
    """
    out = _by_lane(columns.lane, table.figures(columns.lanes), table, silent)
    proven = columns.has(Flag.PROVEN)
    proven &= ~columns.in_stage(Stage.CLOSED) | columns.has(Flag.DISPUTED)
    rows = np.flatnonzero(proven)
    situation = situations_of(columns)[rows]
    kind = (columns.lane[rows].astype(np.int64) * 256 + columns.stage[rows]) * 256 + situation
    _, first, kind = np.unique(kind, return_index=True, return_inverse=True)
    groups: dict[StageKey | Stage, list[int]] = {}
    for number, row in enumerate(rows[first].tolist()):
        stage, lane = STAGES[columns.stage[row]], columns.lanes[columns.lane[row]]
        group = table.stage_group(stage, SITUATIONS[situation[first[number]]], lane)
        key = stage if group is None else (stage, group.situation, group.key)
        groups.setdefault(key, []).append(number)
    for key, kinds in groups.items():
        where = rows[np.isin(kind, kinds)]
        if not isinstance(key, Stage):
            _put_learned(out, where, table.stages[key], silent[where])
        elif (shipped := prior().stages.get(key)) is not None:
            _put_shipped(out, where, shipped, silent[where], table)
    return out


def measured(columns: Columns, table: ArrivalTable) -> Columns:
    """Return the columns without news of siblings where the table never learned from such."""
    known = (Stage.LINE_HAUL, SITUATIONS[SIBLINGS_MOVED_ON], ()) in table.stages
    return columns if known else replace(columns, siblings_moved=None)


def _by_lane(
    lane: NDArray[np.int32],
    figures: LaneFigures,
    table: ArrivalTable,
    silent: NDArray[np.float64],
) -> Chances:
    past = silent - figures.usual_days[lane]
    log_g = table.curve.log_survival(past)
    g = np.exp(log_g)
    whole = table.whole
    base, base_variance = _logit(whole.loss_share, whole.loss_worth)
    own, own_variance = _logit(figures.loss_share, figures.loss_worth)
    shift = np.clip(own - base, -LANE_SHARE_BOUND, LANE_SHARE_BOUND)[lane]
    odds = log_g - (base + g * shift)
    shares = (
        (1 - g) ** 2 * base_variance
        + g**2 * own_variance[lane]
        + table.curve.log_slope(past) ** 2 * figures.usual_variance[lane]
    )
    below, above = _spreads(table.curve, past, shares)
    usual = figures.usual_days[lane]
    late = [np.maximum(usual + table.curve.quantile(level), 0.0) for level in _QUANTILES]
    return Chances(
        arrives=_share(odds),
        low=_share(odds - below),
        high=_share(odds + above),
        p50=usual,
        p90=late[0],
        p95=late[1],
        p99=late[2],
        width=figures.width[lane],
        journeys=figures.journeys[lane],
    )


def _put_learned(
    out: Chances, where: NDArray[np.intp], group: StageGroup, silent: NDArray[np.float64]
) -> None:
    """Write the chances of parcels in one stage: it moves again, and is not lost later."""
    log_g = group.curve.log_survival(silent)
    base, base_variance = _logit(group.never_leaves, group.never_worth)
    below, above = _spreads(group.curve, silent, base_variance)
    late, worth = group.lost_later, group.later_worth
    moves = _share(group.curve.log_expected(silent) - base)
    low = np.minimum(_share(log_g - base - below), moves)
    high = np.maximum(_share(log_g - base + above), moves)
    # Both shares are uncertain, one apart from the other: half ranges add as squares.
    off = Z90 * np.sqrt(late * (1 - late) / worth) * moves
    arrives = (1 - late) * moves
    out.arrives[where] = arrives
    out.low[where] = np.maximum(arrives - np.hypot((1 - late) * (moves - low), off), 0.0)
    out.high[where] = np.minimum(arrives + np.hypot((1 - late) * (high - moves), off), 1.0)
    quantiles = [group.curve.quantile(level) for level in (0.5, *_QUANTILES)]
    for days, value in zip((out.p50, out.p90, out.p95, out.p99), quantiles, strict=True):
        days[where] = max(value, 0.0)
    out.width[where] = WIDTHS.index(group.width)
    out.journeys[where] = group.parcels


def _put_shipped(
    out: Chances,
    where: NDArray[np.intp],
    known: StagePrior,
    silent: NDArray[np.float64],
    table: ArrivalTable,
) -> None:
    """Write the same from shipped dwell times."""
    g = np.maximum(known.dwell.survival(silent), 1e-300)
    base, base_variance = _logit(known.never_leaves, known.journeys)
    spread = Z90 * np.sqrt(base_variance + (1 - g) / (known.journeys * g))
    _put(out, where, np.log(g) - base, spread, later=1 - table.whole.loss_share)
    quantiles = [known.dwell.quantile(level) for level in (0.5, *_QUANTILES)]
    for days, value in zip((out.p50, out.p90, out.p95, out.p99), quantiles, strict=True):
        days[where] = value
    out.width[where] = WIDTHS.index(Width.PRIOR)
    out.journeys[where] = 0


def _put(
    out: Chances,
    where: NDArray[np.intp],
    odds: NDArray[np.float64],
    spread: NDArray[np.float64],
    *,
    later: float,
) -> None:
    out.arrives[where] = later * _share(odds)
    out.low[where] = later * _share(odds - spread)
    out.high[where] = later * _share(odds + spread)


def _spreads(
    curve: Curve, days: NDArray[np.float64], shares: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how far the log-odds may lie below and above, for 90 %.

    Args:
        curve: Of those that arrive or move.
        days: Days on it.
        shares: Variance of the log-odds that comes from all else.
    """
    below = Z90 * np.sqrt(shares + curve.log_variance(days))
    return below, np.sqrt(Z90**2 * shares + curve.log_above(days) ** 2)


def _logit(
    share: NDArray[np.float64] | float, worth: NDArray[np.float64] | float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the log-odds of a share and their variance, from its Beta distribution."""
    p, n = np.asarray(share, np.float64), np.asarray(worth, np.float64)
    return np.log(p / (1 - p)), 1 / (n * p) + 1 / (n * (1 - p))


def _share(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(odds, -700, 700)))
