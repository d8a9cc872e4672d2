"""Judges a walk: every rule at equal precision, with thresholds set beforehand, and by cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.backtest.advance import at_sweeps, chosen, monthly_curves
from parcelwright.backtest.alerts import (
    LEAST_RECALL,
    MISSED_DAYS,
    Curve,
    Judged,
    Quality,
    curve,
    quality,
)
from parcelwright.backtest.cost import Prices, acting_days, cheapest, cost_per_1000
from parcelwright.backtest.history import SCORED_DAYS
from parcelwright.backtest.ranking import AT_AGES, ranking, reliability
from parcelwright.backtest.rules import (
    BY_COST,
    FIXED,
    ORACLE,
    OURS,
    PROMISED,
    SILENT,
    oracle_days,
    scores_by_cost,
    scores_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from parcelwright.backtest.alerts import Scores
    from parcelwright.backtest.history import Truth
    from parcelwright.backtest.ranking import Ranking, Reliability
    from parcelwright.backtest.walk import Walk

RELIABLE_AT = (10, 20, 30, 40)
_RESAMPLES = 200
# Where no parcel is old enough to choose a threshold, what people use today.
_FIRST_THRESHOLD = {FIXED: 40.0, SILENT: 20.0, PROMISED: 15.0}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One rule at one target precision; None where it never reaches the target.

    Args:
        at_target: Quickest threshold on the scored parcels themselves.
        set_before: Threshold chosen each month on parcels old enough then.
    """

    rule: str
    target: float
    at_target: Quality | None
    set_before: Quality


@dataclass(frozen=True, kw_only=True)
class Priced:
    """What a rule costs for each 1,000 parcels, its threshold chosen on the time before.

    The threshold of :data:`~parcelwright.backtest.rules.BY_COST` is the price itself.
    """

    rule: str
    resend: float
    cost: float
    threshold: float


@dataclass(frozen=True, kw_only=True)
class Gain:
    """Days to the alert against the best fixed number of days, with a 90 % range."""

    target: float
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Alerts:
    """The alerts of one rule: day number of each scored parcel, NaN for none."""

    rule: str
    target: float
    days: NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Judgment:
    """All that a report says.

    Args:
        parcels: Scored parcels whose end is known, weighted.
        lost: Those of them that never came, weighted.
        rows: Which parcels of the walk these are.
        unpromised: Share of the refits at which too few old parcels were lost for any rule to
            promise a precision.
    """

    parcels: float
    lost: float
    rows: NDArray[np.intp]
    unpromised: float
    compared: tuple[Compared, ...]
    gains: tuple[Gain, ...]
    rankings: dict[str, tuple[Ranking, ...]]
    reliabilities: dict[int, tuple[Reliability, ...]]
    priced: tuple[Priced, ...]
    alerts: tuple[Alerts, ...]


def judge(
    walk: Walk,
    truth: Truth,
    train_until: int,
    until: int,
    *,
    targets: Sequence[float],
    prices: Sequence[Prices],
) -> Judgment:
    """Return how good every rule was on parcels accepted from ``train_until`` on.

    Args:
        walk: What was said.
        truth: What became of the parcels.
        train_until: Day number; parcels accepted before choose thresholds for cost only.
        until: Day number of the last sweep; parcels too young to be followed are left out.
        targets: Precisions.
        prices: What errors cost.
    """
    told = truth.told[walk.rows]
    judged = Judged(
        lost=truth.lost[walk.rows],
        weight=truth.weight[walk.rows],
        accepted=walk.accepted,
        lost_at=truth.lost_at[walk.rows],
        unscanned=truth.unscanned[walk.rows],
    )
    followed = walk.first_sweep + SCORED_DAYS <= until
    test = np.flatnonzero(told & (walk.accepted >= train_until) & followed)
    before = np.flatnonzero(told & (walk.accepted < train_until))
    scores = scores_of(walk)
    ends, old = judged.of(test), judged.of(before)
    curves = {name: curve(found.of(test), ends) for name, found in scores.items()}
    monthly = {
        name: monthly_curves(found.of(told), judged.of(told), walk.refits)
        for name, found in scores.items()
    }
    compared, alerts = [], []
    oracle = oracle_days(ends)
    for target in targets:
        for name, found in scores.items():
            thresholds = chosen(monthly[name], target, _FIRST_THRESHOLD.get(name, target))
            mine = found.of(test)
            level = at_sweeps(thresholds, walk.refits, walk.first_sweep[test])
            if name == OURS:
                # Too few old parcels for a threshold: act on what is sure.
                few = at_sweeps(
                    [np.nan if each is None else 0.0 for each in monthly[name]],
                    walk.refits,
                    walk.first_sweep[test],
                )
                sure = np.where(np.isnan(few), walk.surely_lost[test], mine.values)
                mine = replace(mine, values=sure.astype(np.float32))
            days = mine.days_to(mine.first_above(level))
            compared.append(
                Compared(
                    rule=name,
                    target=target,
                    at_target=curves[name].at_precision(target),
                    set_before=quality(days, ends, np.nan),
                )
            )
            alerts.append(Alerts(rule=name, target=target, days=walk.accepted[test] + days))
        if oracle is not None:
            best = quality(oracle, ends, np.nan)
            compared.append(Compared(rule=ORACLE, target=target, at_target=best, set_before=best))
    return Judgment(
        parcels=float(ends.weight.sum()),
        lost=float(ends.weight[ends.lost].sum()),
        rows=test,
        unpromised=_unpromised(monthly[OURS], walk.refits, train_until),
        compared=tuple(compared),
        gains=tuple(_gains(scores, curves, test, ends, targets)),
        rankings={
            name: tuple(
                ranking(found.of(test), ends, age, is_chance=name == OURS) for age in AT_AGES
            )
            for name, found in scores.items()
        },
        reliabilities={
            age: tuple(reliability(scores[OURS].of(test), ends, age)) for age in RELIABLE_AT
        },
        priced=tuple(
            priced
            for price in prices
            for priced in (
                _by_cost(scores_by_cost(walk).of(test), ends, price),
                *_by_oracle(oracle, ends, price),
                *_priced(scores, test, before, ends, old, price),
            )
        ),
        alerts=tuple(alerts),
    )


