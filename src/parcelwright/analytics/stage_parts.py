"""What the pauses of one situation tell: which ended, which are old enough, which are stuck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics import losses
from parcelwright.analytics.pauses import Ending
from parcelwright.analytics.transit import bin_of, counts, hazards

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.pauses import Pauses

# A silence between scans is shorter than a journey: its fate is told after a month, or 1.5
# times p99.5 of the stage. Measured on simulated sellers of two to twelve months: with the
# 75 days of a journey young sellers keep shipped shares of loss beside their own curve.
MATURE_DAYS = 30.0
# With fewer pauses still followed, nothing is read from those that end.
LEAST_FOLLOWED = 5


@dataclass(frozen=True, kw_only=True)
class Fates:
    """What became of each parcel, one entry each.

    Args:
        told: Whether it is old enough to tell, as for the share lost of its lane.
        lost: Whether it was lost; only where told.
        delivered_at: Day number of its delivery; NaN where none is known.
    """

    told: NDArray[np.bool_]
    lost: NDArray[np.bool_]
    delivered_at: NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Told:
    """Pauses, with what is known of each; arrays of equal length.

    Args:
        left: It ended.
        mature: It is old enough to tell whether it ever ends.
        tells: So, and the parcels are all that were sent.
        stuck: Chance that it never ends, where it has not.
        told: It ended, and what became of the parcel is known.
        lost_later: So, and the parcel was lost.
        days_later: Days from its end to the delivery of the parcel; NaN where unknown.
    """

    pauses: Pauses
    left: NDArray[np.bool_]
    mature: NDArray[np.bool_]
    tells: NDArray[np.bool_]
    stuck: NDArray[np.float64]
    told: NDArray[np.bool_]
    lost_later: NDArray[np.bool_]
    days_later: NDArray[np.float64]

    @classmethod
    def of(cls, pauses: Pauses, fates: Fates, until: float, *, tells_losses: bool) -> Told:
        """Return what pauses tell that were known until a day number."""
        left, days = pauses.left, pauses.calendar_days
        long = _mature_days(pauses, until)
        known = left | (pauses.ended == Ending.LOST) | (days >= long)
        mature = known & (pauses.start + long <= until)
        later = fates.delivered_at[pauses.row] - (pauses.start + days)
        told = left & fates.told[pauses.row] & tells_losses
        return cls(
            pauses=pauses,
            left=left,
            mature=mature,
            stuck=_stuck(pauses),
            tells=mature & tells_losses,
            told=told,
            lost_later=told & fates.lost[pauses.row],
            days_later=np.where(left & (later >= 0), later, np.nan),
        )

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Told:
        """Return the pauses that a mask or rows choose."""
        return Told(
            pauses=self.pauses.take(chosen),
            left=self.left[chosen],
            mature=self.mature[chosen],
            tells=self.tells[chosen],
            stuck=self.stuck[chosen],
            told=self.told[chosen],
            lost_later=self.lost_later[chosen],
            days_later=self.days_later[chosen],
        )

    @property
    def closed(self) -> NDArray[np.bool_]:
        """Pauses that ended, are old enough to tell, or were declared a loss."""
        declared = np.asarray(self.pauses.ended == Ending.LOST, np.bool_)
        return self.left | self.mature | declared


def _mature_days(pauses: Pauses, until: float) -> float:
    """Return after how many days a silence counts as lasting, by pauses followed that long.

    Of pauses that began lately only the short ones have ended; so the time is read from those
    that began so long ago, again until it grows no more.
    """
    long, grown = 0.0, MATURE_DAYS
    while grown > long and np.isfinite(grown):
        long = grown
        old = pauses.left & pauses.timed & (pauses.start + long <= until)
        grown = losses.mature_after(pauses.calendar_days[old], pauses.weight[old], MATURE_DAYS)
    return long


def _stuck(pauses: Pauses) -> NDArray[np.float64]:
    """Return for each open pause the chance that it never ends, by those that waited longer.

    Kaplan and Meier's share that waits on at the end of what was observed, over the share that
    does so at the silence of the pause; 1 for a parcel declared lost.
    """
    known = pauses.take(pauses.timed)
    at_risk, ended = counts(known.calendar_days, known.left, known.weight)
    seen = counts(known.calendar_days, known.left, np.ones(len(known)))[0]
    waiting = np.concatenate(([1.0], np.cumprod(1 - np.minimum(hazards(at_risk, ended), 1 - 1e-9))))
    last = int(np.flatnonzero(seen >= LEAST_FOLLOWED)[-1]) if seen.max() >= LEAST_FOLLOWED else 0
    at = np.minimum(bin_of(np.nan_to_num(pauses.calendar_days)), last)
    return np.where(pauses.ended == Ending.LOST, 1.0, waiting[last] / waiting[at])
