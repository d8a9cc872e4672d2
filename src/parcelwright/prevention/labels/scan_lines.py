"""Lines across a barcode, as a scanner's beam runs, and the edges of its bars on each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.labels.module_width import is_whole
from parcelwright.prevention.labels.quads import between, values_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.prevention.labels.quads import Corners

# In pixels. Edges are found between samples, so half a pixel is fine enough.
STEP = 0.5
_LINES = 9
# The part of the height that is scanned: the ends of the bars are often rounded.
_FROM, _TO = 0.2, 0.8
# How far the decoder's corners can be off the first and last bar, in pixels and in parts.
_SLACK_PX, _SLACK_PART = 3.0, 0.012
_LEAST_ELEMENTS = 7
# How far a line goes on beyond the barcode; clear space that matters is a tenth of its length.
_BEYOND_PART, _BEYOND_PX = 0.4, 64.0


@dataclass(frozen=True, kw_only=True, eq=False)
class ScanLine:
    """One line across a barcode and some way beyond it.

    Args:
        values: Lightness 0 to 255 every ``STEP`` pixels, NaN outside of the picture; bars are
            dark, also of an inverted barcode.
        first: Index of the sample at the left corner of the barcode.
        length: Distance from the left corner to the right one in pixels.
        edges: Distance of each edge between bar and space from the left corner in pixels,
            the outer edges of the first and last bar included; empty when there are too few.
        middle: The lightness that parts bars from spaces.
        start: Where the left corner is.
    """

    values: NDArray[np.float64]
    first: int
    length: float
    edges: NDArray[np.float64]
    middle: float
    start: tuple[float, float]

    def at(self, distance: float) -> int:
        """Return the index of the sample at a distance from the left corner."""
        return min(max(self.first + round(distance / STEP), 0), len(self.values) - 1)


def scan_lines(
    image: NDArray[np.uint8], corners: Corners, *, inverted: bool, symbology: str
) -> tuple[ScanLine, ...]:
    """Return the lines that cross a barcode; those on which no bars are found are left out.

    Args:
        image: Rows by columns.
        corners: Left top, right top, right bottom, left bottom of the barcode as it is read.
        inverted: Whether its bars are light on dark.
        symbology: Name of the symbology. When it is empty the corners only surround bars that
            nothing decoded, and any bars will do.
    """
    found = (
        _line(image, corners, share, inverted=inverted, symbology=symbology)
        for share in np.linspace(_FROM, _TO, _LINES).tolist()
    )
    return tuple(line for line in found if line is not None and len(line.edges))


def _line(
    image: NDArray[np.uint8], corners: Corners, share: float, *, inverted: bool, symbology: str
) -> ScanLine | None:
    left_top, right_top, right_bottom, left_bottom = corners
    start, end = between(left_top, left_bottom, share), between(right_top, right_bottom, share)
    length = math.dist(start, end)
    if length < _LEAST_ELEMENTS:
        return None
    beyond = max(_BEYOND_PART * length, _BEYOND_PX)
    first = math.ceil(beyond / STEP)
    samples = np.arange(2 * first + math.ceil(length / STEP), dtype=np.float64)
    steps = (samples - first) * (STEP / length)
    values = values_at(
        image, start[0] + steps * (end[0] - start[0]), start[1] + steps * (end[1] - start[1])
    )
    if inverted:
        values = 255 - values
    inside = values[first : first + math.ceil(length / STEP)]
    if not len(inside) or np.isnan(inside).any():
        return None
    middle = float(inside.min() + inside.max()) / 2
    crossed = crossings(values, middle, first)
    edges = _between_bars(crossed, length, symbology) if symbology else _within(crossed, length)
    return ScanLine(
        values=values, first=first, length=length, edges=edges, middle=middle, start=start
    )


def crossings(values: NDArray[np.float64], middle: float, first: int) -> NDArray[np.float64]:
    """Return where values cross the middle, in pixels from the sample ``first``.

    Where a bar begins and where it ends take turns; a bar that the line begins or ends in is
    left out. Outside of the picture is light.
    """
    filled = np.where(np.isnan(values), np.inf, values)
    dark = filled < middle
    at = np.flatnonzero(dark[1:] != dark[:-1])
    before, after = filled[at], filled[at + 1]
    known = np.isfinite(before) & np.isfinite(after)
    share = np.full(len(at), 0.5)
    share[known] = (middle - before[known]) / (after[known] - before[known])
    found: NDArray[np.float64] = (at + share - first) * STEP
    return found[int(dark[0]) : len(found) - int(dark[-1])]


def _between_bars(found: NDArray[np.float64], length: float, symbology: str) -> NDArray[np.float64]:
    """Return the edges from the first bar to the last, each with its two sides."""
    slack = max(_SLACK_PX, _SLACK_PART * length)
    starts, ends = found[0::2], found[1::2]
    near_start = np.flatnonzero(np.abs(starts) <= slack)
    near_end = np.flatnonzero(np.abs(ends - length) <= slack)
    # The decoder's corners can be nearer to the second bar than to the first.
    pairs = sorted(
        product(near_start.tolist(), near_end.tolist()),
        key=lambda pair: abs(starts[pair[0]]) + abs(ends[pair[1]] - length),
    )
    for first, last in pairs:
        edges = found[2 * first : 2 * last + 2]
        if len(edges) > _LEAST_ELEMENTS and is_whole(edges, symbology):
            return edges
    return np.empty(0)


def _within(found: NDArray[np.float64], length: float) -> NDArray[np.float64]:
    """Return the edges of the bars that lie wholly between the corners."""
    starts, ends = found[0::2], found[1::2]
    kept = (starts >= 0) & (ends <= length)
    edges = np.stack((starts[kept], ends[kept]), axis=1).ravel()
    return edges if len(edges) > _LEAST_ELEMENTS else np.empty(0)
