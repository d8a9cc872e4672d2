"""How far the bars of a barcode differ from its spaces in the light of a scanner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The transfer function of IEC 61966-2-1 (sRGB).
_LINEAR_BELOW, _SLOPE, _OFFSET, _GAMMA = 0.04045, 12.92, 0.055, 2.4


def reflectance(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of light that comes back, 0 to 1, of pixel values 0 to 255.

    Pixels are taken as sRGB, as label files are when they say nothing else.
    """
    share = np.asarray(values, dtype=np.float64) / 255
    curved = ((share + _OFFSET) / (1 + _OFFSET)) ** _GAMMA
    found: NDArray[np.float64] = np.where(share <= _LINEAR_BELOW, share / _SLOPE, curved)
    return found


def symbol_contrast(values: NDArray[np.float64]) -> float:
    """Return the symbol contrast of ISO/IEC 15416: highest less lowest reflectance, 0 to 1.

    Args:
        values: Pixel values 0 to 255 on one line across the bars; missing ones are NaN.
    """
    light = reflectance(values)
    return float(np.nanmax(light) - np.nanmin(light))
