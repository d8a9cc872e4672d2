"""Transit-time curves from closed and still open journeys, in bins of half a day.

The estimator is Kaplan and Meier's, with weights; the share that never arrives is
taken out of the risk set by expectation and maximization (a mixture cure model). A
curve counts days past the usual time of a parcel's lane, so that lanes share one curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BIN_DAYS = 0.5
FIRST_DAY = -60.0
LAST_DAY = 180.0
BINS = round((LAST_DAY - FIRST_DAY) / BIN_DAYS)
# Below this share the counts are too thin to follow: the hazard is held constant ...
TAIL_SHARE = 0.003
# ... at its mean since this share.
TAIL_FROM_SHARE = 0.03
# Fewer parcels at risk than this are rounding, not counting.
LEAST_AT_RISK = 1e-6
# A curve of silences is followed while at least so many of those that end are left, ...
TAIL_PARCELS = 20.0
# ... and its tail is fitted to the last so many.
TAIL_FROM_PARCELS = 100.0
# Weibull's exponent of such a tail; at 1 it falls by a constant share a day.
TAIL_POWER = (0.2, 0.7)
_ROUNDS = 12
# One-sided 95 % of a normal distribution.
_Z95 = 1.6448536269514722
_EDGES = FIRST_DAY + BIN_DAYS * np.arange(BINS + 1)
_ZERO = round(-FIRST_DAY / BIN_DAYS)
# A slope is that from a day before until a day after; so many bins beyond a curve it still turns.
_TURNS = round(1.0 / BIN_DAYS)


@dataclass(frozen=True, kw_only=True)
class Curve:
    """How many were still on their way, and how many arrived, by days past the usual time.

    Args:
        at_risk: Weighted parcels, of those that arrive at all, not arrived before each bin.
        delivered: Weighted parcels that arrived within each bin.
        from_scan: Whether days count from a scan on. The tail of such a curve falls ever more
            slowly, as Weibull's distribution does: whoever has waited long in a stage waits
            long on. That of a journey falls by a constant share a day.
    """

    at_risk: NDArray[np.float64]
    delivered: NDArray[np.float64]
    from_scan: bool = False

    @cached_property
    def hazard(self) -> NDArray[np.float64]:
        """Chance to arrive within a bin for one that has not arrived before it."""
        return hazards(self.at_risk, self.delivered)

    @cached_property
    def _counted(self) -> NDArray[np.float64]:
        """Logarithm of the share still on its way at each bin edge, as counted."""
        hazard = np.minimum(self.hazard, 1 - 1e-12)
        return np.concatenate(([0.0], np.cumsum(np.log1p(-hazard))))

    @cached_property
    def _tail(self) -> tuple[int, int]:
        """The edges that a tail is fitted from, and that it begins at; the last for no tail."""
        plain = self._counted
        if self.from_scan:
            left = np.append(np.cumsum(self.delivered[::-1])[::-1], 0.0)
            begin = max(_first(left < TAIL_FROM_PARCELS), _first(plain < np.log(0.9)), _ZERO + 1)
            start = max(_first(left < TAIL_PARCELS), begin + 1)
            follows = start >= BINS or plain[start] >= plain[begin]
            return (BINS, BINS) if follows else (begin, start)
        share = np.exp(plain)
        start = int(np.argmax(share < TAIL_SHARE)) if share[-1] < TAIL_SHARE else BINS
        start = min(start, int(np.flatnonzero(self.at_risk > 0)[-1]) + 1)
        return min(int(np.argmax(share <= TAIL_FROM_SHARE)), start - 1), start

    @cached_property
    def _log_survival(self) -> NDArray[np.float64]:
        """Logarithm of the share still on its way at each bin edge, tail included."""
        plain, (begin, start) = self._counted.copy(), self._tail
        if self.from_scan:
            days = _EDGES[start:] / _EDGES[start]
            if start < BINS:
                rise = np.log(plain[start] / plain[begin]) / np.log(_EDGES[start] / _EDGES[begin])
                plain[start:] = plain[start] * days ** np.clip(rise, *TAIL_POWER)
            return plain
        exposed = self.at_risk[begin:start].sum()
        rate = min(self.delivered[begin:start].sum() / exposed, 0.9) if exposed > 0 else 0.0
        plain[start:] = max(plain[start], np.log(TAIL_SHARE / 10)) + np.log1p(-rate) * np.arange(
            BINS + 1 - start
        )
        return np.minimum.accumulate(plain)

    @cached_property
    def _log_variance(self) -> NDArray[np.float64]:
        """Variance of the logarithm of the share at each bin edge, from counting.

        Greenwood's, at most what Poisson's upper limit on the parcels still waiting leaves open.
        The tail goes on from the last that were counted, so its doubt is theirs: the same part of
        the logarithm.
        """
        left = self.at_risk - self.delivered
        with np.errstate(divide="ignore", invalid="ignore"):
            step = self.delivered / (self.at_risk * left)
        step = np.where((left > 0) & (self.at_risk > LEAST_AT_RISK), step, 0.0)
        greenwood = np.concatenate(([0.0], np.cumsum(step)))
        log_share, (_, start) = self._log_survival, self._tail
        waiting = np.maximum(self.at_risk[0] * np.exp(log_share), LEAST_AT_RISK)
        most = waiting + _Z95 * np.sqrt(waiting + 0.25) + _Z95**2 / 2
        variance = np.minimum(greenwood, (np.log(most / waiting) / _Z95) ** 2)
        if log_share[start] < 0:
            variance[start:] = variance[start] * (log_share[start:] / log_share[start]) ** 2
        return np.asarray(variance, np.float64)

    def log_survival(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the logarithm of the share still on its way, of those that arrive."""
        return _along(self._log_survival, days)

    def log_variance(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the variance of :meth:`log_survival` that comes from counting."""
        return _along(self._log_variance, days, extend=False)

    def log_slope(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the hazard a day."""
        return (self.log_survival(days - 1.0) - self.log_survival(days + 1.0)) / 2.0

    def read(self, days: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
        """Return what :meth:`log_survival`, :meth:`log_slope` and :meth:`log_variance` do."""
        # What is beyond a curve falls into its first or last line, which then go on.
        part = (np.asarray(days, np.float64) - (FIRST_DAY - BIN_DAYS * (_TURNS + 1))) / BIN_DAYS
        line = np.clip(part, 0, BINS + 2 * _TURNS + 1).astype(np.intp)
        part -= line
        # One line each: the figure where it begins, and its rise.
        both = [lines.take(line, axis=0) for lines in self._lines]
        return tuple(lines[:, 0] + part * lines[:, 1] for lines in both)

    @cached_property
    def _lines(self) -> tuple[NDArray[np.float64], ...]:
        """What :meth:`read` reads, which all three are straight lines between edges of bins."""
        edges = FIRST_DAY + BIN_DAYS * np.arange(-_TURNS - 1, BINS + _TURNS + 3, dtype=np.float64)
        found = (self.log_survival(edges), self.log_slope(edges), self.log_variance(edges))
        return tuple(np.stack((each[:-1], np.diff(each)), axis=1) for each in found)

    def quantile(self, waiting: float) -> float:
        """Return after how many days past the usual time this share is still on its way."""
        return float(np.interp(-np.log(waiting), -self._log_survival, _EDGES))


def hazards(at_risk: NDArray[np.float64], delivered: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return delivered over at risk in each bin, 0 where nobody is at risk."""
    return np.divide(delivered, at_risk, out=np.zeros_like(at_risk), where=at_risk > 0)


def tally(
    places: NDArray[np.intp], weight: NDArray[np.float64] | None, length: int
) -> NDArray[np.float64]:
    """Return the weight, or number, of entries at each place, always as float64."""
    return np.bincount(places, weight, length).astype(np.float64)


def bin_of(days: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the bin of each time; what lies outside goes to the first or last."""
    return np.clip(np.floor((days - FIRST_DAY) / BIN_DAYS), 0, BINS - 1).astype(np.intp)


def counts(
    days: NDArray[np.float64], arrived: NDArray[np.bool_], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (at risk, delivered) by bin: Kaplan and Meier's counts, with weights.

    A parcel is at risk up to and including the bin in which it arrived or was last
    known to be on its way.
    """
    place = bin_of(days)
    left = tally(place, weight, BINS)
    at_risk = np.cumsum(left[::-1])[::-1]
    return at_risk, tally(place[arrived], weight[arrived], BINS)


def curve_of(journeys: float, waiting: NDArray[np.float64], *, from_scan: bool = False) -> Curve:
    """Return the curve of so many parcels, given the share waiting at each bin's edges."""
    left = journeys * waiting
    return Curve(at_risk=left[:-1], delivered=left[:-1] - left[1:], from_scan=from_scan)


def cure_curve(
    days: NDArray[np.float64],
    arrived: NDArray[np.bool_],
    weight: NDArray[np.float64],
    *,
    loss_share: float,
    prior_at_risk: NDArray[np.float64],
    prior_delivered: NDArray[np.float64],
    from_scan: bool = False,
) -> Curve:
    """Return the curve of those that arrive at all.

    Args:
        days: Days past the usual time, at arrival or when last known to be on the way.
        arrived: Whether ``days`` is an arrival.
        weight: Parcels a row stands for.
        loss_share: Share that never arrives, from parcels old enough to tell.
        prior_at_risk: Counts added before the parcels' own.
        prior_delivered: The same.
        from_scan: Of the curve, see :class:`Curve`.
    """
    share = np.where(arrived, 1.0, 1 - loss_share)
    for _ in range(_ROUNDS):
        at_risk, delivered = counts(days, arrived, weight * share)
        curve = Curve(
            at_risk=at_risk + prior_at_risk,
            delivered=delivered + prior_delivered,
            from_scan=from_scan,
        )
        still = (1 - loss_share) * np.exp(curve.log_survival(days))
        share = np.where(arrived, 1.0, still / (loss_share + still))
    return curve


def _first(where: NDArray[np.bool_]) -> int:
    """Return the first place that is true, or the length when none is."""
    return int(np.argmax(where)) if where.any() else len(where)


def _along(
    values: NDArray[np.float64], days: NDArray[np.float64], *, extend: bool = True
) -> NDArray[np.float64]:
    """Return values between bin edges in a straight line, the last slope going on."""
    place = (np.asarray(days, np.float64) - FIRST_DAY) / BIN_DAYS
    part = np.minimum(np.maximum(place, 0.0), BINS)
    low = np.minimum(part, BINS - 1).astype(np.intp)
    part -= low
    part *= np.diff(values).take(low)
    inside: NDArray[np.float64] = np.add(part, values.take(low), out=part)
    if not extend:
        return inside
    beyond: NDArray[np.float64] = np.maximum(place - BINS, 0) * (values[-1] - values[-2])
    return inside + beyond
