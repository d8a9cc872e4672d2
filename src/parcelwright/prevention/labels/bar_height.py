"""How high the bars of a barcode are: as far up and down as lines look alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.labels.quads import HALF, between, values_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.prevention.labels.label_reading import Point
    from parcelwright.prevention.labels.quads import Corners

_SAMPLES = 96
# The share of samples that must be as dark or light as on the middle line.
_ALIKE = 0.85
# A scratch or a line of print across the bars does not end them.
_GAP_PX = 3


def bar_height_px(image: NDArray[np.uint8], corners: Corners, *, middle: float) -> float:
    """Return the height of the bars along their own direction, in pixels.

    Args:
        image: Rows by columns.
        corners: The barcode's corners; a decoder often sees only a part of its height.
        middle: The lightness that parts bars from spaces.
    """
    left_top, right_top, right_bottom, left_bottom = corners
    start, end = between(left_top, left_bottom, 0.5), between(right_top, right_bottom, 0.5)
    down = _direction(left_top, left_bottom, start, end)
    # Higher than long is high enough.
    reach = math.ceil(math.dist(start, end))
    steps = np.arange(-reach, reach + 1)
    shares = np.linspace(0, 1, _SAMPLES)
    xs = start[0] + shares * (end[0] - start[0])
    ys = start[1] + shares * (end[1] - start[1])
    rows = steps[_inside(image, xs, ys, down, steps)]
    grid = values_at(
        image, xs[None, :] + rows[:, None] * down[0], ys[None, :] + rows[:, None] * down[1]
    )
    dark = grid < middle
    alike = (dark == dark[np.searchsorted(rows, 0)]).mean(axis=1) >= _ALIKE
    here = int(np.searchsorted(rows, 0))
    return float(_run(alike[here:]) + _run(alike[here::-1]) - 1)


def _direction(left_top: Point, left_bottom: Point, start: Point, end: Point) -> Point:
    """Return the direction of the bars, down as the barcode is read, of length one."""
    x, y = left_bottom[0] - left_top[0], left_bottom[1] - left_top[1]
    length = math.hypot(x, y)
    if length < _GAP_PX:
        x, y = start[1] - end[1], end[0] - start[0]
        length = math.hypot(x, y)
    return (x / length, y / length)


def _inside(
    image: NDArray[np.uint8],
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    down: Point,
    steps: NDArray[np.int_],
) -> NDArray[np.bool_]:
    """Return which lines have both ends inside the picture."""
    height, width = image.shape
    found = np.ones(len(steps), dtype=bool)
    for at in (0, -1):
        x, y = xs[at] + steps * down[0], ys[at] + steps * down[1]
        found &= (x >= -HALF) & (x <= width - HALF) & (y >= -HALF) & (y <= height - HALF)
    return found


def _run(alike: NDArray[np.bool_]) -> int:
    """Return how many lines are alike from the first on, short gaps bridged."""
    unlike = np.flatnonzero(np.convolve(~alike, np.ones(_GAP_PX + 1), mode="valid") > _GAP_PX)
    if len(unlike):
        return int(unlike[0])
    last = np.flatnonzero(alike)
    return int(last[-1]) + 1
