"""What was read from a label file: labels, their barcodes and text, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.prevention.labels.refusals import Refusal

Point = tuple[float, float]
# Symbologies made of bars.
LINEAR = frozenset({"Code 128", "Code 39", "Code 93", "Codabar", "ITF"})


class PhotoSign(StrEnum):
    """What tells the photograph of a label from the label file itself."""

    CAMERA = "camera"
    MOIRE = "moire"
    PERSPECTIVE = "perspective"
    UNEVEN_LIGHT = "uneven_light"


@dataclass(frozen=True, kw_only=True)
class Print:
    """How a barcode with bars is printed; lengths in pixels of the picture that was measured.

    Args:
        module_px: Width of the narrowest bar.
        height_px: Height of the bars.
        length_px: From the first bar to the last.
        contrast: Lightest less darkest reflectance in red light, 0 to 1.
        modulation: Smallest difference of two neighbors in parts of the largest, 0 to 1;
            blur and too few pixels lower it.
        quiet_left: Clear space before the first bar in modules, as the barcode is read; None
            when nothing decodes it and its ends are unknown.
        quiet_right: Clear space after the last bar.
        cut_off: Whether bars that nothing decodes go on to the border of the picture.
    """

    module_px: float
    height_px: float
    length_px: float
    contrast: float
    modulation: float
    quiet_left: float | None = None
    quiet_right: float | None = None
    cut_off: bool = False


@dataclass(frozen=True, kw_only=True)
class Barcode:
    """One barcode; an empty text means that bars are there and nothing could decode them.

    Args:
        text: What it says.
        format: Name of the symbology, such as ``Code 128``; empty when not decoded.
        corners: Left top, right top, right bottom, left bottom, as it is read, in pixels.
        angle_deg: Turn of the reading direction, clockwise, -180 to 180.
        inverted: Whether the bars are light on dark.
        helped: Whether it decodes only after what stands too close to it was removed.
        from_picture: Whether its bars are pixels of a picture; those that a PDF draws have
            any resolution.
        picture_dpi: Dots per inch of that picture on paper; None when unknown, and for drawn bars.
        print: How its bars are printed; None for squares of dots and what cannot be measured.
    """

    text: str
    format: str
    corners: tuple[Point, Point, Point, Point]
    angle_deg: float
    inverted: bool = False
    helped: bool = False
    from_picture: bool = True
    picture_dpi: float | None = None
    print: Print | None = None

    @property
    def is_linear(self) -> bool:
        """Return whether it is made of bars, which is what most carriers scan."""
        return not self.text or self.format in LINEAR


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """One line of the text that a PDF carries.

    Args:
        text: The characters as the PDF names them.
        height_mm: Height of its tallest character.
    """

    text: str
    height_mm: float


@dataclass(frozen=True, kw_only=True)
class LabelReading:
    """One label.

    Args:
        file: Name of the file it came from.
        page: Page of the file, from 1.
        part: Which label of the page, from 1.
        width_px: Width of the picture that was measured; a PDF page is drawn first.
        height_px: Its height.
        dpi: Dots per inch of that picture on paper; None when the file does not say.
        barcodes: What was found, in reading order.
        text_lines: Text of a PDF, top down; None when the file has none to read.
        photo_signs: What speaks for a photograph instead of the file itself.
    """

    file: str
    page: int
    part: int = 1
    width_px: int
    height_px: int
    dpi: float | None
    barcodes: tuple[Barcode, ...]
    text_lines: tuple[TextLine, ...] | None = None
    photo_signs: frozenset[PhotoSign] = frozenset()

    @property
    def place(self) -> str:
        """Return where the label stands, as ``labels.pdf p. 3 (2)`` for the second of a page."""
        page = f" p. {self.page}" if self.page > 1 else ""
        return f"{self.file}{page}{f' ({self.part})' if self.part > 1 else ''}"

    @property
    def stem(self) -> str:
        """Return the name of the file without its ending."""
        return PurePath(self.file).stem

    @property
    def decoded(self) -> tuple[Barcode, ...]:
        """Return the barcodes that say something."""
        return tuple(barcode for barcode in self.barcodes if barcode.text)

    @property
    def is_photo(self) -> bool:
        """Return whether this looks like a photograph; one weak sign alone does not do."""
        strong = {PhotoSign.CAMERA, PhotoSign.MOIRE}
        return bool(self.photo_signs & strong) or len(self.photo_signs) > 1


@dataclass(frozen=True, kw_only=True)
class LabelProblem:
    """Why a file or a page of it could not be read.

    Args:
        where: File, and page when it is about one.
        refusal: What was found and what to do.
    """

    where: str
    refusal: Refusal


@dataclass(frozen=True, kw_only=True)
class LabelFile:
    """All labels of one file, and what could not be read of it."""

    name: str
    labels: tuple[LabelReading, ...] = ()
    problems: tuple[LabelProblem, ...] = ()
