"""What can be wrong with a cell, said once per kind: what it is, and how to repair it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parcelwright.parcels.events import Problem


class Trouble(StrEnum):
    """Kinds of trouble with one cell; each has one repair."""

    SHORTENED = "shortened"
    MISSING = "missing"
    CHECK_DIGIT = "check_digit"
    DATE = "date"
    DATE_ORDER = "date_order"
    AMOUNT = "amount"
    COUNT = "count"
    CURRENCY = "currency"
    COUNTRY = "country"
    WEIGHT = "weight"
    LENGTH = "length"
    MILESTONE = "milestone"
    WORD = "word"
    LETTERS = "letters"
    EMPTY_FILE = "empty_file"


# What one cell is, what many cells are ("{n} cells ..."), and what to do.
_WORDS: dict[Trouble, tuple[str, str, str]] = {
    Trouble.SHORTENED: (
        "was shortened by a spreadsheet, so digits are gone",
        "were shortened by a spreadsheet",
        "format the column as text and save the file again",
    ),
    Trouble.MISSING: ("is empty", "are empty", "fill the column or remove the rows"),
    Trouble.CHECK_DIGIT: (
        "has a check digit that does not fit",
        "have a check digit that does not fit",
        "compare the number with the label",
    ),
    Trouble.DATE: (
        "is not a date that can be read",
        "are not dates that can be read",
        "write dates as 2026-01-31",
    ),
    Trouble.DATE_ORDER: (
        "can be read as two different days",
        "can be read as two different days",
        "say whether the file writes the day or the month first",
    ),
    Trouble.AMOUNT: (
        "is not an amount that can be read",
        "are not amounts that can be read",
        "write amounts as 12.50",
    ),
    Trouble.COUNT: ("is no whole number", "are no whole numbers", "write a number such as 2"),
    Trouble.CURRENCY: (
        "has no currency",
        "have no currency",
        "add a column currency with codes such as EUR",
    ),
    Trouble.COUNTRY: (
        "is not a country we know",
        "are not countries we know",
        "write countries as two-letter codes such as DE",
    ),
    Trouble.WEIGHT: (
        "is not a weight with a unit",
        "are not weights with a unit",
        "name the column weight_g, or put the unit into its name, as in Weight (kg)",
    ),
    Trouble.LENGTH: (
        "is not a length with a unit",
        "are not lengths with a unit",
        "name the column length_mm, or put the unit into its name, as in Length (cm)",
    ),
    Trouble.MILESTONE: (
        "is not a milestone of ours",
        "are not milestones of ours",
        "keep the carrier's word in the column description instead",
    ),
    Trouble.WORD: (
        "is not one of the allowed words",
        "are not among the allowed words",
        "use the words that the column allows",
    ),
    Trouble.LETTERS: (
        "holds letters that were damaged before the file came here",
        "hold letters that were damaged before the file came here",
        "export the file again as UTF-8",
    ),
    Trouble.EMPTY_FILE: (
        "is not in the file",
        "are not in the file",
        "add the column, or say which column holds it",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem:
    """A cell that could not be used, or only in part.

    Args:
        row: Row as a person counts rows in the file; 0 when the whole file is meant.
        column: Name of the column as the file writes it.
        trouble: What is wrong.
        sample: The cell, cut to what fits a sentence.
        refuses: Whether the row cannot be used because of it.
    """

    row: int
    column: str
    trouble: Trouble
    sample: str = ""
    refuses: bool = False

    @property
    def text(self) -> str:
        """What is wrong and what to do, one sentence."""
        one, _, repair = _WORDS[self.trouble]
        shown = f'"{self.sample}" ' if self.sample else ""
        return f"{shown}{one}; {repair}"

    @property
    def problem(self) -> Problem:
        """The same in the form that all parts share."""
        where = f"row {self.row}, column {self.column}" if self.row else f"column {self.column}"
        return Problem(where, self.text)


def grouped_text(trouble: Trouble, column: str, count: int, sample: str) -> str:
    """Return one sentence for all cells of a column that have the same trouble."""
    one, many, repair = _WORDS[trouble]
    cells = f"{count:,} cells of {column} {many}" if count > 1 else f"1 cell of {column} {one}"
    shown = f', such as "{sample}"' if sample else ""
    return f"{cells}{shown}; {repair}"
