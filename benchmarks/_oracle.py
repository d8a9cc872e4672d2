"""What somebody would say who knew where each simulated parcel truly is, and how fast time runs.

The oracle does not know whether a parcel is lost. It knows the stage that it truly is in, since
when, on the true clock of the country, whether customs holds it, whether it went astray, when
its bag arrived, and how long all others stayed in such a state. Reads the truth: nothing that
estimates may import it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.simulate.feed import kinds
from parcelwright.simulate.speed import DAY
from parcelwright.simulate.stages import CUSTOMS, LINE_HAUL, OFFICE, STAGES, Cause

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.world import Simulated

_AT_ORIGIN = LINE_HAUL


def oracle_scores(
    world: Simulated, rows: NDArray[np.intp], first_sweep: NDArray[np.int64], sweeps: int
) -> NDArray[np.float64]:
    """Return the chance that tracking never resolves, one row a parcel, one column a sweep.

    Args:
        world: The world with its truth.
        rows: Parcels to score.
        first_sweep: Day number of the first sweep of each.
        sweeps: Daily sweeps of each.
    """
    states, delivered = _states(world), _delivered(world)
    found = np.zeros((len(rows), sweeps))
    for sweep in range(sweeps):
        now = (first_sweep + sweep) * DAY
        for state in states:
            since = state.since[rows]
            inside = (since <= now) & (now < state.until[rows])
            at = rows[inside]
            days = _operational(world, state.stage, at, now[inside]) - _operational(
                world, state.stage, at, since[inside]
            )
            found[inside, sweep] = state.chance(days / world.sent.pace[at], at)
        since = world.truth.delivered_at[rows]
        inside = since <= now
        at = rows[inside]
        days = (now[inside] - since[inside]) / DAY
        found[inside, sweep] = delivered.chance(days, at)
    return found


@dataclass(frozen=True, kw_only=True, eq=False)
class _State:
    """Where parcels are, and from when to when; moments in seconds, infinite for never.

    Args:
        stage: Whose country's clock counts.
        since: When each parcel came into the state.
        until: When it left it; infinite where it is lost in it.
        stays: Sorted days that those stayed which left, on the true clock and at the lane's pace.
        lost: How many never left.
        danger: Of each parcel, 1 on average over those that came into the state.
    """

    stage: int
    since: NDArray[np.float64]
    until: NDArray[np.float64]
    stays: NDArray[np.float64]
    lost: float
    danger: NDArray[np.float64]

    def chance(self, days: NDArray[np.float64], rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the chance never to leave of parcels that are in the state for so long."""
        longer = len(self.stays) - np.searchsorted(self.stays, days, side="right") + 0.5
        never = self.lost * self.danger[rows]
        return never / (never + longer)


def _states(world: Simulated) -> list[_State]:
    truth, found = world.truth, []
    for stage in range(STAGES):
        since, left = truth.entered[:, stage], truth.left[:, stage]
        lost = truth.lost_stage == stage
        until = np.where(lost, np.inf, left)
        if stage == LINE_HAUL:
            arrived = _first_of_bag(world, until)
            found.append(_state(world, stage, since, np.minimum(arrived, until), each=truth.bag))
            found.append(_state(world, stage, np.maximum(arrived, since), until))
            continue
        astray = np.where(
            (truth.missorted_at >= since) & (truth.missorted_at < left), truth.missorted_at, np.inf
        )
        special = np.zeros(len(since), np.bool_)
        if stage == CUSTOMS:
            special = truth.held | truth.owing
        elif stage == OFFICE:
            special = truth.misaddressed
        for which in (special, ~special):
            begins = np.where(which, since, np.inf)
            if np.isfinite(begins).any():
                found.append(_state(world, stage, begins, np.minimum(until, astray)))
        if np.isfinite(astray).any():
            found.append(_state(world, stage, astray, until))
    return found


def _delivered(world: Simulated) -> _State:
    """Return the state of being delivered until somebody hears of it; in days of the calendar."""
    feed, truth = world.feed, world.truth
    told = feed.kind == kinds().index("delivered")
    heard = np.full(len(truth.cause), np.inf)
    np.minimum.at(heard, feed.parcel[told], feed.received_at[told])
    came = np.isfinite(truth.delivered_at)
    unscanned = came & (truth.cause == Cause.MISSING_SCAN)
    stayed = came & np.isfinite(heard)
    return _State(
        stage=OFFICE,
        since=truth.delivered_at,
        until=heard,
        stays=np.sort(heard[stayed] - truth.delivered_at[stayed]) / DAY,
        lost=float(unscanned.sum()),
        danger=np.ones(len(came)),
    )


def _state(
    world: Simulated,
    stage: int,
    since: NDArray[np.float64],
    until: NDArray[np.float64],
    each: NDArray[np.int64] | None = None,
) -> _State:
    came = np.isfinite(since) & (since < until)
    rows = np.flatnonzero(came)
    gone = np.isinf(until[rows])
    if each is not None:
        # Parcels of one bag share its fate: they count once.
        _, first = np.unique(each[rows], return_index=True)
        rows, gone = rows[first], gone[first]
    stayed = rows[~gone]
    days = _operational(world, stage, stayed, until[stayed]) - _operational(
        world, stage, stayed, since[stayed]
    )
    danger = world.sent.danger / world.sent.danger[came].mean()
    return _State(
        stage=stage,
        since=since,
        until=until,
        stays=np.sort(days / world.sent.pace[stayed]),
        lost=float(gone.sum()),
        danger=danger,
    )


def _first_of_bag(world: Simulated, until: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return when the first parcel of each parcel's bag left the line haul."""
    bag = world.truth.bag
    first = np.full(int(bag.max(initial=-1)) + 2, np.inf)
    flown = bag >= 0
    np.minimum.at(first, bag[flown], until[flown])
    return np.where(flown, first[bag], np.inf)


def _operational(
    world: Simulated, stage: int, rows: NDArray[np.intp], moment: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return operational days since the beginning of the world."""
    country = (world.sent.origin if stage <= _AT_ORIGIN else world.sent.destination)[rows]
    days = np.zeros(len(rows))
    for number, clock in enumerate(world.network.clocks):
        here = country == number
        days[here] = np.interp(moment[here], clock.starts, clock.operational) / DAY
    return days
