"""The source stopped watching; what happened since is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.analytics.columns import Flag
from parcelwright.detection.assessment import Standing
from parcelwright.detection.view import days_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.detection.view import View

CODE = "source_stopped"
RANK = 45
AT_LEAST = Standing.LATE


def applies(view: View) -> NDArray[np.bool_]:
    """Return where the source said that it stopped, and no scan came after."""
    return view.columns.has(Flag.STOPPED)


def figures(view: View, row: int) -> tuple[tuple[str, str], ...]:
    """Return days since the source stopped."""
    return (("days", days_text(view.now - view.columns.seen_until[row])),)
