"""The carrier itself says that the parcel is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.analytics.columns import Flag
from parcelwright.detection.assessment import Standing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.detection.view import View

CODE = "declared_lost"
RANK = 10
AT_LEAST = Standing.PRESUMED_LOST


def applies(view: View) -> NDArray[np.bool_]:
    """Return where the newest closing event is a declaration of loss."""
    return view.columns.has(Flag.DECLARED_LOST)


def figures(view: View, row: int) -> tuple[tuple[str, str], ...]:
    """Return nothing: the declaration speaks for itself."""
    del view, row
    return ()
