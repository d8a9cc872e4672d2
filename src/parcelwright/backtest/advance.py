"""Thresholds chosen beforehand, each month on the parcels that were old enough to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.backtest.alerts import Judged, curve
from parcelwright.backtest.walk import SWEEPS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.backtest.alerts import Curve, Scores

# Younger parcels may still come.
MATURE_DAYS = 80
COHORT_DAYS = 365
# With fewer lost parcels a threshold would follow single ones.
LEAST_LOST = 20


def monthly_curves(scores: Scores, judged: Judged, refits: tuple[int, ...]) -> list[Curve | None]:
    """Return the quality of a rule for each refit, on what was known then.

    Args:
        scores: Of all walked parcels.
        judged: Their ends; those accepted in the last 80 days before a refit are not used.
        refits: Day numbers on which thresholds are chosen.

    Returns:
        None for a refit with fewer than 20 lost parcels that are old enough.
    """
    found: list[Curve | None] = []
    for day in refits:
        old = (judged.accepted <= day - MATURE_DAYS) & (judged.accepted > day - COHORT_DAYS)
        tells = np.count_nonzero(old & judged.lost) >= LEAST_LOST
        found.append(curve(scores.of(old), judged.of(old)) if tells else None)
    return found


def chosen(curves: list[Curve | None], target: float, otherwise: float) -> list[float]:
    """Return one threshold a refit: the quickest that is surely so precise on old parcels.

    Surely by the lower limit of its precision there, for the best of many thresholds on few
    parcels owes something to luck. Where none reaches it, the most precise that still notices
    nine of ten lost parcels.

    Args:
        curves: One a refit.
        target: The precision.
        otherwise: Threshold while none can be chosen.
    """
    found: list[float] = []
    for each in curves:
        point = None if each is None else each.surely_at_precision(target) or each.most_precise()
        found.append(otherwise if point is None else point.threshold)
    return found


def at_sweeps(
    thresholds: list[float], refits: tuple[int, ...], first_sweep: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the threshold in force at each sweep of each parcel."""
    days = first_sweep[:, None] + np.arange(SWEEPS)
    at = np.searchsorted(np.array(refits), days, side="right") - 1
    return np.asarray(np.array(thresholds)[np.maximum(at, 0)], np.float64)
