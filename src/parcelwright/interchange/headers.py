"""Column names as people write them, compared without what does not matter."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.interchange.cells import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_UNIT = re.compile(r"[(\[](?:kg|kgs|g|gram|grams|oz|lb|lbs|cm|mm|in|inch|公斤|千克|克)[)\]]")
_MARKS = re.compile(r"[*#:_\-\s'\"`\ufeff\u200b]+")
SEARCHED_ROWS = 10


@lru_cache(maxsize=8192)
def header_key(header: str) -> str:
    """Return the form in which two column names are compared.

    >>> header_key("Tracking_Number*") == header_key("tracking number")
    True
    >>> header_key("Weight(kg)")
    'weight'
    """
    narrow = unicodedata.normalize("NFKC", header).casefold()
    return _MARKS.sub("", _UNIT.sub("", narrow))


def header_keys(header: str) -> tuple[str, ...]:
    """Return the whole key and, for a bilingual ``English/中文`` header, each half's."""
    halves = header.split("/")
    keys = [header_key(header)]
    if len(halves) == 2:  # noqa: PLR2004 - a header in two languages has two halves
        keys += [header_key(half) for half in halves if half.strip()]
    return tuple(keys)


def header_fingerprint(headers: Sequence[str]) -> str:
    """Return the identity of a layout: equal for the same columns in any order and spelling."""
    keys = sorted(header_key(header) for header in headers if header.strip())
    return hashlib.sha256("\x1f".join(keys).encode()).hexdigest()[:32]


def hits(cells: Iterable[str], known: Collection[str]) -> int:
    """Return how many cells are column names that somebody is known to use."""
    return sum(any(key in known for key in header_keys(cell)) for cell in cells if cell)


def find_header(rows: Sequence[Sequence[str]], known: Collection[str]) -> int:
    """Return the index of the header among the first rows of a file.

    The row with most known column names; where none is known, the first with two
    filled cells, else the first filled one.
    """
    first = rows[:SEARCHED_ROWS]
    scores = [hits(row, known) for row in first]
    if scores and max(scores) > 0:
        return scores.index(max(scores))
    filled = [sum(bool(cell.strip()) for cell in row) for row in first]
    for wanted in (2, 1):
        for index, count in enumerate(filled):
            if count >= wanted:
                return index
    return 0


def unique_headers(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the header with repeated names told apart: ``Item Cost``, ``Item Cost (2)``."""
    seen: dict[str, int] = {}
    names = []
    for cell in cells:
        name = " ".join(clean(cell).split())
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return tuple(names)
