"""Measures a barcode that was found: what its lines have in common."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.labels.bar_height import bar_height_px
from parcelwright.prevention.labels.contrast import symbol_contrast
from parcelwright.prevention.labels.cut_off import is_cut_off
from parcelwright.prevention.labels.label_reading import Barcode, Print
from parcelwright.prevention.labels.module_width import module_width
from parcelwright.prevention.labels.perspective import is_slanted
from parcelwright.prevention.labels.quads import angle_deg, straightened
from parcelwright.prevention.labels.quiet_zone import quiet_zones
from parcelwright.prevention.labels.scan_lines import scan_lines
from parcelwright.prevention.labels.sharpness import modulation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.prevention.labels.decode import Found
    from parcelwright.prevention.labels.pictures import Picture
    from parcelwright.prevention.labels.scan_lines import ScanLine

# Decoders name the lines that they scanned; of a label set askew these cross the bars aslant.
_LEANS_DEG = 0.3
# Eight bars; the shortest barcodes of carriers have thirty.
_LEAST_EDGES = 16


def measured(picture: Picture, found: Found, *, linear: bool) -> tuple[Barcode, bool] | None:
    """Return a barcode with its measures, and whether it was seen at a slant.

    Returns None for stripes that nothing decodes and that are too few for a barcode.

    Args:
        picture: The label.
        found: The barcode in it.
        linear: Whether it is made of bars; others are returned without measures.
    """
    if not linear:
        return _barcode(found, None, _angle(found, ())), False
    lines = _lines(picture, found)
    lean = _skew(found, lines)
    if abs(lean) > _LEANS_DEG:
        found = replace(found, corners=straightened(found.corners, lean))
        lines = _lines(picture, found)
    widths = [module_width(line.edges, found.format) for line in lines]
    usable = [(line, width) for line, width in zip(lines, widths, strict=True) if width]
    if not found.text and _edges(lines) < _LEAST_EDGES:
        return None
    if not usable:
        return _barcode(found, None, _angle(found, ())), False
    kept = [line for line, _ in usable]
    print_ = _print(picture, found, usable)
    return _barcode(found, print_, _angle(found, kept)), is_slanted(kept, found.format)


def _lines(picture: Picture, found: Found) -> tuple[ScanLine, ...]:
    return scan_lines(picture.gray, found.corners, inverted=found.inverted, symbology=found.format)


def _edges(lines: Sequence[ScanLine]) -> float:
    return float(np.median([len(line.edges) for line in lines])) if lines else 0.0


def _barcode(found: Found, print_: Print | None, angle: float) -> Barcode:
    return Barcode(
        text=found.text,
        format=found.format,
        corners=found.corners,
        angle_deg=angle,
        inverted=found.inverted,
        helped=found.helped,
        print=print_,
    )


def _print(picture: Picture, found: Found, usable: Sequence[tuple[ScanLine, float]]) -> Print:
    lines = [line for line, _ in usable]
    # A line that crosses the bars aslant is longer than the barcode.
    upright = math.cos(math.radians(_skew(found, lines)))
    module = float(np.median([width for _, width in usable]))
    zones = [quiet_zones(line, width) for line, width in usable] if found.text else []
    middle = float(np.median([line.middle for line in lines]))
    cut_off = not found.text and is_cut_off(lines, module)
    return Print(
        module_px=module * upright,
        height_px=bar_height_px(
            255 - picture.gray if found.inverted else picture.gray, found.corners, middle=middle
        ),
        length_px=float(np.median([line.edges[-1] - line.edges[0] for line in lines])) * upright,
        contrast=_contrast(picture, found, lines),
        modulation=float(np.median([modulation(line) for line in lines])),
        quiet_left=float(np.median([left for left, _ in zones])) if zones else None,
        quiet_right=float(np.median([right for _, right in zones])) if zones else None,
        cut_off=cut_off,
    )


def _contrast(picture: Picture, found: Found, lines: Sequence[ScanLine]) -> float:
    """Return the contrast in red light along the same lines."""
    red = (
        lines
        if picture.red is picture.gray
        else scan_lines(picture.red, found.corners, inverted=found.inverted, symbology="")
    )
    found_contrasts = [
        symbol_contrast(line.values[line.at(0) : line.at(line.length) + 1]) for line in red
    ]
    return float(np.median(found_contrasts)) if found_contrasts else 0.0


def _angle(found: Found, lines: Sequence[ScanLine]) -> float:
    """Return the turn of the reading direction, -180 to 180."""
    left_top, right_top, _, _ = found.corners
    turned = angle_deg(left_top, right_top) + _skew(found, lines)
    return (turned + 180) % 360 - 180


def _skew(found: Found, lines: Sequence[ScanLine]) -> float:
    """Return by how many degrees the bars lean clockwise from upright to the scanned lines."""
    if len(lines) < 3:  # noqa: PLR2004 - fewer points make no direction
        return 0.0
    left_top, right_top, _, _ = found.corners
    turn = math.radians(angle_deg(left_top, right_top))
    along = np.array((math.cos(turn), math.sin(turn)))
    down = np.array((-along[1], along[0]))
    starts = np.array([line.start for line in lines]) + np.outer(
        [line.edges[0] for line in lines], along
    )
    depth = starts @ down
    if np.ptp(depth) < 3:  # noqa: PLR2004 - in pixels: too low a barcode shows no lean
        return 0.0
    return -math.degrees(math.atan(float(np.polyfit(depth, starts @ along, 1)[0])))
