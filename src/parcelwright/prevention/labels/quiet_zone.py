"""The clear space beside a barcode, without which a scanner does not see where it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.labels.scan_lines import STEP

if TYPE_CHECKING:
    from parcelwright.prevention.labels.scan_lines import ScanLine


def quiet_zones(line: ScanLine, module_px: float) -> tuple[float, float]:
    """Return how far it is clear before the first and after the last bar, in modules.

    It ends at the first dark value, at the border of the picture, or where the line ends,
    whichever is nearest.

    Args:
        line: A line across the barcode with its edges found.
        module_px: Width of the narrowest bar in pixels.
    """
    first, last = float(line.edges[0]), float(line.edges[-1])
    distances = (np.arange(len(line.values)) - line.first) * STEP
    clear = line.values >= line.middle
    before = distances[(distances < first - module_px / 2) & ~clear]
    after = distances[(distances > last + module_px / 2) & ~clear]
    left = first - float(before.max()) - STEP / 2 if len(before) else first - float(distances[0])
    right = float(after.min()) - last - STEP / 2 if len(after) else float(distances[-1]) - last
    return max(left, 0.0) / module_px, max(right, 0.0) / module_px
