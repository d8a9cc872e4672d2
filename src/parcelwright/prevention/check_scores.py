"""How often the findings of a check came true, within lanes and with what chance alone does."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from math import inf
from typing import TYPE_CHECKING

from parcelwright.prevention.beliefs import LEVEL
from parcelwright.prevention.odds_ratio import Group, interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Fewer findings than this say nothing of a check: with thirty, a check that doubles a loss rate of
# five in a hundred is told from one that does nothing about two times in three.
LEAST_FINDINGS = 30
# A check comes true where orders with its finding fail this much more often than others.
_TRUE = 1.5
# One that surely does not double the failures, and shows no more of them, is noisy.
_NOISY, _DOUBLES = 1.0, 2.0


class Worth(StrEnum):
    """What closed orders say of a check."""

    COMES_TRUE = "comes_true"
    OPEN = "open"
    NOISY = "noisy"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, kw_only=True)
class ClosedOrder:
    """One order whose parcel has ended.

    Args:
        checks: Those that found something before it left.
        failed: It was lost, seized or came back.
        lane: Whatever it is compared within, such as the countries from and to.
    """

    checks: frozenset[str]
    failed: bool
    lane: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class CheckScore:
    """How often orders with a check's finding failed, against others on the same lanes.

    Args:
        found: Closed orders with its finding; ``failed`` of them were lost, seized or came back.
        others: Closed orders without it on the lanes where there are both, ``others_failed`` of
            them likewise.
        times: How many times as often those with it failed on the same lane; None where no lane
            has both.
        low: Lower end of the interval of ``times``, ``high`` the upper. All scores of a table
            together err on that side in one table of twenty.
        worth: What that says of the check.
    """

    check: str
    found: int
    failed: int
    others: int
    others_failed: int
    times: float | None
    low: float | None
    high: float | None
    worth: Worth


def score_checks(closed: Iterable[ClosedOrder]) -> tuple[CheckScore, ...]:
    """Return the score of each check, those that come true most first.

    Orders are compared within their lanes as Mantel and Haenszel do, so that a check of one
    country's rules is not praised for that country's losses, with half a failure added to each
    side. The interval is exact, however few orders failed.
    """
    lanes = _counted(closed)
    names = sorted(set(chain.from_iterable(lane.found for lane in lanes.values())))
    totals = {name: sum(lane.found[name] for lane in lanes.values()) for name in names}
    scored = max(sum(total >= LEAST_FINDINGS for total in totals.values()), 1)
    chance = (1 - LEVEL) / scored
    scores = [_score(name, totals[name], lanes, chance) for name in names]
    return tuple(sorted(scores, key=lambda each: (-(each.times or 0.0), each.check)))


class _Lane:
    """Closed orders of one lane, all of them and by finding."""

    def __init__(self) -> None:
        self.orders = 0
        self.failures = 0
        self.found: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()


def _counted(closed: Iterable[ClosedOrder]) -> Mapping[tuple[str, str], _Lane]:
    lanes: dict[tuple[str, str], _Lane] = defaultdict(_Lane)
    for order in closed:
        lane = lanes[order.lane]
        lane.orders += 1
        lane.failures += order.failed
        lane.found.update(order.checks)
        if order.failed:
            lane.failed.update(order.checks)
    return lanes


def _score(
    name: str, found: int, lanes: Mapping[tuple[str, str], _Lane], chance: float
) -> CheckScore:
    shared = [each for each in lanes.values() if 0 < each.found[name] < each.orders]
    others = sum(each.orders - each.found[name] for each in shared)
    others_failed = sum(each.failures - each.failed[name] for each in shared)
    times = low = high = None
    if shared:
        times = _times(name, shared)
        usual = (others_failed + 0.5) / (others + 1)
        low, high = (
            _of_shares(end, usual)
            for end in interval([_group(name, each) for each in shared], chance)
        )
    return CheckScore(
        check=name,
        found=found,
        failed=sum(each.failed[name] for each in lanes.values()),
        others=others,
        others_failed=others_failed,
        times=times,
        low=low,
        high=high,
        worth=_worth(sum(each.found[name] for each in shared), times, low, high),
    )


def _times(name: str, lanes: list[_Lane]) -> float:
    """Return how many times as often orders with a finding fail.

    The half failure and half success of each side are shared out by the size of the lanes.
    """
    size = sum(each.orders for each in lanes)
    mine = others = 0.0
    for each in lanes:
        part = each.orders / size
        n, rest = each.found[name] + part, each.orders - each.found[name] + part
        mine += (each.failed[name] + part / 2) * rest / (n + rest)
        others += (each.failures - each.failed[name] + part / 2) * n / (n + rest)
    return mine / others


def _group(name: str, lane: _Lane) -> Group:
    return Group(
        every=lane.orders,
        marked=lane.found[name],
        cases=lane.failures,
        both=lane.failed[name],
    )


def _of_shares(odds: float, usual: float) -> float:
    """Return how many times as often, given how many times the odds and the usual share."""
    return 1 / usual if odds == inf else odds / (1 - usual + usual * odds)


def _worth(found: int, times: float | None, low: float | None, high: float | None) -> Worth:
    if found < LEAST_FINDINGS or times is None or low is None or high is None:
        return Worth.NOT_ENOUGH
    if times >= _TRUE and low > 1:
        return Worth.COMES_TRUE
    return Worth.NOISY if times <= _NOISY and high < _DOUBLES else Worth.OPEN
