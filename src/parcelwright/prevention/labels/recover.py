"""Looks once more at a striped area: upright, inverted, and without what stands beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

import numpy as np

from parcelwright.prevention.labels.quads import values_at
from parcelwright.prevention.labels.scan_lines import crossings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from parcelwright.prevention.labels.label_reading import Point
    from parcelwright.prevention.labels.quads import Corners
    from parcelwright.prevention.labels.striped_areas import StripedArea

# Text, symbology, corners, inverted, helped.
Recovered = tuple[str, str, "Corners", bool, bool]

_FINE = 2
_MARGIN_PX = 24.0
# Bars beside a barcode that are taken away on each side at most, such as a frame's line.
_MOST_BARS = 3
_LEAST_EDGES = 20
# A row with this part of the most changes crosses the bars too.
_MOST_BARS_OF = 0.9
_ROW_COPIES = 24
_WHITE = 255


class Read(Protocol):
    """What a decoder finds."""

    @property
    def text(self) -> str:
        """What the barcode says."""

    @property
    def format(self) -> str:
        """Its symbology."""

    @property
    def corners(self) -> Corners:
        """Where it is."""


def recover(
    gray: NDArray[np.uint8],
    area: StripedArea,
    decode: Callable[[NDArray[np.uint8]], tuple[Read, ...]],
    decode_line: Callable[[NDArray[np.uint8]], tuple[Read, ...]],
) -> Recovered | None:
    """Return the barcode in a striped area as text, symbology, corners, inverted and helped.

    Args:
        gray: The whole picture.
        area: Where the stripes are.
        decode: Reads a picture.
        decode_line: Reads upright bars that were cut out.
    """
    upright = _upright(gray, area)
    for inverted in (False, True):
        image = _WHITE - upright if inverted else upright
        for read in decode(image):
            corners = _back(read.corners, area)
            return read.text, read.format, corners, inverted, False
    for inverted in (False, True):
        image = _WHITE - upright if inverted else upright
        for cleaned, left, right in _without_neighbors(image):
            for read in decode_line(cleaned):
                whole: Corners = (
                    (left, _MARGIN_PX * _FINE),
                    (right, _MARGIN_PX * _FINE),
                    (right, image.shape[0] - _MARGIN_PX * _FINE),
                    (left, image.shape[0] - _MARGIN_PX * _FINE),
                )
                return read.text, read.format, _back(whole, area), inverted, True
    return None


def _axes(area: StripedArea) -> tuple[Point, Point]:
    turn = math.radians(area.angle_deg)
    return (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))


def _upright(gray: NDArray[np.uint8], area: StripedArea) -> NDArray[np.uint8]:
    """Return the area and a margin, its stripes upright, ``_FINE`` samples a pixel."""
    along, down = _axes(area)
    left_top, right_top, _, left_bottom = area.corners
    width = math.ceil((math.dist(left_top, right_top) + 2 * _MARGIN_PX) * _FINE)
    height = math.ceil((math.dist(left_top, left_bottom) + 2 * _MARGIN_PX) * _FINE)
    over = (np.arange(width) / _FINE - _MARGIN_PX)[None, :]
    under = (np.arange(height) / _FINE - _MARGIN_PX)[:, None]
    values = values_at(
        gray,
        left_top[0] + over * along[0] + under * down[0],
        left_top[1] + over * along[1] + under * down[1],
    )
    border = float(np.nanmedian(values[[0, -1], :])) if np.isfinite(values[[0, -1], :]).any() else 0
    return np.nan_to_num(values, nan=border).astype(np.uint8)


def _back(corners: Corners, area: StripedArea) -> Corners:
    """Return corners in the upright area as corners in the whole picture."""
    along, down = _axes(area)
    x, y = area.corners[0]
    found = []
    for corner in corners:
        over, under = (value / _FINE - _MARGIN_PX for value in corner)
        found.append((x + over * along[0] + under * down[0], y + over * along[1] + under * down[1]))
    return (found[0], found[1], found[2], found[3])


def _profile(upright: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the usual row among those that cross most bars: print above and below is left out."""
    dark = upright < (int(upright.min()) + int(upright.max())) / 2
    changes = np.count_nonzero(dark[:, 1:] != dark[:, :-1], axis=1)
    found: NDArray[np.float64] = np.median(
        upright[changes >= _MOST_BARS_OF * changes.max()], axis=0
    )
    return found


def _without_neighbors(
    upright: NDArray[np.uint8],
) -> Iterator[tuple[NDArray[np.uint8], float, float]]:
    """Yield the bars with white around them, without up to a few at each end, and their span."""
    profile = _profile(upright)
    middle = (float(profile.min()) + float(profile.max())) / 2
    edges = crossings(profile, middle, 0) * 2
    if len(edges) < _LEAST_EDGES:
        return
    last = len(edges) // 2
    for before in range(_MOST_BARS + 1):
        for after in range(_MOST_BARS + 1):
            left, right = edges[2 * before], edges[2 * (last - after) - 1]
            part = profile[max(int(left), 0) : math.ceil(right) + 1]
            white = np.full(max(len(part) // 4, 60), _WHITE)
            line = np.concatenate((white, part, white)).astype(np.uint8)
            yield np.tile(line, (_ROW_COPIES, 1)), float(left), float(right)