def _unpromised(monthly: list[Curve | None], refits: tuple[int, ...], begin: int) -> float:
    """Return the share of the refits in force from a day on that could promise nothing."""
    ends = [*refits[1:], np.inf][: len(refits)]
    used = [each is None for each, end in zip(monthly, ends, strict=True) if end > begin]
    return sum(used) / len(used) if used else 0.0


def _gains(
    scores: dict[str, Scores],
    curves: dict[str, Curve],
    test: NDArray[np.intp],
    ends: Judged,
    targets: Sequence[float],
) -> list[Gain]:
    """Return the ratio of days to the alert, ours to the best fixed days, resampled."""
    pair = [_Alerted.of(scores[name].of(test), ends) for name in (OURS, FIXED)]
    random = np.random.Generator(np.random.PCG64(1))
    drawn: dict[float, list[float]] = {target: [] for target in targets}
    for _ in range(_RESAMPLES):
        picked = random.integers(0, len(test), len(test))
        times = np.bincount(picked, minlength=len(test)).astype(np.float32)
        tallies = [one.tallied(ends, times) for one in pair]
        for target, ratios in drawn.items():
            ours, fixed = (_least_days(*tally, target) for tally in tallies)
            if not np.isnan(ours) and not np.isnan(fixed):
                ratios.append(ours / fixed)
    found = []
    for target, ratios in drawn.items():
        best = [curves[name].at_precision(target) for name in (OURS, FIXED)]
        if best[0] is not None and best[1] is not None and ratios:
            low, high = np.quantile(ratios, (0.05, 0.95))
            ratio = best[0].mean_days / best[1].mean_days
            found.append(Gain(target=target, ratio=ratio, low=float(low), high=float(high)))
    return found


@dataclass(frozen=True, kw_only=True, eq=False)
class _Alerted:
    """Alerts at each threshold, one row a threshold: of lost parcels, of others, days waited."""

    right: NDArray[np.float32]
    wrong: NDArray[np.float32]
    waited: NDArray[np.float32]

    @classmethod
    def of(cls, scores: Scores, ends: Judged) -> _Alerted:
        days = scores.days_at(scores.thresholds()).astype(np.float32)
        raised = ~np.isnan(days)
        return cls(
            right=raised[:, ends.silent].astype(np.float32),
            wrong=raised[:, ~ends.silent].astype(np.float32),
            waited=np.where(raised, days, np.float32(MISSED_DAYS))[:, ends.lost],
        )

    def tallied(
        self, ends: Judged, times: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Return precision, recall and mean days at each threshold, each parcel so often."""
        weight = (ends.weight * times).astype(np.float32)
        right, wrong = self.right @ weight[ends.silent], self.wrong @ weight[~ends.silent]
        gone = weight[ends.lost].sum()
        noticed = (self.waited < MISSED_DAYS).astype(np.float32) @ weight[ends.lost]
        with np.errstate(invalid="ignore", divide="ignore"):
            found = right / (right + wrong), noticed / gone, self.waited @ weight[ends.lost] / gone
        precision, recall, days = (np.asarray(each, np.float32) for each in found)
        return precision, recall, days


def _least_days(
    precision: NDArray[np.float32],
    recall: NDArray[np.float32],
    days: NDArray[np.float32],
    target: float,
) -> float:
    good = (precision >= target) & (recall >= LEAST_RECALL)
    return float(days[good].min()) if good.any() else np.nan


def _by_cost(mine: Scores, ends: Judged, price: Prices) -> Priced:
    level = price.resend / price.wait if price.wait > 0 else np.inf
    cost = cost_per_1000(acting_days(mine, level, price), ends, price)
    return Priced(rule=BY_COST, resend=price.resend, cost=cost, threshold=level)


def _by_oracle(days: NDArray[np.float64] | None, ends: Judged, price: Prices) -> list[Priced]:
    """Return the cost of acting on the day of the loss; nothing where it is not known."""
    if days is None:
        return []
    cost = cost_per_1000(days, ends, price)
    return [Priced(rule=ORACLE, resend=price.resend, cost=cost, threshold=np.nan)]


def _priced(
    scores: dict[str, Scores],
    test: NDArray[np.intp],
    before: NDArray[np.intp],
    ends: Judged,
    old: Judged,
    price: Prices,
) -> list[Priced]:
    never = cost_per_1000(np.full(len(test), np.nan), ends, price)
    found = [Priced(rule="never act", resend=price.resend, cost=never, threshold=np.nan)]
    for name, each in scores.items() if len(before) else ():
        level = cheapest(each.of(before), old, price)
        cost = cost_per_1000(acting_days(each.of(test), level, price), ends, price)
        found.append(Priced(rule=name, resend=price.resend, cost=cost, threshold=level))
    return found
