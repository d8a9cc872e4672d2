"""Reads the cells of one row by our column names and notes what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from parcelwright.errors import MoneyError
from parcelwright.interchange import amounts
from parcelwright.interchange.carriers import carrier_of_cell
from parcelwright.interchange.cells import REPLACEMENT, is_shortened
from parcelwright.interchange.columns import NUMBER_COLUMNS
from parcelwright.interchange.conventions import Conventions
from parcelwright.interchange.dates import is_order_open, parse_time
from parcelwright.interchange.headers import header_key
from parcelwright.interchange.problems import CellProblem, Trouble
from parcelwright.money import Money
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.recognize import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.interchange.tables import Row
    from parcelwright.parcels.events import EventTime

_SAMPLE_LETTERS = 40
_YES = frozenset({"yes", "y", "true", "1", "x", "是"})
_NO = frozenset({"no", "n", "false", "0", "否"})
Word = TypeVar("Word", bound=StrEnum)


@dataclass(kw_only=True, slots=True)
class CellReader:
    """One row, read through a mapping. ``problems`` grows as cells are asked for.

    Args:
        row: The row.
        mapping: Headers of the file by our column; the first filled one counts.
        conventions: How the file writes dates and amounts.
        units: Unit by header, where the file's layout is known to use one.
        constants: Values that hold for the whole file, by our column.
        used: The headers that the mapping uses, where the caller has them ready.
    """

    row: Row
    mapping: Mapping[str, tuple[str, ...]]
    conventions: Conventions = field(default_factory=Conventions)
    units: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    problems: list[CellProblem] = field(default_factory=list)

    def header(self, column: str) -> str:
        """Return the header that fills a column in this row, or the column's own name."""
        headers = self.mapping.get(column, ())
        if len(headers) == 1:
            return headers[0]
        filled = (header for header in headers if self.row.cells.get(header))
        return next(filled, headers[0] if headers else column)

    def text(self, column: str) -> str:
        """Return the cell as written, or empty; a number that lost digits is empty."""
        headers = self.mapping.get(column)
        if headers is None:
            return self.constants.get(column, "")
        header = headers[0] if len(headers) == 1 else self.header(column)
        cell = self.row.cells.get(header) or self.constants.get(column, "")
        if REPLACEMENT in cell:
            self.note(column, Trouble.LETTERS, cell)
        if column in NUMBER_COLUMNS and is_shortened(cell):
            self.note(column, Trouble.SHORTENED, cell)
            return ""
        return cell

    def number(self, column: str) -> str:
        """Return the number of a parcel: without blanks, in capitals."""
        return normalize(self.text(column))

    def lines(self, column: str) -> tuple[str, ...]:
        """Return the lines of all headers that fill a column."""
        headers = self.mapping.get(column, ())
        cells = [self.row.cells.get(header, "") for header in headers]
        return tuple(line for cell in cells for part in cell.split("\n") if (line := part.strip()))

    def carrier(self, column: str) -> str:
        """Return the carrier's slug, or empty when the name is not known."""
        return carrier_of_cell(self.text(column))

    def country(self, column: str) -> str:
        """Return the two-letter code, or empty; an unknown name is a problem."""
        cell = self.text(column)
        code = country_code(cell) if cell else ""
        if cell and not code:
            self.note(column, Trouble.COUNTRY, cell)
        return code

    def time(self, column: str) -> EventTime | None:
        """Return the time as precise as the cell, or None."""
        cell = self.text(column)
        if not cell:
            return None
        moment = parse_time(cell, self.conventions.date_order)
        if moment is None:
            unclear = is_order_open(cell)
            self.note(column, Trouble.DATE_ORDER if unclear else Trouble.DATE, cell)
        return moment

    def money(self, column: str, *currencies: str) -> Money | None:
        """Return the amount with the currency of its cell, else of the first filled column.

        No column of ours holds what is owed the other way: below zero is a problem.
        """
        cell = self.text(column)
        if not cell:
            return None
        amount, code = _amount(cell, decimal_comma=self.conventions.decimal_comma)
        if amount is None or amount < 0:
            self.note(column, Trouble.AMOUNT, cell)
            return None
        stated = next((text for each in currencies if (text := self.text(each))), "")
        found = _money(amount, stated or code)
        if found is None:
            self.note(column, Trouble.CURRENCY, cell)
        return found

    def grams(self, column: str) -> int | None:
        """Return a weight in grams, by the unit of the cell, the header or the layout."""
        cell = self.text(column)
        found = amounts.grams(cell, self._unit(column, "g")) if cell else None
        if cell and found is None:
            self.note(column, Trouble.WEIGHT, cell)
        return found

    def millimetres(self, column: str) -> int | None:
        """Return a length in millimetres, by the unit of the cell, the header or the layout."""
        cell = self.text(column)
        found = amounts.millimetres(cell, self._unit(column, "mm")) if cell else None
        if cell and found is None:
            self.note(column, Trouble.LENGTH, cell)
        return found

    def positive(self, column: str, default: float) -> float:
        """Return a number above zero; ``default`` when the cell is empty or unreadable."""
        cell = self.text(column)
        value = amounts.parse_amount(cell, decimal_comma=False) if cell else Decimal(0)
        if value is None:
            self.note(column, Trouble.AMOUNT, cell)
        return float(value) if value else default

    def word(self, column: str, words: type[Word]) -> Word | None:
        """Return the word of a column that allows only some, or None; another is a problem."""
        text = self.text(column).casefold()
        if not text:
            return None
        try:
            return words(text)
        except ValueError:
            self.note(column, Trouble.WORD, text)
            return None

    def yes(self, column: str) -> bool | None:
        """Return whether a cell says yes, or None when it is empty; another word is a problem."""
        text = self.text(column).casefold()
        if text in _YES or text in _NO:
            return text in _YES
        if text:
            self.note(column, Trouble.WORD, text)
        return None

    def decimal(self, column: str, trouble: Trouble = Trouble.AMOUNT) -> float | None:
        """Return a number of zero or more, or None; anything else is a problem."""
        cell = self.text(column)
        comma = self.conventions.decimal_comma
        value = amounts.parse_amount(cell, decimal_comma=comma) if cell else None
        if value is None or value < 0:
            if cell:
                self.note(column, trouble, cell)
            return None
        return float(value)

    def whole(self, column: str) -> int | None:
        """Return a whole number of zero or more, or None; anything else is a problem."""
        value = self.decimal(column, Trouble.COUNT)
        if value is None or value == int(value):
            return None if value is None else int(value)
        self.note(column, Trouble.COUNT, self.text(column))
        return None

    def day(self, column: str) -> date | None:
        """Return the calendar day of a cell, or None."""
        moment = self.time(column)
        return None if moment is None else moment.day

    def rest(self, *kept_columns: str) -> tuple[tuple[str, str], ...]:
        """Return cells of headers that fill no column of ours, by name in order."""
        used = self.used or used_headers(self.mapping)
        if kept_columns:
            used -= {header for each in kept_columns for header in self.mapping.get(each, ())}
        if self.row.cells.keys() <= used:
            return ()
        return tuple(
            sorted((name, cell) for name, cell in self.row.cells.items() if name not in used)
        )

    def refuse_without(self, column: str) -> None:
        """Note that the row is refused because a cell it needs is empty or was destroyed."""
        for index, problem in enumerate(self.problems):
            if problem.column == self.header(column) and problem.trouble is Trouble.SHORTENED:
                self.problems[index] = replace(problem, refuses=True)
                return
        self.note(column, Trouble.MISSING, refuses=True)

    def note(
        self, column: str, trouble: Trouble, sample: str = "", *, refuses: bool = False
    ) -> None:
        """Remember a problem with the cell of a column."""
        self.problems.append(
            CellProblem(
                row=self.row.number,
                column=self.header(column),
                trouble=trouble,
                sample=sample[:_SAMPLE_LETTERS],
                refuses=refuses,
            )
        )

    def _unit(self, column: str, own: str) -> str:
        header = self.header(column)
        return own if header == column else unit_of(header, self.units)


# Prices repeat within a file; what is kept of them is bounded.
@lru_cache(maxsize=8192)
def _amount(cell: str, *, decimal_comma: bool) -> tuple[Decimal | None, str]:
    number, code = amounts.split_amount(cell)
    return amounts.parse_amount(number, decimal_comma=decimal_comma), code


def _money(amount: Decimal, currency: str) -> Money | None:
    try:
        return Money.of(amount, currency)
    except MoneyError:
        return None


def used_headers(mapping: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the headers that fill some column of ours."""
    return frozenset(header for headers in mapping.values() for header in headers)


def unit_of(header: str, units: Mapping[str, str]) -> str:
    """Return the unit that a column name states, else the one its layout is known to use."""
    stated = amounts.unit_of_header(header)
    by_key = {header_key(name): unit for name, unit in units.items()}
    return stated or by_key.get(header_key(header), "")
