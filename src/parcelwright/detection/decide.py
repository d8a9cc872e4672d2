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

from parcelwright.detection.odds import LAST_DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.detection.costs import Costs
    from parcelwright.detection.odds import ArrivalOdds
    from parcelwright.detection.silence import Silence

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


def decide(odds: ArrivalOdds, silence: Silence, costs: Costs) -> Decisions:
    """Return the best day of a move.

    Args:
        odds: Of the parcels.
        silence: Theirs until today.
        costs: Of the move.
    """
    best, for_lapse = _best_day(odds, silence, costs)
    best = _whole(odds, silence, best, costs)
    if silence.changes:
        best, for_lapse = _best_of_days(odds, silence, costs)
    within = silence.after(best) < LAST_DAY
    day = np.where(within, np.maximum(best, 0.0), 0.0)
    nothing = np.zeros(len(day))
    today, then = odds.at(silence.after(nothing)), odds.at(silence.after(day))
    lost = 1 / (1 + today)
    cost_then = lost * (costs.waited(day) - costs.waited(nothing) + costs.needless * then)
    tomorrow = costs.waited(nothing + 1) - costs.waited(nothing)
    return Decisions(
        in_days=np.where(within, day, np.inf),
        chance_lost=lost,
        chance_lost_then=1 / (1 + then),
        cost_now=lost * costs.needless * today,
        cost_then=cost_then,
        next_day=lost * (tomorrow - costs.needless * (today - odds.at(silence.after(nothing + 1)))),
        for_lapse=for_lapse & within,
    )


def _best_day(
    odds: ArrivalOdds, silence: Silence, costs: Costs
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the best day, from today and perhaps before it, and whether a lapse sets it."""
    steepest = costs.needless * silence.speed
    free = steepest <= 0
    fall = np.where(free, np.inf, costs.wait / np.where(free, 1.0, steepest))
    best = silence.until(odds.day_of_fall(fall))
    least = _cost(odds, silence, best, costs)
    for_lapse = np.zeros(len(best), np.bool_)
    for days_left in costs.days_left:
        sooner = (silence.after(days_left) >= 0) & (days_left < best)
        day = np.where(sooner, days_left, 0.0)
        cost = _cost(odds, silence, day, costs)
        better = sooner & (cost <= least)
        best, least = np.where(better, day, best), np.where(better, cost, least)
        for_lapse |= better
    return best, for_lapse


def _best_of_days(
    odds: ArrivalOdds, silence: Silence, costs: Costs
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the same where days to come are announced to be slow, from all whole days.

    A slow day brings few arrivals for what it costs, a usual one after it more: so the best day
    may lie on either side of it, and all are looked at.
    """
    nothing = np.zeros(len(silence.clock_days))
    first = -int(np.ceil(silence.clock_days / silence.speed).max(initial=0))
    last = int(np.ceil(silence.until(nothing + LAST_DAY)).max(initial=0))
    best = nothing + first
    least = _cost(odds, silence, best, costs)
    for day in range(first + 1, last + 1):
        cost = _cost(odds, silence, nothing + day, costs)
        # What is before the first scan is no day to act on.
        better = (cost < least) | (silence.after(best) < 0)
        best, least = np.where(better, day, best), np.where(better, cost, least)
    lost = costs.waited(best + 1) - costs.waited(best) - costs.wait
    for_lapse = lost > 0
    for_lapse &= _cost(odds, silence, best + 1, costs) - lost < least
    return best, for_lapse


def _whole(
    odds: ArrivalOdds, silence: Silence, best: NDArray[np.float64], costs: Costs
) -> NDArray[np.float64]:
    """Return the cheaper of the whole days beside the best one; the sooner of two alike."""
    low, high = np.floor(best), np.ceil(best)
    sooner = _cost(odds, silence, low, costs) <= _cost(odds, silence, high, costs)
    return np.where(sooner, low, high)


def _cost(
    odds: ArrivalOdds, silence: Silence, day: NDArray[np.float64], costs: Costs
) -> NDArray[np.float64]:
    """Return the cost of acting on a day, over today's chance of loss."""
    found = costs.waited(day) + costs.needless * odds.at(silence.after(day))
    return np.asarray(found, np.float64)


def patience(odds: ArrivalOdds, silence: Silence) -> NDArray[np.float64]:
    """Return the price of a needless move at which acting now costs as much as waiting on.

    In days of waiting for a lost parcel: a seller to whom a needless move is worth fewer days
    acts, another waits. One entry a parcel, at most :data:`MOST_PATIENCE`.
    """
    if silence.changes:
        return _patience_of_days(odds, silence)
    fall = odds.fall(silence.clock_days) * silence.speed
    return 1 / np.maximum(fall, 1 / MOST_PATIENCE)


def _patience_of_days(odds: ArrivalOdds, silence: Silence) -> NDArray[np.float64]:
    """Return the same where days to come are announced to be slow.

    Waiting until a day pays when what it spares, the fall of the odds until then at the price of
    a needless move, is more than the days cost: so the least price at which it pays for any day.
    """
    nothing = np.zeros(len(silence.clock_days))
    now = odds.at(silence.after(nothing))
    last = int(np.ceil(silence.until(nothing + LAST_DAY)).max(initial=0))
    found = nothing + MOST_PATIENCE
    for day in range(1, last + 1):
        fallen = now - odds.at(silence.after(nothing + day))
        found = np.minimum(found, day / np.maximum(fallen, day / MOST_PATIENCE))
    return found
