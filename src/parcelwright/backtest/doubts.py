"""What makes a history a poor judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import Outcome

if TYPE_CHECKING:
    from parcelwright.analytics.columns import Columns
    from parcelwright.backtest.history import Truth

_FEW_LOST = 30
_MANY = 500


def doubts(end: Columns, truth: Truth) -> tuple[str, ...]:
    """Return what to be careful about, each as a sentence.

    Args:
        end: The history as it is known in the end.
        truth: What became of its parcels.
    """
    found = []
    told = truth.told & ~np.isnan(end.accepted)
    lost = int((truth.lost & told).sum())
    if told.sum() >= _MANY and lost == 0:
        found.append(
            "Not one of these parcels is missing. Where lost parcels were deleted before the file"
            " was written, nothing can be learned of losses: export them as well."
        )
    elif lost < _FEW_LOST:
        found.append(
            f"Only {lost} parcels never came. Every figure about lost parcels is little more than"
            " chance."
        )
    odd = int(((end.outcome != Outcome.OPEN) & (end.outcome_at < end.accepted)).sum())
    if odd:
        found.append(
            f"Parcels that ended before they were accepted: {odd}. Their clocks are wrong."
        )
    if not told.any():
        found.append("No parcel was followed to its end.")
    return tuple(found)
