"""What it costs to act too early, too late, or never."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.backtest.alerts import MISSED_DAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.backtest.alerts import Judged, Scores


@dataclass(frozen=True, kw_only=True)
class Prices:
    """In one unit of money, for a parcel worth 100.

    Args:
        resend: Of sending again, or paying back, for a parcel that still comes.
        wait: Of each day a lost parcel waits for somebody to act.
        claim_day: Last day on which the claim can be filed; every rule acts then.
        missed_claim: Of acting later than that.
    """

    resend: float
    wait: float = 1.0
    claim_day: int = 60
    missed_claim: float = 40.0


def cost_per_1000(days: NDArray[np.float64], judged: Judged, prices: Prices) -> float:
    """Return the cost of each 1,000 parcels when one acts on each alert.

    Args:
        days: Days from acceptance to acting, NaN for never.
        judged: What became of the parcels.
        prices: What errors cost.
    """
    acted = ~np.isnan(days)
    until = np.where(acted, days, MISSED_DAYS)
    late = until > prices.claim_day
    of_lost = prices.wait * until + np.where(late, prices.missed_claim, 0.0)
    each = np.where(judged.lost, of_lost, np.where(acted, prices.resend, 0.0))
    total = float(judged.weight.sum())
    return 1000 * float((each * judged.weight).sum()) / total if total else np.nan


def acting_days(
    scores: Scores, threshold: float | NDArray[np.float64], prices: Prices
) -> NDArray[np.float64]:
    """Return days to acting: on the alert, or on the claim day while the parcel is open."""
    days = scores.days_to(scores.first_above(threshold))
    at_claim = scores.ages[:, prices.claim_day - 1].astype(np.float64)
    return np.fmin(days, at_claim)


def cheapest(scores: Scores, judged: Judged, prices: Prices) -> float:
    """Return the threshold that costs least over some parcels."""
    levels = np.append(scores.thresholds(), np.inf)
    at_claim = scores.ages[:, prices.claim_day - 1].astype(np.float64)
    days = np.fmin(scores.days_at(levels), at_claim)
    costs = [cost_per_1000(row, judged, prices) for row in days]
    return float(levels[int(np.argmin(costs))])
