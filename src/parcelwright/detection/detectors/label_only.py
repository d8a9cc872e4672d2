"""Announced with a label, but no carrier was ever seen to hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.analytics.columns import Flag
from parcelwright.detection.assessment import Standing
from parcelwright.detection.view import days_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.detection.view import View

CODE = "label_only"
RANK = 35
AT_LEAST = Standing.LATE
# A working week with a weekend: what is handed over appears in the feed within it.
GRACE_DAYS = 7.0


def applies(view: View) -> NDArray[np.bool_]:
    """Return where nothing but an announcement is known for more than a week."""
    return ~view.columns.has(Flag.PROVEN) & (view.columns.since < view.now - GRACE_DAYS)


def figures(view: View, row: int) -> tuple[tuple[str, str], ...]:
    """Return days since the announcement."""
    return (("days", days_text(view.silent_days[row])),)
