"""The chance that a silent parcel still arrives, and how sure that figure is.

With loss share ``p`` and share still on its way ``G``, of those that arrive:
``P(arrives) = (1-p) G / (p + (1-p) G)``. On the log-odds scale that is
``log G - logit p``, so the variances of both parts add up (delta method).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import Flag
from parcelwright.analytics.prior import prior
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable, LaneFigures
    from parcelwright.analytics.columns import Columns
    from parcelwright.analytics.prior import StagePrior

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
        by_stage: Whether the shipped dwell times of its stage were used.
    """

    arrives: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    p50: NDArray[np.float64]
    p90: NDArray[np.float64]
    p95: NDArray[np.float64]
    p99: NDArray[np.float64]
    by_stage: NDArray[np.bool_]


def chances(columns: Columns, table: ArrivalTable, silent: NDArray[np.float64]) -> Chances:
    """Return the chances of parcels that have been silent for so many days.

    Parcels with scans on the way are measured against the shipped dwell times of their
    stage, all others against the learned curve of their lane.
    """
    figures = table.figures(columns.lanes)
    out = _by_lane(columns.lane, figures, table, silent)
    for stage, known in prior().stages.items():
        where = columns.in_stage(stage) & columns.has(Flag.PROVEN)
        if stage is Stage.CLOSED:
            where &= columns.has(Flag.DISPUTED)
        if where.any():
            _put_stage(out, where, known, silent[where], table)
    return out


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
    variance = (
        (1 - g) ** 2 * base_variance
        + g**2 * own_variance[lane]
        + table.curve.log_variance(past)
        + table.curve.log_slope(past) ** 2 * figures.usual_variance[lane]
    )
    usual = figures.usual_days[lane]
    late = [np.maximum(usual + table.curve.quantile(level), 0.0) for level in _QUANTILES]
    return Chances(
        arrives=_share(odds),
        low=_share(odds - Z90 * np.sqrt(variance)),
        high=_share(odds + Z90 * np.sqrt(variance)),
        p50=usual,
        p90=late[0],
        p95=late[1],
        p99=late[2],
        by_stage=np.zeros(len(lane), np.bool_),
    )


def _put_stage(
    out: Chances,
    where: NDArray[np.bool_],
    known: StagePrior,
    silent: NDArray[np.float64],
    table: ArrivalTable,
) -> None:
    """Write the chances of parcels in one stage: it leaves the stage, and is not lost later."""
    g = np.maximum(known.dwell.survival(silent), 1e-300)
    base, base_variance = _logit(known.never_leaves, known.journeys)
    odds = np.log(g) - base
    spread = Z90 * np.sqrt(base_variance + (1 - g) / (known.journeys * g))
    later = 1 - table.whole.loss_share
    out.arrives[where] = later * _share(odds)
    out.low[where] = later * _share(odds - spread)
    out.high[where] = later * _share(odds + spread)
    out.p50[where] = known.dwell.quantile(0.5)
    out.p90[where] = known.dwell.quantile(0.1)
    out.p95[where] = known.dwell.quantile(0.05)
    out.p99[where] = known.dwell.quantile(0.01)
    out.by_stage[where] = True


def _logit(
    share: NDArray[np.float64] | float, worth: NDArray[np.float64] | float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the log-odds of a share and their variance, from its Beta distribution."""
    p, n = np.asarray(share, np.float64), np.asarray(worth, np.float64)
    return np.log(p / (1 - p)), 1 / (n * p) + 1 / (n * (1 - p))


def _share(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(odds, -700, 700)))
