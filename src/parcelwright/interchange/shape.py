"""Rows of a table that are not data: empty ones, explanations below the header, footers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.interchange.cells import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_DIGIT = re.compile(r"\d")
_FOOTER = re.compile(
    r"record\(s\)|^seller id\b|^(?:grand )?total\b|^合计|^总计|^共\s*\d+", re.IGNORECASE
)
_FEW = 3
_CHINESE = re.compile(r"[\u4e00-\u9fff]{6,}")


def data_rows(
    numbered: Iterable[tuple[int, Sequence[str]]], header: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (row number, filled cells by header) of the rows that hold data.

    Cells beyond the header, of a row that is longer than it, are kept as ``column 12``.
    """
    first, width, is_named = True, len(header), all(header)
    for number, raw in numbered:
        cells = list(map(clean, raw))
        filled = list(filter(None, cells))
        if not filled or (len(filled) <= _FEW and _is_footer(filled, width)):
            continue
        if first and _is_description(filled):
            first = False
            continue
        first = False
        if len(filled) == width == len(cells) and is_named:
            yield number, dict(zip(header, cells, strict=True))
        else:
            yield number, _by_header(cells, header)


def _by_header(cells: Sequence[str], header: Sequence[str]) -> dict[str, str]:
    named = {name: cell for name, cell in zip(header, cells, strict=False) if name and cell}
    for index, cell in enumerate(cells):
        if cell and (index >= len(header) or not header[index]):
            named[f"column {index + 1}"] = cell
    return named


def _is_footer(filled: Sequence[str], width: int) -> bool:
    return (
        len(filled) <= _FEW < width
        and len(filled) * 2 <= width
        and any(_FOOTER.search(cell) for cell in filled)
    )


def _is_description(filled: Sequence[str]) -> bool:
    """Whether the cells explain columns: phrases, with hardly a digit among them."""
    if len(filled) < _FEW:
        return False
    digits = sum(bool(_DIGIT.search(cell)) for cell in filled)
    phrases = sum(" " in cell or bool(_CHINESE.search(cell)) for cell in filled)
    return digits * 5 <= len(filled) and phrases * 2 >= len(filled)
