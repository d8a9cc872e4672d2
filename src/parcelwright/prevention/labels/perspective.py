"""Whether a barcode was seen at a slant, which a label file never is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.labels.module_width import CODE_128

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.prevention.labels.scan_lines import ScanLine

_CHARACTER = 6
_LEAST_CHARACTERS = 6
# Printers and scanners keep within one part in a hundred; a hand-held camera does not.
_SLANTED = 0.02


def is_slanted(lines: Sequence[ScanLine], symbology: str) -> bool:
    """Return whether a barcode is longer at one border than at the other, or widens along it."""
    return bool(taper(lines) > _SLANTED or stretch(lines, symbology) > _SLANTED)


def taper(lines: Sequence[ScanLine]) -> float:
    """Return by which part the length changes from the first line to the last, at least 0."""
    if len(lines) < 3:  # noqa: PLR2004 - fewer points make no trend
        return 0.0
    lengths = np.array([line.edges[-1] - line.edges[0] for line in lines])
    slope = np.polyfit(np.linspace(0, 1, len(lengths)), lengths, 1)[0]
    return abs(float(slope)) / float(np.median(lengths))


def stretch(lines: Sequence[ScanLine], symbology: str) -> float:
    """Return by which part the characters of a Code 128 widen along it, at least 0."""
    if symbology != CODE_128 or not lines:
        return 0.0
    found = []
    for line in lines:
        widths = np.diff(line.edges[::_CHARACTER])
        if len(widths) < _LEAST_CHARACTERS:
            return 0.0
        slope = np.polyfit(np.linspace(0, 1, len(widths)), widths, 1)[0]
        found.append(abs(float(slope)) / float(np.median(widths)))
    return float(np.median(found))
