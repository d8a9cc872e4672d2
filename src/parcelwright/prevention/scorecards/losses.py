"""How many parcels of a group are lost, as far as its own and its neighbors' journeys tell.

A group's share is drawn toward what others lost on the same lanes, times how the same carrier
and service does elsewhere. Its own journeys are left out of both, so nothing counts twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.losses import spread
from parcelwright.prevention.beliefs import Belief
from parcelwright.prevention.scorecards.grouping import By, key_of, market_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import LaneKey
    from parcelwright.prevention.scorecards.grouping import Groups
    from parcelwright.prevention.scorecards.journeys import Journeys

# Where a shop has no journeys yet: 1.13 % of 96,000 Brazilian parcels of 2016 to 2018 never came
# (Olist, public data).
USUAL_LOSS = 0.0113
# It counts as so many journeys: with ten, a shop without a loss would look surer than it is, with
# fifty, intervals of a shop that loses much would lie below it.
USUAL_WORTH = 30.0
# However alike groups look, neighbors never outweigh this many journeys of a group's own.
MOST_WORTH = 100.0
# Losses by which a service's record elsewhere is drawn toward that of all.
_ELSEWHERE = 2.0
_LEAST_SHARE, _MOST_SHARE = 1e-4, 0.9


def loss_beliefs(journeys: Journeys, groups: Groups) -> tuple[Belief, ...]:
    """Return for each group the share of parcels that are lost.

    Args:
        journeys: All journeys of the shop; those old enough to tell count.
        groups: The groups; one without journeys is judged by its neighbors alone.
    """
    count = _Counts.of(journeys, groups)
    own_lost, own = count.lost.sum(1), count.closed.sum(1)
    all_lost, all_closed = count.lost.sum(0), count.closed.sum(0)
    known = all_closed.sum() - own + USUAL_WORTH
    overall = (all_lost.sum() - own_lost + USUAL_WORTH * USUAL_LOSS) / known
    alike = min(spread(own_lost, own), MOST_WORTH)
    # What neighbors tell is worth no more journeys than they have.
    worth = np.minimum(alike, known)
    most, mean = worth[:, None], overall[:, None]
    others = (all_lost - count.lost + most * mean) / (all_closed - count.closed + most)
    mix = np.where(own[:, None] > 0, count.closed, count.named)
    size = mix.sum(1)
    around = np.divide((mix * others).sum(1), size, out=overall.copy(), where=size > 0)
    every = (all_lost.sum() + USUAL_WORTH * USUAL_LOSS) / (all_closed.sum() + USUAL_WORTH)
    usual = (all_lost + alike * every) / (all_closed + alike)
    share = np.clip(around * _elsewhere(count, usual), _LEAST_SHARE, _MOST_SHARE)
    return tuple(
        Belief(yes=float(lost + at * of), no=float(n - lost + (1 - at) * of))
        for lost, n, at, of in zip(own_lost, own, share, worth, strict=True)
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Counts:
    """Journeys old enough to tell, and losses, by group and by where they went.

    ``named`` is 1 where a group's own key says from where to where it goes. ``service`` is the
    service of each group among all services, -1 where it is wider than one; ``of_service``
    tells losses and journeys of each service by where they went.
    """

    closed: NDArray[np.float64]
    lost: NDArray[np.float64]
    named: NDArray[np.float64]
    service: NDArray[np.intp]
    closed_of_service: NDArray[np.float64]
    lost_of_service: NDArray[np.float64]

    @classmethod
    def of(cls, journeys: Journeys, groups: Groups) -> _Counts:
        told = journeys.counted
        lane, lost = journeys.lane[told], journeys.lost[told].astype(np.float64)
        market, markets = _coded([market_of(key) for key in (*journeys.lanes, *groups.keys)])
        service, services = _coded(
            [key_of(key, By.SERVICE) for key in (*journeys.lanes, *groups.keys)]
        )
        lanes = len(journeys.lanes)
        size = (len(groups.keys), markets)
        closed_cell, lost_cell = _tables(groups.of[told], market[lane], lost, size)
        of_service = _tables(service[lane], market[lane], lost, (services, markets))
        named = np.zeros(size)
        named[np.arange(size[0]), market[lanes:]] = 1.0
        return cls(
            closed=closed_cell,
            lost=lost_cell,
            named=named,
            service=service[lanes:],
            closed_of_service=of_service[0],
            lost_of_service=of_service[1],
        )


def _elsewhere(count: _Counts, usual: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how each group's service does on its other lanes, as a multiple of what is usual."""
    closed = np.maximum(count.closed_of_service[count.service] - count.closed, 0.0)
    lost = np.maximum(count.lost_of_service[count.service] - count.lost, 0.0)
    expected = (closed * usual).sum(1)
    return np.asarray((lost.sum(1) + _ELSEWHERE) / (expected + _ELSEWHERE), np.float64)


def _coded(keys: Sequence[LaneKey]) -> tuple[NDArray[np.intp], int]:
    place = {key: at for at, key in enumerate(dict.fromkeys(keys))}
    return np.array([place[key] for key in keys], np.intp), len(place)


def _tables(
    first: NDArray[np.intp],
    second: NDArray[np.intp],
    lost: NDArray[np.float64],
    size: tuple[int, int],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    cell = first * size[1] + second
    every = size[0] * size[1]
    closed = np.bincount(cell, minlength=every).astype(np.float64)
    return closed.reshape(size), np.bincount(cell, lost, every).astype(np.float64).reshape(size)
