"""The rules that are compared: ours, and what people use today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.backtest.alerts import Scores
from parcelwright.backtest.history import SCORED_DAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.backtest.alerts import Judged
    from parcelwright.backtest.walk import Walk

OURS = "Parcelwright"
# Acts on the day that the prices call for; no threshold is chosen on anything.
BY_COST = "Parcelwright, by cost"
FIXED = "days since handover"
SILENT = "days since the last scan"
PROMISED = "days past the promise"
LANE_95 = "times the lane's 95 %"
LANE_99 = "times the lane's 99 %"
# Not a rule anybody could follow: the bound that the others are held against.
ORACLE = "an oracle that knows the day of the loss"
BASELINES = (FIXED, SILENT, PROMISED, LANE_95, LANE_99)


def scores_of(walk: Walk) -> dict[str, Scores]:
    """Return the scores of every rule, ours first."""
    ages = walk.age
    values = {
        OURS: walk.lost,
        FIXED: ages,
        SILENT: walk.silence,
        PROMISED: walk.past_promise,
        LANE_95: walk.by_lane[0],
        LANE_99: walk.by_lane[1],
    }
    return {name: Scores(name=name, values=found, ages=ages) for name, found in values.items()}


def scores_by_cost(walk: Walk) -> Scores:
    """Return the prices of a needless act, in days of waiting, up to which waiting pays.

    The threshold of a seller is the seller's own price.
    """
    return Scores(name=BY_COST, values=walk.patience, ages=walk.age)


def oracle_days(ends: Judged) -> NDArray[np.float64] | None:
    """Return days from acceptance to the first sweep after each loss, NaN for none.

    Args:
        ends: What became of the parcels. Losses of which nobody knows the day raise no alert.

    Returns:
        None where the day of no loss is known within the days that are scored.
    """
    days = np.ceil(ends.lost_at) - ends.accepted
    known = ends.lost & (days >= 0) & (days <= SCORED_DAYS)
    return np.where(known, days, np.nan) if known.any() else None
