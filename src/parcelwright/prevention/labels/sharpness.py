"""How well neighboring bars and spaces keep apart: what blur and few pixels take away."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.prevention.labels.scan_lines import ScanLine


def extremes(line: ScanLine) -> NDArray[np.float64]:
    """Return the darkest value of each bar and the lightest of each space, in their order."""
    bounds = [line.at(edge) for edge in line.edges.tolist()]
    pick = (np.nanmin, np.nanmax)
    return np.array(
        [
            pick[index % 2](line.values[start : max(end, start) + 1])
            for index, (start, end) in enumerate(pairwise(bounds))
        ]
    )


def modulation(line: ScanLine) -> float:
    """Return the modulation of ISO/IEC 15416: smallest edge contrast by symbol contrast, 0 to 1.

    It is taken on pixel values, not on reflectance: blur and resizing of files work on those.
    """
    found = extremes(line)
    whole = float(found.max() - found.min())
    return float(np.abs(np.diff(found)).min()) / whole if whole else 0.0
