"""Areas of parallel stripes: where a barcode must be, also when nothing can decode it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.prevention.labels.label_reading import Point

BLOCK = 16
# 0 no direction, 1 all changes in one direction.
_ONE_DIRECTION = 0.85
# Sum of squared differences in a block below which it counts as blank.
_BLANK = BLOCK * BLOCK * 4.0
_SAME_DIRECTION = math.radians(12)
_LEAST_BLOCKS = 8
# Neighbors, and those across one block without an edge, which a wide bar can fill.
_NEAR = ((0, -1), (0, 1), (-1, 0), (1, 0), (0, -2), (0, 2), (-2, 0), (2, 0))
# A barcode has many bars; a frame around a box has one or two.
_LEAST_ACROSS = 4


@dataclass(frozen=True, kw_only=True)
class StripedArea:
    """A striped area, turned as its stripes are.

    Args:
        corners: Left top, right top, right bottom, left bottom when the stripes stand upright.
        angle_deg: Turn of the direction across the stripes, clockwise, -90 to 90.
    """

    corners: tuple[Point, Point, Point, Point]
    angle_deg: float


def striped_areas(gray: NDArray[np.uint8]) -> tuple[StripedArea, ...]:
    """Return the striped areas of a picture, largest first."""
    striped, direction = _directions(gray)
    found = [
        _area(blocks, direction)
        for blocks in _together(striped, direction)
        if len(blocks) >= _LEAST_BLOCKS
    ]
    wide = [area for area in found if area is not None]
    return tuple(sorted(wide, key=_size, reverse=True))


def _size(area: StripedArea) -> float:
    left_top, right_top, _, left_bottom = area.corners
    return math.dist(left_top, right_top) * math.dist(left_top, left_bottom)


def _directions(gray: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return per block whether it is striped, and the direction across its stripes."""
    rows, columns = gray.shape[0] // BLOCK, gray.shape[1] // BLOCK
    used = gray[: rows * BLOCK, : columns * BLOCK].astype(np.float32)
    down, along = np.zeros_like(used), np.zeros_like(used)
    along[1:-1, 1:-1] = used[1:-1, 2:] - used[1:-1, :-2]
    down[1:-1, 1:-1] = used[2:, 1:-1] - used[:-2, 1:-1]
    xx, yy, xy = (
        part.reshape(rows, BLOCK, columns, BLOCK).sum(axis=(1, 3))
        for part in (along * along, down * down, along * down)
    )
    both = xx + yy
    strength = np.hypot(xx - yy, 2 * xy)
    striped = (both > _BLANK) & (strength > _ONE_DIRECTION * both)
    return striped, np.arctan2(2 * xy, xx - yy) / 2


def _together(
    striped: NDArray[np.bool_], direction: NDArray[np.float64]
) -> list[list[tuple[int, int]]]:
    """Return striped blocks that touch and share a direction, as lists of row and column."""
    waiting = set(zip(*(at.tolist() for at in np.nonzero(striped)), strict=True))
    found = []
    while waiting:
        edge = [waiting.pop()]
        group = []
        while edge:
            row, column = edge.pop()
            group.append((row, column))
            for over, under in _NEAR:
                near = (row + under, column + over)
                if near not in waiting:
                    continue
                if _apart(direction[row, column], direction[near]) < _SAME_DIRECTION:
                    waiting.remove(near)
                    edge.append(near)
        found.append(group)
    return found


def _apart(one: float, other: float) -> float:
    turn = abs(one - other) % math.pi
    return min(turn, math.pi - turn)


def _area(blocks: list[tuple[int, int]], direction: NDArray[np.float64]) -> StripedArea | None:
    places = np.array(blocks)
    doubled = 2 * direction[places[:, 0], places[:, 1]]
    angle = math.atan2(float(np.sin(doubled).mean()), float(np.cos(doubled).mean())) / 2
    along = np.array((math.cos(angle), math.sin(angle)))
    down = np.array((-along[1], along[0]))
    centers = (places[:, ::-1] + 0.5) * BLOCK
    across, height = centers @ along, centers @ down
    if np.ptp(across) < _LEAST_ACROSS * BLOCK:
        return None
    left, right = across.min() - BLOCK / 2, across.max() + BLOCK / 2
    top, bottom = height.min() - BLOCK / 2, height.max() + BLOCK / 2
    corners = tuple(
        (float(point[0]), float(point[1]))
        for point in (
            left * along + top * down,
            right * along + top * down,
            right * along + bottom * down,
            left * along + bottom * down,
        )
    )
    return StripedArea(
        corners=(corners[0], corners[1], corners[2], corners[3]), angle_deg=math.degrees(angle)
    )
