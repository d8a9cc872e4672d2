"""The text of a PDF page: runs of characters on one line, with place and height."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from parcelwright.prevention.labels.limits import MAX_TEXT_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2

_MM_PER_POINT = 25.4 / 72
# A gap of so many heights parts two columns.
_COLUMN_GAP = 2.5
_SURROGATES = range(0xD800, 0xE000)


class Places(Protocol):
    """Turns points of a page into pixels of its picture."""

    def to_bitmap(self, page_x: float, page_y: float, /) -> tuple[int, int]:
        """Return column and row."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box in pixels of a picture."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, place: Places, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the box of an area of the page given in points, also on a turned page."""
        one, other = place.to_bitmap(left, bottom), place.to_bitmap(right, top)
        return cls(
            left=min(one[0], other[0]),
            top=min(one[1], other[1]),
            right=max(one[0], other[0]),
            bottom=max(one[1], other[1]),
        )

    @property
    def center(self) -> tuple[float, float]:
        """The point in its middle."""
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def holds(self, point: tuple[float, float]) -> bool:
        """Return whether a point lies in the box."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


@dataclass(frozen=True, kw_only=True)
class TextRun:
    """Characters that stand on one line without a wide gap."""

    text: str
    height_mm: float
    box: Box


@dataclass(frozen=True, kw_only=True)
class _Character:
    text: str
    bounds: tuple[float, float, float, float]


def text_runs(textpage: pypdfium2.PdfTextPage, place: Places) -> tuple[TextRun, ...]:
    """Return the runs of a page in the order of the file; none when it has no text.

    Args:
        textpage: The text of the page.
        place: Where its points are in the picture.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - a library that only labels need

    runs: list[TextRun] = []
    line: list[_Character] = []
    for index in range(min(textpage.count_chars(), MAX_TEXT_CHARACTERS)):
        code = int(pdfium.FPDFText_GetUnicode(textpage, index))
        text = chr(code) if 0 < code <= sys.maxunicode and code not in _SURROGATES else ""
        bounds = tuple(float(value) for value in textpage.get_charbox(index))
        one = _Character(text=text, bounds=(bounds[0], bounds[1], bounds[2], bounds[3]))
        if text in {"\r", "\n"} or (line and _far(line, one)):
            runs += _run(line, place)
            line = []
        if text not in {"\r", "\n", ""}:
            line.append(one)
    return (*runs, *_run(line, place))


def _far(line: Sequence[_Character], one: _Character) -> bool:
    last = next((each for each in reversed(line) if each.text.strip()), None)
    if last is None or not one.text.strip():
        return False
    height = max(last.bounds[3] - last.bounds[1], one.bounds[3] - one.bounds[1])
    gap = max(one.bounds[0] - last.bounds[2], last.bounds[0] - one.bounds[2])
    upright = abs(one.bounds[1] - last.bounds[1]) < height
    return upright and gap > _COLUMN_GAP * height


def _run(line: Sequence[_Character], place: Places) -> list[TextRun]:
    inked = [one for one in line if one.text.strip()]
    if not inked:
        return []
    lefts, bottoms, rights, tops = zip(*(one.bounds for one in inked), strict=True)
    box = Box.of(place, min(lefts), min(bottoms), max(rights), max(tops))
    # Text that runs up or down the page is higher than wide; its letters lie on their side.
    across = max(tops) - min(bottoms) > max(rights) - min(lefts) and len(inked) > 1
    heights = [
        one.bounds[2] - one.bounds[0] if across else one.bounds[3] - one.bounds[1] for one in inked
    ]
    text = "".join(one.text for one in line).strip()
    return [TextRun(text=text, height_mm=max(heights) * _MM_PER_POINT, box=box)]
