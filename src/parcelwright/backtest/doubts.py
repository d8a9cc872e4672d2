"""What makes a history a poor judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.doubts import (
    NONE_ARRIVED,
    NONE_MISSING,
    undated_ends,
    wrong_clocks,
)
from parcelwright.analytics.losses import only_losses, only_survivors

if TYPE_CHECKING:
    from parcelwright.analytics.columns import Columns
    from parcelwright.backtest.history import Truth

_FEW_LOST = 30


def doubts(end: Columns, truth: Truth, unpromised: float = 0.0) -> tuple[str, ...]:
    """Return what to be careful about, each as a sentence.

    Args:
        end: The history as it is known in the end.
        truth: What became of its parcels.
        unpromised: Share of the months in which no precision could be promised.
    """
    found = []
    told = truth.told & ~np.isnan(end.accepted)
    lost = int((truth.lost & told).sum())
    if only_survivors(told, ~truth.lost):
        found.append(NONE_MISSING)
    elif only_losses(told, told & ~truth.lost):
        found.append(NONE_ARRIVED)
    elif lost < _FEW_LOST:
        found.append(
            f"Parcels that never came: {lost}. With fewer than {_FEW_LOST} every figure about lost"
            " parcels is little more than chance."
        )
    found += (*wrong_clocks(end), *undated_ends(end))
    if unpromised:
        found.append(
            f"In {100 * unpromised:.0f} of 100 months fewer than 20 lost parcels were old enough to"
            " choose a threshold by: such a history cannot promise a precision. Alerts were then"
            " raised only where even the low end of the range was above the target."
        )
    unscanned = int((truth.unscanned & told).sum())
    if unscanned:
        found.append(
            f"Parcels that came without any scan that says so: {unscanned}. Silence cannot tell"
            " them from lost ones; an alert on one counts as right."
        )
    if not told.any():
        found.append("No parcel was followed to its end.")
    return tuple(found)
