"""The day promised to the buyer has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.detection.assessment import Standing
from parcelwright.detection.view import days_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.detection.view import View

CODE = "past_promise"
RANK = 60
AT_LEAST = Standing.LATE
# A promise is a day; it is kept until that day ends anywhere.
GRACE_DAYS = 1.0


def applies(view: View) -> NDArray[np.bool_]:
    """Return where the promised day has ended; never where no day was promised."""
    return view.columns.promised < view.now - GRACE_DAYS


def figures(view: View, row: int) -> tuple[tuple[str, str], ...]:
    """Return days since the promised day."""
    return (("days", days_text(view.now - view.columns.promised[row])),)
