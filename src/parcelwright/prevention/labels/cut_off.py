"""Whether the bars of a barcode go on to the border of the picture, so that some are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.labels.scan_lines import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.prevention.labels.scan_lines import ScanLine

# The widest space of a barcode is four modules; the fifth is what the guess may be off.
_MODULES = 5
_LEAST_PX = 4.0
# Blur swallows narrow bars and makes the guess too large.
_MOST_PX = 16.0


def is_cut_off(lines: Sequence[ScanLine], module_px: float) -> bool:
    """Return whether most lines are dark close to either border of the picture.

    Args:
        lines: Lines across bars that nothing decodes.
        module_px: Width of the narrowest bar, as far as known.
    """
    near = round(min(max(_MODULES * module_px, _LEAST_PX), _MOST_PX) / STEP)
    dark = [_dark_at_border(line, near) for line in lines]
    return sum(dark) > len(dark) / 2


def _dark_at_border(line: ScanLine, near: int) -> bool:
    inside = np.flatnonzero(np.isfinite(line.values))
    first, last = int(inside[0]), int(inside[-1])
    left = first > 0 and bool((line.values[first : first + near] < line.middle).any())
    right = last < len(line.values) - 1 and bool(
        (line.values[last - near + 1 : last + 1] < line.middle).any()
    )
    return left or right
