"""The width of a barcode's narrowest bar, from where its edges are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CODE_128 = "Code 128"
# Code 128: each character has six elements and eleven modules, the stop seven and thirteen.
_ELEMENTS, _MODULES = 6, 11
_STOP_ELEMENTS, _STOP_MODULES = 7, 13
# Elements up to this multiple of the narrowest are as narrow; the next are twice as wide.
_NARROW = 1.5


def is_whole(edges: NDArray[np.float64], symbology: str) -> bool:
    """Return whether a barcode can have so many edges; of most symbologies any number may be."""
    characters, rest = divmod(len(edges) - 1 - _STOP_ELEMENTS, _ELEMENTS)
    return symbology != CODE_128 or (not rest and characters > 0)


def module_width(edges: NDArray[np.float64], symbology: str) -> float | None:
    """Return the width of one module in the unit of the edges.

    Code 128 has a number of modules that its number of bars tells, so blur does not matter;
    of others the narrow elements are averaged, bars and spaces alike, as ink spreads.

    Args:
        edges: Where bars and spaces begin and end, from the first bar to the last.
        symbology: Name of the symbology, such as ``Code 128``.

    Returns:
        The width, or None when the edges are not those of a whole barcode.
    """
    if not is_whole(edges, symbology):
        return None
    if symbology == CODE_128:
        characters = (len(edges) - 1 - _STOP_ELEMENTS) // _ELEMENTS
        return float(edges[-1] - edges[0]) / (characters * _MODULES + _STOP_MODULES)
    widths = np.diff(edges)
    narrowest = float(np.quantile(widths, 0.1))
    return float(widths[widths <= _NARROW * narrowest].mean())
