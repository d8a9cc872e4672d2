"""How well neighboring bars and spaces keep apart: what blur and few pixels take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.prevention.labels.scan_lines import ScanLine


def extremes(line: ScanLine) -> NDArray[np.float64]:
    """Return the darkest value of each bar and the lightest of each space, in their order."""
    bounds = [line.at(edge) for edge in line.edges.tolist()]
    # What lies outside of the picture is NaN and does not count.
    found = np.fmin.reduceat(line.values, bounds)[:-1]
    found[1::2] = np.fmax.reduceat(line.values, bounds)[1:-1:2]
    return found


def modulation(line: ScanLine) -> float:
    """Return the modulation of ISO/IEC 15416: smallest edge contrast by symbol contrast, 0 to 1.

    It is taken on pixel values, not on reflectance: blur and resizing of files work on those.
    """
    found = extremes(line)
    whole = float(found.max() - found.min())
    return float(np.abs(np.diff(found)).min()) / whole if whole else 0.0
