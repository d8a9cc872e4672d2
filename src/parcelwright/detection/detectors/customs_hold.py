"""Held by customs for longer than 90 of 100 parcels that customs let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.analytics.columns import Flag
from parcelwright.detection.assessment import Standing
from parcelwright.detection.view import days_text
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.detection.view import View

CODE = "customs_hold"
RANK = 30
AT_LEAST = Standing.STALLED


def applies(view: View) -> NDArray[np.bool_]:
    """Return where the last scan is a hold and the hold is past the 90th percentile."""
    held = view.columns.has(Flag.HELD) & view.columns.in_stage(Stage.CUSTOMS)
    return held & view.past_p90


def figures(view: View, row: int) -> tuple[tuple[str, str], ...]:
    """Return days since the hold, and the percentile they exceed."""
    return (
        ("days", days_text(view.silent_days[row])),
        ("usual", days_text(view.chances.p90[row])),
    )
