"""Closed history beside the parcels of an audit: how they ended, what was claimed and paid."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from parcelwright.claims.known import NOTHING, Known
from parcelwright.cli._read_columns import read_columns
from parcelwright.errors import InputFileError, MoneyError
from parcelwright.interchange.columns import Kind
from parcelwright.interchange.outcomes import End
from parcelwright.interchange.tables import open_table
from parcelwright.money import Money
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from parcelwright.interchange.tables import Row

COLUMNS = ("tracking_number", "payer", "rule", "claimed_on", "decided_on", "paid", "currency")


@dataclass(frozen=True, kw_only=True)
class History:
    """What is known of parcels whose history is closed, by tracking number.

    Args:
        lost: Parcels that ended as lost.
        arrived: Parcels that were delivered, whatever their events say.
        known: Claims, decisions and payments.
    """

    lost: frozenset[str] = frozenset()
    arrived: frozenset[str] = frozenset()
    known: Mapping[str, Known] = field(default_factory=dict)

    def of(self, number: str) -> Known:
        """Return what is known of one parcel.

        One that ended as lost was never received, whatever a scan of its delivery says.
        """
        known = self.known.get(number, NOTHING)
        if number not in self.lost:
            return known
        return replace(known, reported=known.reported | {ClaimType.DELIVERED_NOT_RECEIVED})


NO_HISTORY = History()


def history_of(outcomes: Path | None, claims: Path | None) -> History:
    """Return what two files tell; either may be left out.

    Raises:
        InputFileError: A file is no table, lacks a column, or a cell of the claims cannot be
            read; the message names row and column.
    """
    ended = {} if outcomes is None else _ended(outcomes)
    return History(
        lost=ended.get(End.LOST, frozenset()),
        arrived=ended.get(End.DELIVERED, frozenset()),
        known={} if claims is None else _claims(claims),
    )


def _ended(path: Path) -> dict[End, frozenset[str]]:
    table = read_columns(path, Kind.OUTCOMES)
    if "outcome" not in table.column_names:
        raise InputFileError(f"{path.name} has no column outcome; add it or name it so")
    pairs = zip(table["tracking_number"].to_pylist(), table["outcome"].to_pylist(), strict=True)
    found: dict[End, set[str]] = {End.LOST: set(), End.DELIVERED: set()}
    for number, word in pairs:
        end = str(word or "").casefold()
        if end in found:
            found[End(end)].add(number)
    return {end: frozenset(numbers) for end, numbers in found.items()}


def _claims(path: Path) -> dict[str, Known]:
    table = open_table(path)
    missing = [name for name in COLUMNS[:1] if name not in table.header]
    if missing:
        raise InputFileError(f"{path.name} has no column {missing[0]}; add it or name it so")
    found: dict[str, Known] = {}
    for row in table.rows():
        number = row.cells.get("tracking_number", "").strip()
        if number:
            found[number] = _with(found.get(number, NOTHING), row, path)
    return found


def _with(known: Known, row: Row, path: Path) -> Known:
    """Return what is known with one row more; several rows of a parcel add up."""
    moments = dict(known.moments)
    for column, since in (("claimed_on", Since.CLAIM_FILED), ("decided_on", Since.DECISION)):
        day = _day(row, column, path)
        if day is not None:
            moments[since] = max(day, moments.get(since, day))
    paid = dict(known.paid)
    money = _money(row, path)
    if money is not None:
        payer = row.cells.get("payer", "")
        # What a payer gave in a second currency stands under its slug with that currency.
        other = payer in paid and paid[payer].currency != money.currency
        name = f"{payer} {money.currency}" if other else payer
        paid[name] = paid[name] + money if name in paid else money
    rule = row.cells.get("rule", "")
    claimed = known.claimed | {rule} if rule else known.claimed
    return Known(moments=moments, paid=paid, claimed=claimed)


def _day(row: Row, column: str, path: Path) -> date | None:
    text = row.cells.get(column, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputFileError(
            f'{path.name}, row {row.number}, {column}: "{text}" is no day; write it as 2026-01-31'
        ) from None


def _money(row: Row, path: Path) -> Money | None:
    amount = row.cells.get("paid", "").strip()
    currency = row.cells.get("currency", "").strip().upper()
    if not amount:
        return None
    try:
        return Money.of(amount, currency)
    except MoneyError as error:
        raise InputFileError(
            f"{path.name}, row {row.number}, paid: {error}; write the amount as 12.50 and the "
            "currency as EUR"
        ) from None
