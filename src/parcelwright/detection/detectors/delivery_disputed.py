"""Marked delivered, but the buyer says it did not come; silence cannot show this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.analytics.columns import Flag
from parcelwright.detection.assessment import Standing
from parcelwright.detection.view import days_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.detection.view import View

CODE = "delivery_disputed"
RANK = 20
AT_LEAST = Standing.STALLED


def applies(view: View) -> NDArray[np.bool_]:
    """Return where a complaint followed the delivery and nothing resolved it."""
    return view.columns.has(Flag.DISPUTED)


def figures(view: View, row: int) -> tuple[tuple[str, str], ...]:
    """Return days since the delivery that was reported."""
    return (("days", days_text(view.silent_days[row])),)
