"""A trial lane: how many parcels decide about a carrier, and after which losses to stop.

After each loss the carrier's share is compared with the incumbent's. The trial stops as soon as
it is above it with the chance asked for, and ends when the parcels that decide are sent. What
looking again and again does to the chance of a wrong stop is reckoned exactly, not assumed away.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from parcelwright.prevention.beliefs import Belief

SURE = 0.95
POWER = 0.8
# A carrier that loses so many times what the incumbent does should not get past the trial.
TWICE = 2.0
_MOST = 2000
_STEP = 50
# What is believed of a carrier before its first parcel: the incumbent's share, worth 20 parcels.
_WORTH = 20.0


@dataclass(frozen=True, kw_only=True)
class Trial:
    """The plan of a trial.

    Args:
        parcels: How many parcels decide.
        stops: (losses, within so many parcels): stop when so many are lost among the first so
            many. A number of losses that never stops a trial of this length is left out.
        wrong_stop: Chance that a carrier as good as the incumbent is stopped.
        right_stop: Chance that one with ``worse`` losses is stopped.
        incumbent: Loss share of the incumbent, ``worse`` the one to be kept out.
        decides: Whether so many parcels reach the power asked for; otherwise they are the most
            that a trial may take.
    """

    parcels: int
    stops: tuple[tuple[int, int], ...]
    wrong_stop: float
    right_stop: float
    incumbent: float
    worse: float
    decides: bool


def plan_trial(
    incumbent: Belief, *, worse: float | None = None, power: float = POWER, sure: float = SURE
) -> Trial:
    """Return the shortest trial that keeps out a carrier with ``worse`` losses.

    Args:
        incumbent: Share that the carrier in use loses on the lane.
        worse: Loss share that must not get past the trial, such as the one at which the new
            carrier would cost as much in the end; twice the incumbent's by default.
        power: With which chance it is stopped.
        sure: How sure it must be that a carrier is worse before it is stopped.
    """
    bad = min(worse if worse is not None else TWICE * incumbent.mean, 0.99)
    limits = _limits(incumbent, sure)
    lengths = range(_STEP, _MOST + _STEP, _STEP)
    place = bisect_left(
        lengths, power, key=lambda parcels: _stopped(_within(limits, parcels), parcels, bad)
    )
    parcels = lengths[min(place, len(lengths) - 1)]
    stops = _within(limits, parcels)
    reached = _stopped(stops, parcels, bad)
    return Trial(
        parcels=parcels,
        stops=_told(stops, parcels),
        wrong_stop=_stopped(stops, parcels, incumbent.mean),
        right_stop=reached,
        incumbent=incumbent.mean,
        worse=bad,
        decides=reached >= power,
    )


def is_over(incumbent: Belief, lost: int, closed: int, sure: float = SURE) -> bool:
    """Return whether so many losses among so many closed parcels stop a trial."""
    return _belief(incumbent, lost, closed).above(incumbent) >= sure


def _belief(incumbent: Belief, lost: int, closed: int) -> Belief:
    share = incumbent.mean
    return Belief(yes=lost + _WORTH * share, no=closed - lost + _WORTH * (1 - share))


def _limits(incumbent: Belief, sure: float) -> list[tuple[int, int]]:
    """Return for each number of losses the most parcels among which they stop the trial."""
    found = []
    lost = 0
    reach = 0
    while reach < _MOST and lost < _MOST:
        lost += 1
        low, high = reach, _MOST
        while low < high:
            middle = (low + high + 1) // 2
            if (middle >= lost and is_over(incumbent, lost, middle, sure)) or middle < lost:
                low = middle
            else:
                high = middle - 1
        reach = low
        found.append((lost, reach if reach >= lost else 0))
    return found


def _within(limits: list[tuple[int, int]], parcels: int) -> tuple[tuple[int, int], ...]:
    """Return the limits as a trial of this length meets them."""
    return tuple((lost, min(n, parcels)) for lost, n in limits if lost <= min(n, parcels))


def _stopped(stops: tuple[tuple[int, int], ...], parcels: int, share: float) -> float:
    """Return the chance that a trial stops when each parcel is lost with this chance.

    The losses so far among those trials that go on are followed parcel by parcel.
    """
    within = dict(stops)
    most = max(within, default=0) + 1
    going = np.zeros(most + 1)
    going[0] = 1.0
    stopped = 0.0
    last = np.array([within.get(k, 0) for k in range(most + 1)])
    for sent in range(1, parcels + 1):
        lost = going * share
        going *= 1 - share
        going[1:] += lost[:-1]
        over = (last >= sent) & (going > 0)
        stopped += float(going[over].sum())
        going[over] = 0.0
    return stopped


def _told(stops: tuple[tuple[int, int], ...], parcels: int) -> tuple[tuple[int, int], ...]:
    """Return the stops without those that a smaller number of losses reaches anyway."""
    found: list[tuple[int, int]] = []
    for lost, within in stops:
        if within and (not found or found[-1][1] < parcels):
            found.append((lost, within))
    return tuple(found)
