"""Where a barcode stands in a picture: corners, directions, and values along lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.prevention.labels.label_reading import Point

    Corners = tuple[Point, Point, Point, Point]

# The border of a pixel is half a pixel from its center.
HALF = 0.5


def between(one: Point, other: Point, share: float) -> Point:
    """Return the point that lies a share of the way from one point to another."""
    return (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1]))


def angle_deg(start: Point, end: Point) -> float:
    """Return the direction from one point to another, clockwise from the right, in degrees."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def values_at(
    image: NDArray[np.uint8], xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the values of a picture between its pixels; NaN outside of it.

    A pixel's center has whole coordinates; up to half a pixel beyond the outermost centers
    still belongs to the picture.
    """
    height, width = image.shape
    outside = (xs < -HALF) | (ys < -HALF) | (xs > width - HALF) | (ys > height - HALF)
    x = np.clip(xs, 0, width - 1)
    y = np.clip(ys, 0, height - 1)
    left = np.minimum(x.astype(np.intp), max(width - 2, 0))
    top = np.minimum(y.astype(np.intp), max(height - 2, 0))
    right = np.minimum(left + 1, width - 1)
    below = np.minimum(top + 1, height - 1)
    along, down = x - left, y - top
    upper = image[top, left] * (1 - along) + image[top, right] * along
    lower = image[below, left] * (1 - along) + image[below, right] * along
    found: NDArray[np.float64] = upper * (1 - down) + lower * down
    found[outside] = np.nan
    return found


def covers(corners: Corners, point: Point) -> bool:
    """Return whether a point lies inside four corners given in turn."""
    sides = [
        (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
        for start, end in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]
    return all(side >= 0 for side in sides) or all(side <= 0 for side in sides)


def straightened(corners: Corners, lean_deg: float) -> Corners:
    """Return corners with a right angle between lines and bars, about the same center.

    Args:
        corners: Left top, right top, right bottom, left bottom.
        lean_deg: By how much the bars lean clockwise from upright to the upper side.
    """
    left_top, right_top, right_bottom, left_bottom = corners
    middle = between(left_top, right_bottom, 0.5)
    turn = math.radians(angle_deg(left_top, right_top) + lean_deg)
    share = math.cos(math.radians(lean_deg))
    half = math.dist(left_top, right_top) * share / 2
    rise = math.dist(left_top, left_bottom) / 2
    along = (half * math.cos(turn), half * math.sin(turn))
    down = (-rise * math.sin(turn), rise * math.cos(turn))
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    found = [
        (middle[0] + x * along[0] + y * down[0], middle[1] + x * along[1] + y * down[1])
        for x, y in signs
    ]
    return (found[0], found[1], found[2], found[3])
