"""Reads lists with a header row: comma, semicolon, tab or bar between cells.

A row that the file ends within is not interpreted: a code that lost its end is another code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SEPARATORS = (",", ";", "\t", "|")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"?')
# A quotation mark that never closes must not swallow the rest of the file.
_LONGEST_ROW = 200


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its line in the file, its cells by header, and whether the file ends within it."""

    line: int
    cells: Mapping[str, str]
    is_cut: bool = False

    @property
    def where(self) -> str:
        """Where it stands, for problems."""
        return f"line {self.line}"


def header_of(first_line: str) -> tuple[str, tuple[str, ...]]:
    """Return the separator of a list and its column names, folded to letters and digits."""
    separator = max(_SEPARATORS, key=first_line.count)
    return separator, tuple(folded(cell) for cell in cut(first_line.strip("\r\n"), separator))


def folded(name: str) -> str:
    """Return a column name without capitals, blanks and punctuation."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def rows(text: str) -> Iterator[ListRow]:
    """Yield the rows below the header; empty lines are left out."""
    lines = text.splitlines(keepends=True)
    if not lines:
        return
    separator, header = header_of(lines[0])
    at = 1
    while at < len(lines):
        first, raw = at, lines[at]
        while raw.count('"') % 2 and at + 1 < len(lines) and at - first < _LONGEST_ROW:
            at += 1
            raw += lines[at]
        at += 1
        if not raw.strip():
            continue
        cells = cut(raw.rstrip("\r\n"), separator)
        is_last = at == len(lines) and not raw.endswith(("\n", "\r"))
        is_cut = is_last and (len(cells) < len(header) or raw.count('"') % 2 == 1)
        named = {name: cell for name, cell in zip(header, cells, strict=False) if name and cell}
        for extra, cell in enumerate(cells[len(header) :], len(header) + 1):
            if cell:
                named[f"column{extra}"] = cell
        yield ListRow(first + 1, named, is_cut)


def cut(line: str, separator: str) -> list[str]:
    """Return the cells of a row without blanks around them."""
    if '"' not in line:
        return [cell.strip() for cell in line.split(separator)]
    cells, at = [], 0
    while at <= len(line):
        quoted = _QUOTED.match(line, at)
        end = line.find(separator, quoted.end() if quoted else at)
        end = len(line) if end < 0 else end
        if quoted:
            cells.append((quoted[1].replace('""', '"') + line[quoted.end() : end]).strip())
        else:
            cells.append(line[at:end].strip())
        at = end + 1
    return cells
