"""A sheet of paper with several labels on it: where each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.labels.label_numbers import is_tracking_number
from parcelwright.prevention.labels.pdf_text import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.prevention.labels.label_reading import Barcode

# The smallest sheet on which several labels are printed is A5; one label fills less.
_SHEET_MM = 145.0
# Columns and rows that label stock is cut into, coarsest first.
_GRIDS = ((1, 2), (2, 1), (2, 2), (1, 3), (2, 3), (1, 4), (2, 4), (2, 5), (3, 4), (2, 6), (3, 8))


def cells(
    barcodes: Sequence[Barcode], *, width_px: float, height_px: float, mm_per_px: float | None
) -> tuple[Box, ...]:
    """Return the boxes of the labels of a page; one box, the page, when it is one label.

    A page is several labels when it is a sheet, has several tracking numbers, and a grid of
    columns and rows gives each its own cell.

    Args:
        barcodes: What was found on the page.
        width_px: Width of the page.
        height_px: Height of the page.
        mm_per_px: Size of a pixel on paper; None when unknown, and then the page is one label.
    """
    whole = (Box(left=0, top=0, right=width_px, bottom=height_px),)
    numbered = [barcode for barcode in barcodes if is_tracking_number(barcode.text)]
    numbers = {barcode.text for barcode in numbered}
    if mm_per_px is None or min(width_px, height_px) * mm_per_px < _SHEET_MM or len(numbers) < 2:  # noqa: PLR2004 - one is one label
        return whole
    for grid in _GRIDS:
        boxes = tuple(_boxes(grid, width_px, height_px))
        held = [{barcode.text for barcode in numbered if _within(box, barcode)} for box in boxes]
        if all(len(each) < 2 for each in held) and set().union(*held) == numbers:  # noqa: PLR2004 - see above
            return tuple(box for box, each in zip(boxes, held, strict=True) if each)
    return whole


def _boxes(grid: tuple[int, int], width: float, height: float) -> Iterator[Box]:
    columns, rows = grid
    for row in range(rows):
        for column in range(columns):
            yield Box(
                left=width * column / columns,
                top=height * row / rows,
                right=width * (column + 1) / columns,
                bottom=height * (row + 1) / rows,
            )


def _within(box: Box, barcode: Barcode) -> bool:
    return all(box.holds(corner) for corner in barcode.corners)
