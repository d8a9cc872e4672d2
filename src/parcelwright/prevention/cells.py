"""Cells of the tables of this part: wrong ones end the reading with a message that says where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NoReturn

from parcelwright.errors import InputFileError
from parcelwright.interchange.headers import header_key
from parcelwright.money import MOST_DIGITS
from parcelwright.parcels.countries import country_code

if TYPE_CHECKING:
    from parcelwright.interchange.tables import Row, Table


@dataclass(frozen=True)
class Cells:
    """One row of a table, asked by column; the spelling of column names does not matter."""

    file: str
    row: Row

    @staticmethod
    def needs(table: Table, *columns: str) -> None:
        """Check that a table has columns.

        Raises:
            InputFileError: One is missing.
        """
        present = {header_key(name) for name in table.header}
        for column in columns:
            if header_key(column) not in present:
                raise InputFileError(
                    f"{table.name} has no column {column}; add it or name it so in the header"
                )

    def text(self, column: str) -> str:
        """Return the cell, or empty."""
        key = header_key(column)
        found = (cell for name, cell in self.row.cells.items() if header_key(name) == key)
        return next(found, "").strip()

    def needed(self, column: str) -> str:
        """Return the cell.

        Raises:
            InputFileError: It is empty.
        """
        return self.text(column) or self._refuse(column, "is empty", "fill it")

    def day(self, column: str) -> date | None:
        """Return a day, or None when empty.

        Raises:
            InputFileError: It is none.
        """
        text = self.text(column)
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return self._refuse(column, f'"{text}" is no day', "write it as 2026-01-31")

    def number(self, column: str) -> Decimal | None:
        """Return a number of at least zero, or None when empty.

        Raises:
            InputFileError: It is none.
        """
        text = self.text(column)
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            return self._refuse(column, f'"{text}" is no number', "write it as 12.50")
        if not value.is_finite() or value < 0 or value.adjusted() >= MOST_DIGITS:
            return self._refuse(column, f'"{text}" is below zero or no end', "write it as 12.50")
        return value

    def country(self, column: str) -> str:
        """Return a two-letter code, or empty.

        Raises:
            InputFileError: It is no country.
        """
        text = self.text(column)
        if not text:
            return ""
        code = country_code(text)
        return code or self._refuse(column, f'"{text}" is no country', "write two letters")

    def refuse(self, column: str, what: str, repair: str) -> InputFileError:
        """Return an error that names file, row and column."""
        return InputFileError(f"{self.file}, row {self.row.number}, {column}: {what}; {repair}")

    def _refuse(self, column: str, what: str, repair: str) -> NoReturn:
        raise self.refuse(column, what, repair)
