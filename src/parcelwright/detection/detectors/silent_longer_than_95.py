"""Silent for longer than 95 of 100 parcels of its kind that did arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.detection.assessment import Standing
from parcelwright.detection.view import days_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.detection.view import View

CODE = "silent_longer_than_95"
RANK = 50
AT_LEAST = Standing.LATE


def applies(view: View) -> NDArray[np.bool_]:
    """Return where the watched silence lies between the 95th and the 99th percentile."""
    return view.past_p95 & ~view.past_p99


def figures(view: View, row: int) -> tuple[tuple[str, str], ...]:
    """Return days of silence, and the percentile they exceed."""
    return (
        ("days", days_text(view.silent_days[row])),
        ("usual", days_text(view.chances.p95[row])),
    )
