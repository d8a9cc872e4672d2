"""At least one in five parcels as silent as this one never arrives: ask the carrier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.detection.assessment import Standing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.detection.view import View

CODE = "may_be_lost"
RANK = 65
AT_LEAST = Standing.STALLED
# Asking costs little: it pays from one lost parcel in five on.
FROM_CHANCE_LOST = 0.20


def applies(view: View) -> NDArray[np.bool_]:
    """Return where the chance of loss has reached one in five, and nine in ten move sooner.

    Between the median and the 90th percentile the shipped dwell times say too little to
    call for action.
    """
    unlikely = view.chances.arrives <= 1 - FROM_CHANCE_LOST
    return unlikely & view.past_p90


def figures(view: View, row: int) -> tuple[tuple[str, str], ...]:
    """Return the chance of loss in percent."""
    return (("percent", f"{100 * (1 - view.chances.arrives[row]):.0f}"),)
