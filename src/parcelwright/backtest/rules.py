"""The rules that are compared: ours, and what people use today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.backtest.alerts import Scores

if TYPE_CHECKING:
    from parcelwright.backtest.walk import Walk

OURS = "Parcelwright"
# Acts on the day that the prices call for; no threshold is chosen on anything.
BY_COST = "Parcelwright, by cost"
FIXED = "days since handover"
SILENT = "days since the last scan"
PROMISED = "days past the promise"
LANE_95 = "times the lane's 95 %"
LANE_99 = "times the lane's 99 %"
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
