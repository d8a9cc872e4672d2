"""How one file writes dates and amounts: decided once for the file, never per row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.interchange.amounts import decimal_comma_shown, split_amount
from parcelwright.interchange.columns import MONEY_COLUMNS, TIME_COLUMNS
from parcelwright.interchange.dates import DateOrder, is_order_open, order_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parcelwright.interchange.tables import Row

_SAMPLE_ROWS = 2000
# So many amounts with three digits after their only mark are groups, not fractions.
_GROUPS = 3


@dataclass(frozen=True, kw_only=True)
class Conventions:
    """How a file writes what can be read in two ways.

    Args:
        date_order: None when no date of the file proves it, or dates contradict each other.
        decimal_comma: Whether a comma stands before cents.
        contradicts: Dates of the file prove both orders, so that neither holds.
    """

    date_order: DateOrder | None = None
    decimal_comma: bool = False
    contradicts: bool = False


def decide(
    rows: Iterable[Row], mapping: Mapping[str, tuple[str, ...]], *, native: bool = False
) -> Conventions:
    """Return the conventions of a file.

    Reads on only while something is undecided that matters; a file of ISO dates and
    plain decimals is decided after two thousand rows.

    Args:
        rows: All rows of the file.
        mapping: Headers by our column.
        native: The file uses our own columns, whose amounts are plain decimals.
    """
    dates = [header for column in TIME_COLUMNS for header in mapping.get(column, ())]
    amounts = [header for column in MONEY_COLUMNS for header in mapping.get(column, ())]
    found = _Evidence()
    for index, row in enumerate(rows):
        for header in dates:
            found.add_date(row.cells.get(header, ""))
        for header in amounts:
            found.add_amount(row.cells.get(header, ""))
        if index >= _SAMPLE_ROWS and found.is_settled:
            break
    return found.conventions(native=native)


class _Evidence:
    """Counts of what the cells seen so far prove."""

    def __init__(self) -> None:
        self._orders = dict.fromkeys(DateOrder, 0)
        self._open_dates = 0
        self._commas = {True: 0, False: 0}
        self._grouped = {",": 0, ".": 0}

    def add_date(self, cell: str) -> None:
        shown = order_shown(cell)
        if shown is not None:
            self._orders[shown] += 1
        elif is_order_open(cell):
            self._open_dates += 1

    def add_amount(self, cell: str) -> None:
        number, _ = split_amount(cell)
        shown = decimal_comma_shown(number)
        if shown is not None:
            self._commas[shown] += 1
        elif "," in number:
            self._grouped[","] += 1
        elif "." in number:
            self._grouped["."] += 1

    @property
    def is_settled(self) -> bool:
        dates = not self._open_dates or any(self._orders.values())
        return dates and (not any(self._grouped.values()) or any(self._commas.values()))

    def conventions(self, *, native: bool) -> Conventions:
        proven = [order for order, count in self._orders.items() if count]
        return Conventions(
            date_order=proven[0] if len(proven) == 1 else None,
            decimal_comma=self._decimal_comma(native=native),
            contradicts=len(proven) > 1,
        )

    def _decimal_comma(self, *, native: bool) -> bool:
        if self._commas[True] != self._commas[False]:
            return self._commas[True] > self._commas[False]
        if native or any(self._commas.values()):
            return False
        return self._grouped["."] >= _GROUPS and not self._grouped[","]
