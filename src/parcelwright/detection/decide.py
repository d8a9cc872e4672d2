"""When acting beats waiting: for each parcel the day on which a move costs least.

Acting on day ``s`` costs the seller of a lost parcel the waiting until ``s``, and the seller of
one that arrives later than ``s`` a needless move. With the odds of arrival ``O(s)``
(:mod:`parcelwright.detection.odds`) and today's chance of loss ``P`` that is, in expectation,

    ``P * (waiting(s) + needless * O(s))``

so the best day is where a further day of waiting costs as much as it spares: where the odds
fall by ``wait / needless`` a day. ``P`` scales the cost and moves no day. What lapses adds a
step to the waiting; the last day before a step is then the only other day that can be best,
because the odds are convex. The comparison spans the whole silence: a best day that has passed
means now, never a later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.detection.odds import LAST_DAY, arrival_odds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.columns import Columns
    from parcelwright.detection.costs import Costs
    from parcelwright.detection.odds import ArrivalOdds

# A price of patience beyond which nobody would act on the odds alone.
MOST_PATIENCE = 1e6


@dataclass(frozen=True, kw_only=True, eq=False)
class Decisions:
    """The best day of one move, one entry a parcel; costs are expected ones.

    Args:
        in_days: Whole days from today to the best day; 0 is now. Infinite where acting never
            pays within the days that the curve knows.
        chance_lost: Chance of loss that the costs rest on.
        chance_lost_then: Chance of loss on that day, if the silence lasts.
        cost_now: Of acting today.
        cost_then: Of waiting until that day and acting then.
        next_day: What one more day of waiting costs, less what it spares.
        for_lapse: Whether the day is set by something that lapses after it.
    """

    in_days: NDArray[np.float64]
    chance_lost: NDArray[np.float64]
    chance_lost_then: NDArray[np.float64]
    cost_now: NDArray[np.float64]
    cost_then: NDArray[np.float64]
    next_day: NDArray[np.float64]
    for_lapse: NDArray[np.bool_]

    @property
    def worth_waiting(self) -> NDArray[np.float64]:
        """What waiting until the best day spares against acting today; never below 0."""
        return self.cost_now - self.cost_then


def decide(odds: ArrivalOdds, silent: NDArray[np.float64], costs: Costs) -> Decisions:
    """Return the best day of a move for parcels that have been silent for so many days.

    Args:
        odds: Of these parcels.
        silent: Days of silence, on the clock that the odds were learned with. The days to
            come are taken to run at the usual speed.
        costs: Of the move.
    """
    best, for_lapse = _best_day(odds, silent, costs)
    within = silent + best < LAST_DAY
    day = np.where(within, np.maximum(np.ceil(best), 0.0), 0.0)
    today, then = odds.at(silent), odds.at(silent + day)
    lost = 1 / (1 + today)
    nothing = np.zeros(len(silent))
    cost_then = lost * (costs.waited(day) - costs.waited(nothing) + costs.needless * then)
    tomorrow = costs.waited(nothing + 1) - costs.waited(nothing)
    return Decisions(
        in_days=np.where(within, day, np.inf),
        chance_lost=lost,
        chance_lost_then=1 / (1 + then),
        cost_now=lost * costs.needless * today,
        cost_then=cost_then,
        next_day=lost * (tomorrow - costs.needless * (today - odds.at(silent + 1))),
        for_lapse=for_lapse & within,
    )


def _best_day(
    odds: ArrivalOdds, silent: NDArray[np.float64], costs: Costs
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the best day, from today and perhaps before it, and whether a lapse sets it."""
    with np.errstate(divide="ignore"):
        fall = np.where(costs.needless > 0, costs.wait / costs.needless, np.inf)
    best = odds.day_of_fall(fall) - silent
    least = _cost(odds, silent, best, costs)
    for_lapse = np.zeros(len(silent), np.bool_)
    for days_left in costs.days_left:
        sooner = (days_left >= -silent) & (days_left < best)
        day = np.where(sooner, days_left, 0.0)
        better = sooner & (_cost(odds, silent, day, costs) <= least)
        best = np.where(better, day, best)
        least = np.where(better, _cost(odds, silent, day, costs), least)
        for_lapse |= better
    return best, for_lapse


def _cost(
    odds: ArrivalOdds, silent: NDArray[np.float64], day: NDArray[np.float64], costs: Costs
) -> NDArray[np.float64]:
    """Return the cost of acting on a day, over today's chance of loss."""
    return np.asarray(costs.waited(day) + costs.needless * odds.at(silent + day), np.float64)


def patience(
    columns: Columns, table: ArrivalTable, silent: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the price of a needless move at which acting now costs as much as waiting on.

    In days of waiting for a lost parcel: a seller to whom a needless move is worth fewer days
    acts, another waits. One entry a parcel, at most :data:`MOST_PATIENCE`.
    """
    fall = arrival_odds(columns, table).fall(silent)
    return 1 / np.maximum(fall, 1 / MOST_PATIENCE)
