"""How many dots a barcode has, and how large it comes out on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.prevention.labels.label_reading import Barcode, LabelReading
    from parcelwright.prevention.labels.quality import UsualSize

MM_PER_INCH = 25.4
_SAME_SHAPE = 0.03


@dataclass(frozen=True, kw_only=True)
class PaperSize:
    """How a label comes out on paper.

    Args:
        dpi: Dots of its picture per inch of paper.
        assumed: The usual size that it is taken to have when the file states none, or empty.
    """

    dpi: float
    assumed: str = ""


def paper_size(reading: LabelReading, usual: Iterable[UsualSize]) -> PaperSize | None:
    """Return how large a label is printed, or None when neither file nor shape tells.

    Args:
        reading: The label.
        usual: Sizes that a picture of their shape is taken to have, lying or standing.
    """
    if reading.dpi is not None:
        return PaperSize(dpi=reading.dpi)
    short, long = sorted((reading.width_px, reading.height_px))
    shapes = {
        abs(long / short / (size.height_mm / size.width_mm) - 1): size for size in usual if short
    }
    closest = min(shapes, default=1.0)
    if closest > _SAME_SHAPE:
        return None
    size = shapes[closest]
    return PaperSize(dpi=short / size.width_mm * MM_PER_INCH, assumed=size.name)


def own_pixels_per_module(reading: LabelReading, barcode: Barcode) -> float | None:
    """Return pixels per module in the picture that holds the bars; None for drawn bars.

    A page of a PDF is drawn finer than a picture in it, which does not add to the picture.
    """
    if barcode.print is None or not barcode.from_picture:
        return None
    if reading.dpi is None or barcode.picture_dpi is None:
        return barcode.print.module_px
    return barcode.print.module_px * barcode.picture_dpi / reading.dpi


def mm(pixels: float, size: PaperSize) -> float:
    """Return a length on paper."""
    return pixels / size.dpi * MM_PER_INCH
