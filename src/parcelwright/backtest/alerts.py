"""When a rule raises its alert, and how good its alerts are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# A lost parcel without an alert counts as noticed on this day.
MISSED_DAYS = 90.0
LEAST_RECALL = 0.9
_THRESHOLDS = 200
# One-sided 80 % of a normal distribution.
_Z80 = 0.8416212335729143


@dataclass(frozen=True, kw_only=True, eq=False)
class Scores:
    """How suspicious a rule finds each parcel at each sweep; the higher, the more.

    Args:
        name: Of the rule.
        values: One row a parcel, one column a sweep; NaN where it raises nothing.
        ages: Days since acceptance at each sweep.
    """

    name: str
    values: NDArray[np.float32]
    ages: NDArray[np.float32]

    def first_above(self, threshold: float | NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the first sweep of each parcel at or above a threshold, or -1.

        Args:
            threshold: One for all, or one for each parcel and sweep.
        """
        with np.errstate(invalid="ignore"):
            above = self.values >= threshold
        first = above.argmax(axis=1)
        return np.where(above.any(axis=1), first, -1)

    def days_to(self, sweep: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return days from acceptance to each alert, NaN for none."""
        ages = self.ages[np.arange(len(sweep)), np.maximum(sweep, 0)]
        return np.where(sweep >= 0, ages, np.nan).astype(np.float64)

    def days_at(self, levels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return days from acceptance to the alert: one row a threshold, one column a parcel."""
        # The highest score so far decides: an alert once raised is not taken back.
        so_far = np.fmax.accumulate(np.nan_to_num(self.values, nan=-np.inf), axis=1)
        sweeps = so_far.shape[1]
        first = np.empty((len(levels), len(so_far)), np.intp)
        for row, highest in enumerate(so_far):
            first[:, row] = np.searchsorted(highest, levels)
        ages = self.ages[np.arange(len(so_far)), np.minimum(first, sweeps - 1)]
        return np.where(first < sweeps, ages, np.nan).astype(np.float64)

    def of(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Scores:
        """Return the scores of some parcels."""
        return Scores(name=self.name, values=self.values[rows], ages=self.ages[rows])

    def thresholds(self) -> NDArray[np.float64]:
        """Return thresholds that tell its scores apart, ascending."""
        peaks = np.fmax.reduce(self.values, axis=1, initial=-np.inf)
        peaks = peaks[np.isfinite(peaks)]
        seen = self.values[np.isfinite(self.values)]
        if not len(peaks):
            return np.zeros(0)
        levels = np.linspace(0, 1, _THRESHOLDS)
        both = np.concatenate((np.quantile(peaks, levels), np.quantile(seen, levels)))
        return np.unique(both.astype(np.float64))


@dataclass(frozen=True, kw_only=True)
class Quality:
    """How good the alerts of one threshold are.

    Args:
        threshold: From which score on an alert was raised; NaN where it changed by month.
        precision: Share of the alerts whose parcel was never seen to come.
        recall: Share of the lost parcels with an alert.
        mean_days: Mean days from acceptance to the alert of lost parcels; 90 for none.
        median_days: Their median.
        days_from_loss: Mean days from the loss to the alert, NaN where nobody knows it.
        false_alarms: False alerts for each 1,000 parcels.
        worst_week: Most false alerts in one calendar week, weighted.
        alerts: How many alerts of equal weight the precision rests on.
    """

    threshold: float
    precision: float
    recall: float
    mean_days: float
    median_days: float
    days_from_loss: float
    false_alarms: float
    worst_week: float
    alerts: float

    @property
    def surely_precise(self) -> float:
        """Lower limit of the precision that four in five such samples keep, after Wilson."""
        n, p = self.alerts, self.precision
        if not n > 0:
            return np.nan
        middle = p + _Z80**2 / (2 * n)
        spread = _Z80 * np.sqrt(p * (1 - p) / n + _Z80**2 / (4 * n * n))
        return float((middle - spread) / (1 + _Z80**2 / n))


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The parcels whose end is known, one entry each.

    Args:
        unscanned: Came without any scan that says so. Silence cannot tell them from lost ones,
            so an alert on one is right, but nobody counts the days to it. None for none.
    """

    lost: NDArray[np.bool_]
    weight: NDArray[np.float64]
    accepted: NDArray[np.float64]
    lost_at: NDArray[np.float64]
    unscanned: NDArray[np.bool_] | None = None

    @property
    def silent(self) -> NDArray[np.bool_]:
        """Those of which tracking never says that they came."""
        return self.lost if self.unscanned is None else self.lost | self.unscanned

    def of(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Judged:
        """Return some of them."""
        return Judged(
            lost=self.lost[rows],
            weight=self.weight[rows],
            accepted=self.accepted[rows],
            lost_at=self.lost_at[rows],
            unscanned=None if self.unscanned is None else self.unscanned[rows],
        )


def quality(days: NDArray[np.float64], judged: Judged, threshold: float) -> Quality:
    """Return how good alerts are.

    Args:
        days: Days from acceptance to the alert of each parcel, NaN for none.
        judged: What became of the parcels.
        threshold: To be noted.
    """
    raised, weight, lost = ~np.isnan(days), judged.weight, judged.lost
    right = float(weight[raised & judged.silent].sum())
    false = raised & ~judged.silent
    wrong = float(weight[false].sum())
    gone = float(weight[lost].sum())
    waited = np.where(raised, days, MISSED_DAYS)[lost]
    late = (judged.accepted + days - judged.lost_at)[raised & lost]
    late = late[~np.isnan(late)]
    weeks = np.floor((judged.accepted + np.nan_to_num(days) - 4) / 7)[false]
    return Quality(
        threshold=threshold,
        precision=right / (right + wrong) if right + wrong else np.nan,
        recall=right / gone if gone else np.nan,
        mean_days=_mean(waited, weight[lost]),
        median_days=_median(waited, weight[lost]),
        days_from_loss=float(late.mean()) if len(late) else np.nan,
        false_alarms=1000 * wrong / float(weight.sum()) if len(weight) else np.nan,
        worst_week=_worst_week(weeks, weight[false]),
        alerts=_count(weight[raised]),
    )


def _count(weight: NDArray[np.float64]) -> float:
    """Return how many entries of equal weight tell as much."""
    squares = float((weight**2).sum())
    return float(weight.sum()) ** 2 / squares if squares else 0.0


def _mean(values: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    return float(np.average(values, weights=weight)) if len(values) else np.nan


def _median(values: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    if not len(values):
        return np.nan
    order = np.argsort(values)
    half = np.cumsum(weight[order]) >= weight.sum() / 2
    return float(values[order][half.argmax()])


def _worst_week(weeks: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    if not len(weeks):
        return 0.0
    _, at = np.unique(weeks, return_inverse=True)
    return float(np.bincount(at, weights=weight).max())


@dataclass(frozen=True, kw_only=True, eq=False)
class Curve:
    """Quality at every threshold of one rule, lowest first."""

    name: str
    points: tuple[Quality, ...]

    def surely_at_precision(
        self, target: float, least_recall: float = LEAST_RECALL
    ) -> Quality | None:
        """Return the quickest point that is as precise by the lower limit, or None."""
        good = [
            point
            for point in self.points
            if point.surely_precise >= target and point.recall >= least_recall
        ]
        return min(good, key=lambda point: point.mean_days, default=None)

    def at_precision(self, target: float, least_recall: float = LEAST_RECALL) -> Quality | None:
        """Return the quickest point of at least that precision and recall, or None."""
        good = [
            point
            for point in self.points
            if point.precision >= target and point.recall >= least_recall
        ]
        return min(good, key=lambda point: point.mean_days, default=None)

    def most_precise(self, least_recall: float = LEAST_RECALL) -> Quality | None:
        """Return the most precise point of at least that recall, or None."""
        good = [point for point in self.points if point.recall >= least_recall]
        return max(good, key=lambda point: point.precision, default=None)


def curve(
    scores: Scores, judged: Judged, thresholds: Sequence[float] | NDArray[np.float64] | None = None
) -> Curve:
    """Return the quality of a rule at each of its thresholds."""
    levels = scores.thresholds() if thresholds is None else np.asarray(thresholds, np.float64)
    days = scores.days_at(levels)
    points = (quality(row, judged, level) for row, level in zip(days, levels.tolist(), strict=True))
    return Curve(name=scores.name, points=tuple(points))
