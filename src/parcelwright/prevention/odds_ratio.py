"""How many times as likely something is with a mark as without, exactly, over several groups.

Within a group all is given but how many of the cases bear the mark: Fisher's distribution. That of
all groups together is the product of their polynomials, and an odds ratio tilts it. So intervals
hold what they promise however few cases there are, which a normal curve does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import lgamma
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_STEPS = 60
# Logarithms of odds ratios between which ends are looked for.
_REACH = 20.0


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group: ``marked`` of ``every`` bear the mark, ``cases`` are cases, ``both`` are both."""

    every: int
    marked: int
    cases: int
    both: int

    @property
    def fewest(self) -> int:
        """Fewest marked cases that these totals allow; ``most`` the most."""
        return max(0, self.cases + self.marked - self.every)

    @property
    def most(self) -> int:
        """The most of them."""
        return min(self.cases, self.marked)


def interval(groups: Sequence[Group], chance: float) -> tuple[float, float]:
    """Return the odds ratios between which the true one lies.

    Args:
        groups: Each with its totals; one whose totals leave no choice tells nothing.
        chance: With which each end errs, on its side.

    Returns:
        0 and infinity where no end can be named.
    """
    odds = reduce(np.convolve, map(_ways, groups), np.ones(1))
    seen = sum(each.both - each.fewest for each in groups)
    with np.errstate(divide="ignore"):
        log = np.log(odds)
    count = np.arange(len(log))

    def at_least(ratio: float) -> float:
        return float(_tilted(log, count, ratio)[seen:].sum())

    def at_most(ratio: float) -> float:
        return float(_tilted(log, count, ratio)[: seen + 1].sum())

    low = 0.0 if seen == 0 else _crossing(lambda ratio: at_least(ratio) < chance)
    high = np.inf if seen == len(log) - 1 else _crossing(lambda ratio: at_most(ratio) >= chance)
    return low, high


def _ways(group: Group) -> NDArray[np.float64]:
    """Return the chance of each number of marked cases, from the fewest, by luck alone."""
    numbers = range(group.fewest, group.most + 1)
    rest = group.every - group.marked
    logs = np.array([_choose(group.marked, k) + _choose(rest, group.cases - k) for k in numbers])
    ways = np.exp(logs - logs.max())
    return np.asarray(ways / ways.sum(), np.float64)


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _tilted(log: NDArray[np.float64], count: NDArray[np.intp], ratio: float) -> NDArray[np.float64]:
    tilted = log + count * ratio
    shares = np.exp(tilted - tilted.max())
    return np.asarray(shares / shares.sum(), np.float64)


def _crossing(below: Callable[[float], bool]) -> float:
    """Return the odds ratio up to which something holds, which holds for small ones."""
    low, high = -_REACH, _REACH
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return float(np.exp((low + high) / 2))
