"""On its way back to the sender: it will not reach the buyer, but it is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.detection.assessment import Standing
from parcelwright.detection.view import days_text
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.detection.view import View

CODE = "returning"
RANK = 25
AT_LEAST = Standing.LATE


def applies(view: View) -> NDArray[np.bool_]:
    """Return where the return has begun and not ended."""
    return view.columns.in_stage(Stage.RETURN)


def figures(view: View, row: int) -> tuple[tuple[str, str], ...]:
    """Return days since the last scan of the return."""
    return (("days", days_text(view.silent_days[row])),)
