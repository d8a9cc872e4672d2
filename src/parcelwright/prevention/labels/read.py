"""Reads label files: PNG, JPEG, and PDF with one label or many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.prevention.labels.decode import find_barcodes
from parcelwright.prevention.labels.file_kinds import FileKind, file_kind
from parcelwright.prevention.labels.label_reading import (
    LINEAR,
    LabelFile,
    LabelProblem,
    LabelReading,
    PhotoSign,
    TextLine,
)
from parcelwright.prevention.labels.limits import MAX_BYTES
from parcelwright.prevention.labels.measure import measured
from parcelwright.prevention.labels.paper import has_moire, is_unevenly_lit
from parcelwright.prevention.labels.pdf_pages import PdfPage, finer_page, pdf_pages
from parcelwright.prevention.labels.pictures import read_picture
from parcelwright.prevention.labels.quads import between
from parcelwright.prevention.labels.refusals import Refusal, RefusedError
from parcelwright.prevention.labels.resolution import MM_PER_INCH
from parcelwright.prevention.labels.sheet import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.prevention.labels.decode import Found
    from parcelwright.prevention.labels.label_reading import Barcode
    from parcelwright.prevention.labels.pdf_text import Box, TextRun
    from parcelwright.prevention.labels.pictures import Picture


def read_labels(name: str, content: bytes) -> LabelFile:
    """Return the labels of a file and what could not be read of it; nothing is raised.

    Args:
        name: What the file is called, for people.
        content: All its bytes.
    """
    try:
        return _read(name, content)
    except RefusedError as error:
        problem = LabelProblem(where=name, refusal=error.refusal)
        return LabelFile(name=name, problems=(problem,))


def _read(name: str, content: bytes) -> LabelFile:
    if len(content) > MAX_BYTES:
        raise RefusedError(Refusal.TOO_MANY_BYTES)
    match file_kind(content):
        case None:
            raise RefusedError(Refusal.UNKNOWN_KIND)
        case FileKind.PDF:
            return _pages(name, content)
        case kind:
            return LabelFile(name=name, labels=(_picture_label(name, read_picture(content, kind)),))


def _picture_label(name: str, picture: Picture) -> LabelReading:
    barcodes, slanted = _barcodes(picture)
    return LabelReading(
        file=name,
        page=1,
        width_px=picture.gray.shape[1],
        height_px=picture.gray.shape[0],
        dpi=picture.dpi,
        barcodes=barcodes,
        photo_signs=_photo_signs(picture, slanted=slanted),
    )


def _pages(name: str, content: bytes) -> LabelFile:
    labels: list[LabelReading] = []
    problems: list[LabelProblem] = []
    for page in pdf_pages(content):
        if isinstance(page, PdfPage):
            labels += _page_labels(name, content, page)
        else:
            where = f"{name} p. {page.number}"
            problems.append(LabelProblem(where=where, refusal=page.refusal))
    return LabelFile(name=name, labels=tuple(labels), problems=tuple(problems))


def _page_labels(name: str, content: bytes, page: PdfPage) -> list[LabelReading]:
    barcodes, slanted = _page_barcodes(page)
    unread = any(not barcode.from_picture and not barcode.text for barcode in barcodes)
    if unread and not any(barcode.text and barcode.is_linear for barcode in barcodes):
        # Drawn bars have any resolution: what is too fine to draw can still be printed.
        page = finer_page(content, page.number)
        barcodes, slanted = _page_barcodes(page)
    picture = page.picture
    height, width = picture.gray.shape
    boxes = cells(
        barcodes,
        width_px=width,
        height_px=height,
        mm_per_px=None if picture.dpi is None else MM_PER_INCH / picture.dpi,
    )
    signs = _photo_signs(picture, slanted=slanted) if page.embedded else frozenset()
    return [
        LabelReading(
            file=name,
            page=page.number,
            part=part,
            width_px=round(box.right - box.left),
            height_px=round(box.bottom - box.top),
            dpi=picture.dpi,
            barcodes=tuple(one for one in barcodes if box.holds(_center(one))),
            text_lines=_lines(page.runs, box),
            photo_signs=signs,
        )
        for part, box in enumerate(boxes, 1)
    ]


def _barcodes(picture: Picture) -> tuple[tuple[Barcode, ...], bool]:
    """Return the measured barcodes, and whether any was seen at a slant."""
    all_found = find_barcodes(picture.gray)
    results = [measured(picture, found, linear=_is_linear(found)) for found in all_found]
    pairs = [pair for pair in results if pair is not None]
    return tuple(barcode for barcode, _ in pairs), any(slanted for _, slanted in pairs)


def _page_barcodes(page: PdfPage) -> tuple[tuple[Barcode, ...], bool]:
    found, slanted = _barcodes(page.picture)
    return tuple(_with_origin(barcode, page) for barcode in found), slanted


def _is_linear(found: Found) -> bool:
    return not found.text or found.format in LINEAR


def _with_origin(barcode: Barcode, page: PdfPage) -> Barcode:
    holding = [one for one in page.embedded if one.box.holds(_center(barcode))]
    smallest = min(holding, key=lambda one: one.box.right - one.box.left, default=None)
    return replace(
        barcode,
        from_picture=smallest is not None,
        picture_dpi=None if smallest is None else smallest.dpi,
    )


def _center(barcode: Barcode) -> tuple[float, float]:
    return between(barcode.corners[0], barcode.corners[2], 0.5)


def _lines(runs: Iterable[TextRun], box: Box) -> tuple[TextLine, ...] | None:
    """Return the text inside a box, top down; None when there is none."""
    inside = sorted(
        (run for run in runs if box.holds(run.box.center)),
        key=lambda run: (run.box.center[1], run.box.left),
    )
    return tuple(TextLine(text=run.text, height_mm=run.height_mm) for run in inside) or None


def _photo_signs(picture: Picture, *, slanted: bool) -> frozenset[PhotoSign]:
    signs = {
        PhotoSign.CAMERA: picture.camera,
        PhotoSign.MOIRE: has_moire(picture.gray),
        PhotoSign.PERSPECTIVE: slanted,
        PhotoSign.UNEVEN_LIGHT: is_unevenly_lit(picture.gray),
    }
    return frozenset(sign for sign, seen in signs.items() if seen)
