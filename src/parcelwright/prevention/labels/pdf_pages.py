"""Pages of a PDF as pictures and text; drawing is left to PDFium."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.labels.limits import (
    MAX_PAGE_MM,
    MAX_PAGE_OBJECTS,
    MAX_PAGES,
    MAX_PIXELS,
)
from parcelwright.prevention.labels.pdf_text import Box, TextRun, text_runs
from parcelwright.prevention.labels.pictures import Picture
from parcelwright.prevention.labels.refusals import Refusal, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

POINTS_PER_INCH = 72.0
_MM_PER_INCH = 25.4
_DRAWN_DPI, _MOST_DPI = 300.0, 600.0
# A picture that covers this part of a page is the label.
_MOST_OF_PAGE = 0.5
_BAD_PASSWORD = 4
# PDFium serves one caller at a time in a process.
_PDFIUM = threading.Lock()


@dataclass(frozen=True, kw_only=True)
class EmbeddedPicture:
    """A picture inside a page, with its own dots per inch as it is printed."""

    box: Box
    dpi: float


@dataclass(frozen=True, kw_only=True, eq=False)
class PdfPage:
    """One page.

    Args:
        number: Its number, from 1.
        picture: The page as it prints.
        embedded: Pictures that it is made of, boxes in pixels of ``picture``.
        runs: Its text, boxes in pixels of ``picture``.
    """

    number: int
    picture: Picture
    embedded: tuple[EmbeddedPicture, ...]
    runs: tuple[TextRun, ...]


@dataclass(frozen=True, kw_only=True)
class RefusedPage:
    """A page that was not drawn, and why."""

    number: int
    refusal: Refusal


def pdf_pages(content: bytes) -> Iterator[PdfPage | RefusedPage]:
    """Yield the pages of a PDF in their order, one in memory at a time.

    A page is drawn at 300 dots per inch, or at a multiple of the picture that it is made of.

    Raises:
        RefusedError: It is broken, protected by a password, or has too many pages.
    """
    import pypdfium2  # noqa: PLC0415 - a library that only labels need

    with _PDFIUM:
        document = _opened(content)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise RefusedError(Refusal.TOO_MANY_PAGES)
        for number in range(1, count + 1):
            with _PDFIUM:
                page: PdfPage | RefusedPage
                try:
                    page = _page(document, number)
                except RefusedError as error:
                    page = RefusedPage(number=number, refusal=error.refusal)
                except pypdfium2.PdfiumError:
                    page = RefusedPage(number=number, refusal=Refusal.BROKEN)
            yield page
    finally:
        with _PDFIUM:
            document.close()


def finer_page(content: bytes, number: int) -> PdfPage:
    """Return a page that could be drawn once, drawn at 600 dots per inch."""
    with _PDFIUM:
        document = _opened(content)
        try:
            return _page(document, number, least_dpi=_MOST_DPI)
        finally:
            document.close()


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    import pypdfium2  # noqa: PLC0415 - see above

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _BAD_PASSWORD:
            raise RefusedError(Refusal.LOCKED) from error
        raise RefusedError(Refusal.BROKEN) from error


def _page(document: pypdfium2.PdfDocument, number: int, least_dpi: float = _DRAWN_DPI) -> PdfPage:
    page = document[number - 1]
    try:
        size = page.get_size()
        longest = max(size) / POINTS_PER_INCH * _MM_PER_INCH
        if longest > MAX_PAGE_MM:
            raise RefusedError(Refusal.TOO_LONG)
        pictures = _pictures(page)
        dpi = _drawn_dpi(pictures, size, least_dpi)
        bitmap = page.render(scale=dpi / POINTS_PER_INCH)
        try:
            drawn = _picture(np.array(bitmap.to_numpy()), dpi)
            place = bitmap.get_posconv(page)
            textpage = page.get_textpage()
            try:
                runs = text_runs(textpage, place)
            finally:
                textpage.close()
            embedded = tuple(
                EmbeddedPicture(box=Box.of(place, *bounds), dpi=picture_dpi)
                for bounds, picture_dpi in pictures
            )
        finally:
            bitmap.close()
    finally:
        page.close()
    return PdfPage(number=number, picture=drawn, embedded=embedded, runs=runs)


_Bounds = tuple[float, float, float, float]


def _pictures(page: pypdfium2.PdfPage) -> list[tuple[_Bounds, float]]:
    """Return bounds in points and dots per inch of the pictures of a page, largest first."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - see above

    found: list[tuple[_Bounds, float]] = []
    pixels = 0
    for count, item in enumerate(page.get_objects()):
        if count > MAX_PAGE_OBJECTS:
            raise RefusedError(Refusal.TOO_MANY_PARTS)
        if item.type != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        width, height = item.get_px_size()
        pixels += width * height
        if pixels > MAX_PIXELS:
            raise RefusedError(Refusal.TOO_MANY_PIXELS)
        # Bounds inside a form are those of the form's own sheet, so they say no size.
        if item.level:
            continue
        left, bottom, right, top = (float(value) for value in item.get_bounds())
        area = abs((right - left) * (top - bottom)) / POINTS_PER_INCH**2
        if area:
            found.append(((left, bottom, right, top), math.sqrt(width * height / area)))
    return sorted(found, key=lambda one: -_area(one[0]))


def _area(bounds: _Bounds) -> float:
    left, bottom, right, top = bounds
    return abs((right - left) * (top - bottom))


def _drawn_dpi(
    pictures: list[tuple[_Bounds, float]], size: tuple[float, float], least: float
) -> float:
    """Return at how many dots per inch to draw: a multiple of a picture that is the page."""
    dpi = least
    if pictures and _area(pictures[0][0]) > _MOST_OF_PAGE * size[0] * size[1]:
        own = pictures[0][1]
        dpi = own * math.ceil(least / own)
        dpi = dpi if dpi <= _MOST_DPI else least
    most = math.sqrt(MAX_PIXELS / (size[0] * size[1])) * POINTS_PER_INCH
    return min(dpi, most)


def _picture(
    blue_green_red: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], dpi: float
) -> Picture:
    red = np.ascontiguousarray(blue_green_red[:, :, 2])
    if np.array_equal(red, blue_green_red[:, :, 0]) and np.array_equal(
        red, blue_green_red[:, :, 1]
    ):
        return Picture(gray=red, red=red, dpi=dpi)
    # Lightness of ITU-R BT.601, as Pillow uses it.
    gray = (blue_green_red[:, :, :3] @ np.array((0.114, 0.587, 0.299))).astype(np.uint8)
    return Picture(gray=gray, red=red, dpi=dpi)
