"""What the blank parts of a label tell: a file has even paper, a photograph has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 32
_LIGHT_QUANTILE = 0.9
_LEAST_BLOCKS = 24
# Blank blocks differ by print of other parts; those lighter than this part of the lightest count.
_BLANK = 0.6
_UNEVEN = 0.9
_MOST = 0.5
# In pixel values. Compression of pictures stays below.
_FLAT_SPREAD, _INK_SPREAD = 1.5, 30.0
# How far a peak stands out of the middle of the spectrum; noise without a period stays below 20.
_PEAK = 60.0
_SLOWEST = 3


def blocks(gray: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture cut into squares of ``BLOCK`` pixels, shape (squares, BLOCK, BLOCK)."""
    rows, columns = gray.shape[0] // BLOCK, gray.shape[1] // BLOCK
    cut = gray[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    return cut.swapaxes(1, 2).reshape(-1, BLOCK, BLOCK)


def is_unevenly_lit(gray: NDArray[np.uint8]) -> bool:
    """Return whether the lightest part of the paper fades across the picture."""
    levels = np.quantile(blocks(gray).reshape(-1, BLOCK * BLOCK), _LIGHT_QUANTILE, axis=1)
    if len(levels) < _LEAST_BLOCKS:
        return False
    brightest = float(levels.max())
    paper = levels[levels > _BLANK * brightest]
    if len(paper) < _MOST * len(levels):
        return False
    # A shaded box is two levels; light that fades has many.
    steps = len(np.unique((paper // 4).astype(int)))
    return bool(np.quantile(paper, 0.1) < _UNEVEN * brightest) and steps > 5  # noqa: PLR2004 - see above


def has_moire(gray: NDArray[np.uint8]) -> bool:
    """Return whether the blank paper shows a regular grid, as the points of a screen make."""
    cut = blocks(gray).astype(np.float64)
    spread = cut.std(axis=(1, 2))
    blank = cut[(spread > _FLAT_SPREAD) & (spread < _INK_SPREAD)]
    # Faint or blurred print makes few such blocks; a grid is everywhere.
    if len(blank) < max(_LEAST_BLOCKS, _MOST * len(cut)):
        return False
    window = np.outer(np.hanning(BLOCK), np.hanning(BLOCK))
    waves = np.fft.rfft2((blank - blank.mean(axis=(1, 2), keepdims=True)) * window)
    power = (np.abs(waves) ** 2).mean(axis=0)
    fast = np.minimum(np.arange(BLOCK), BLOCK - np.arange(BLOCK))[:, None]
    wanted = np.hypot(fast, np.arange(power.shape[1])[None, :]) > _SLOWEST
    return bool(power[wanted].max() > _PEAK * np.median(power[wanted]))
