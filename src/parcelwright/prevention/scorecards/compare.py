"""Which of several carriers is better at the same work: same lanes, same months.

Each lane and month in which two of them carried parcels is one comparison; the differences are
put together with the weights of Mantel and Haenszel. Where the interval holds zero, the two
cannot be told apart, and no order is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.beliefs import LEVEL
from parcelwright.prevention.scorecards.grouping import groups_of, market_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.columns import LaneKey
    from parcelwright.prevention.scorecards.grouping import By
    from parcelwright.prevention.scorecards.journeys import Journeys

# Closed journeys that each of the two must have in lanes and months they share.
LEAST = 100
_MONTHS = 4096


class Aspect(StrEnum):
    """What is compared; less of either is better."""

    LOSSES = "losses"
    DAYS = "days"


class Verdict(StrEnum):
    """What a comparison says of the first of two."""

    BETTER = "better"
    WORSE = "worse"
    ALIKE = "alike"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two groups in the lanes and months that they share.

    Args:
        difference: Of ``one`` less that of ``other``: lost parcels of each, or days; None
            without enough journeys.
        low: Lower end of its interval, ``high`` the upper; together with all others of the same
            groups that have enough journeys, by losses and by days, they err in one table of
            twenty.
        cells: Lanes and months in which both carried parcels.
        journeys: Journeys of each in them.
    """

    one: LaneKey
    other: LaneKey
    aspect: Aspect
    verdict: Verdict
    cells: int
    journeys: tuple[int, int]
    difference: float | None = None
    low: float | None = None
    high: float | None = None


def comparisons(journeys: Journeys, by: By, aspect: Aspect) -> tuple[Comparison, ...]:
    """Return each pair of groups compared, in the order of their keys.

    Both count among journeys old enough to tell; days among those of them that arrived. Of
    younger parcels only the fast have arrived, which would make a slow carrier look faster.
    """
    rows = journeys.counted
    if aspect is Aspect.DAYS:
        rows = rows & journeys.delivered
    chosen = journeys.take(rows)
    groups = groups_of(chosen, by)
    values = chosen.lost.astype(np.float64) if aspect is Aspect.LOSSES else chosen.days
    table = _Table.of(chosen, groups.of, len(groups.keys), values)
    pairs = list(combinations(range(len(groups.keys)), 2))
    told = sum(min(table.shared(pair)) >= LEAST for pair in pairs) * len(Aspect)
    sigmas = NormalDist().inv_cdf(1 - (1 - LEVEL) / 2 / max(told, 1))
    return tuple(
        _compared(table, (groups.keys[a], groups.keys[b]), (a, b), aspect, sigmas) for a, b in pairs
    )


def ranks(found: tuple[Comparison, ...]) -> dict[LaneKey, int]:
    """Return by how many others each group is surely beaten, plus one; equals share a rank.

    A group that was compared with nobody stands in no rank.
    """
    beaten: dict[LaneKey, int] = {}
    for each in found:
        if each.verdict is Verdict.NOT_ENOUGH:
            continue
        beaten.setdefault(each.one, 0)
        beaten.setdefault(each.other, 0)
        if each.verdict is not Verdict.ALIKE:
            beaten[each.other if each.verdict is Verdict.BETTER else each.one] += 1
    return {key: count + 1 for key, count in beaten.items()}


@dataclass(frozen=True, kw_only=True, eq=False)
class _Table:
    """Count, sum and sum of squares by group and cell of lane and month."""

    count: NDArray[np.float64]
    total: NDArray[np.float64]
    squares: NDArray[np.float64]

    @classmethod
    def of(
        cls, journeys: Journeys, group: NDArray[np.intp], groups: int, values: NDArray[np.float64]
    ) -> _Table:
        place = {key: at for at, key in enumerate(dict.fromkeys(map(market_of, journeys.lanes)))}
        market = np.array([place[market_of(lane)] for lane in journeys.lanes], np.int64)
        cell = market[journeys.lane] * _MONTHS + journeys.month
        known, code = np.unique(cell, return_inverse=True)
        at = group * len(known) + code
        size = (groups, len(known))
        made = (
            np.bincount(at, weight, groups * len(known)).astype(np.float64).reshape(size)
            for weight in (None, values, values**2)
        )
        count, total, squares = made
        return cls(count=count, total=total, squares=squares)

    def shared(self, pair: tuple[int, int]) -> tuple[int, int]:
        """Return the journeys of each of two groups in the cells that they share."""
        n = self.count[list(pair)]
        one, other = n[:, (n > 0).all(axis=0)].sum(axis=1)
        return int(one), int(other)


def _compared(
    table: _Table,
    keys: tuple[LaneKey, LaneKey],
    pair: tuple[int, int],
    aspect: Aspect,
    sigmas: float,
) -> Comparison:
    n = table.count[list(pair)]
    shared = (n > 0).all(axis=0)
    n = n[:, shared]
    journeys = table.shared(pair)
    cells = int(shared.sum())
    if min(journeys) < LEAST:
        return Comparison(
            one=keys[0],
            other=keys[1],
            aspect=aspect,
            verdict=Verdict.NOT_ENOUGH,
            cells=cells,
            journeys=journeys,
        )
    weight = n[0] * n[1] / n.sum(axis=0)
    weight /= weight.sum()
    total, squares = table.total[list(pair)][:, shared], table.squares[list(pair)][:, shared]
    if aspect is Aspect.LOSSES:
        # One loss and one arrival more for each: without them no loss would look like certainty.
        total, n = total + weight, n + 2 * weight
    means = (weight * total / n).sum(axis=1)
    per_journey = means * (1 - means) if aspect is Aspect.LOSSES else _variance(n, total, squares)
    reach = sigmas * float(np.sqrt((weight**2 * per_journey[:, None] / n).sum()))
    difference = float(means[0] - means[1])
    low, high = difference - reach, difference + reach
    verdict = Verdict.BETTER if high < 0 else Verdict.WORSE if low > 0 else Verdict.ALIKE
    return Comparison(
        one=keys[0],
        other=keys[1],
        aspect=aspect,
        verdict=verdict,
        cells=cells,
        journeys=journeys,
        difference=difference,
        low=low,
        high=high,
    )


def _variance(
    n: NDArray[np.float64], total: NDArray[np.float64], squares: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the variance of one journey within a cell, for each of the two."""
    within = (squares - total**2 / n).sum(axis=1)
    return np.asarray(np.maximum(within, 0) / np.maximum((n - 1).sum(axis=1), 1), np.float64)
