"""Exchange rates by way of the special drawing right (XDR), one table a published day.

A release ships the days that were found in print, one file each. Days that were fetched or
entered since are put among them with :func:`with_tables`; nothing here fetches any.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from parcelwright.errors import MoneyError, RuleFileError
from parcelwright.money import Money, in_coins
from parcelwright.plugins import data_files
from parcelwright.records import quickly_made
from parcelwright.rulebook.plausible import impossible

if TYPE_CHECKING:
    from collections.abc import Iterable

OLD_AFTER_DAYS = 30
_DIGITS = Decimal("0.00000001")


class RateFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published table; ``xdr_per_unit`` and ``units_per_xdr`` may both be given."""

    title: str
    url: str
    units_per_xdr: dict[str, str] = {}
    xdr_per_unit: dict[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class RateTable:
    """Units of each currency for one XDR on one day."""

    as_of: date
    units: dict[str, Decimal]
    title: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Rates:
    """Tables of several days, oldest first."""

    tables: tuple[RateTable, ...]


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Converted:
    """An amount in another currency, with the rate and the day it is of.

    Args:
        money: The result, rounded to the currency's smallest coin.
        rate: Units of the new currency for one of the old.
        old: The rate's day is more than thirty days before the day asked for.
    """

    money: Money
    rate: Decimal
    as_of: date | None
    old: bool


@cache
def shipped_rates() -> Rates:
    """Return the rates of this release.

    Raises:
        RuleFileError: A table is broken or implausible.
    """
    files = data_files("parcelwright.rulebook.rates", ".toml")
    return Rates(
        tables=tuple(read_table(stem, entry.read_text("utf-8")) for stem, entry in files.items())
    )


def read_table(day: str, text: str) -> RateTable:
    """Return one table from its TOML; ``day`` is the stem of its file.

    Raises:
        RuleFileError: It cannot be read, or its figures cannot be true.
    """
    try:
        as_of = date.fromisoformat(day)
        shape = msgspec.convert(tomllib.loads(text), RateFile)
        units = {code: Decimal(rate) for code, rate in shape.units_per_xdr.items()}
        units |= {
            code: (1 / Decimal(rate)).quantize(_DIGITS)
            for code, rate in shape.xdr_per_unit.items()
            if code not in units
        }
    except (ValueError, ArithmeticError, msgspec.ValidationError) as error:
        raise RuleFileError(f"rates/{day}.toml: {error}") from error
    table = RateTable(as_of=as_of, units=units, title=shape.title, url=shape.url)
    if wrong := impossible(table.units):
        raise RuleFileError(f"rates/{day}.toml: {wrong}")
    return table


def with_tables(rates: Rates, added: Iterable[RateTable]) -> Rates:
    """Return rates with further tables, which win where two are of one day."""
    days: dict[date, RateTable] = {table.as_of: table for table in rates.tables}
    for table in added:
        known = days.get(table.as_of)
        units = table.units if known is None else known.units | table.units
        days[table.as_of] = replace(table, units=units)
    return Rates(tables=tuple(days[day] for day in sorted(days)))


def convert(money: Money, to: str, on: date, rates: Rates) -> Converted:
    """Return money in another currency at the last published rate up to ``on``.

    Both currencies are taken from one table where one holds both; else each from the last
    that names it, and the older of the two days is the day of the rate.

    Raises:
        MoneyError: One of the currencies stands in no table up to that day.
    """
    if money.currency == to:
        return Converted(money=money, rate=Decimal(1), as_of=None, old=False)
    found = _rate(money.currency, to, on, rates)
    if found is None:
        raise MoneyError(f"no rate from {money.currency} to {to} is known on or before {on}")
    as_of, rate, is_old = found
    coins = in_coins(money.amount * rate, to)
    return Converted(money=Money(coins, to), rate=rate, as_of=as_of, old=is_old)


@lru_cache(maxsize=4096)
def _rate(old: str, new: str, on: date, rates: Rates) -> tuple[date, Decimal, bool] | None:
    """Return the day of a rate, the rate as it is reckoned with, and whether it is old."""
    found = _pair(old, new, on, rates)
    if found is None:
        return None
    as_of, rate = found
    exact = rate if old == "XDR" else rate.quantize(_DIGITS)
    return as_of, exact, (on - as_of).days > OLD_AFTER_DAYS


def _pair(old: str, new: str, on: date, rates: Rates) -> tuple[date, Decimal] | None:
    """Return the day and the units of the new currency for one of the old."""
    last: dict[str, RateTable] = {}
    for table in reversed(rates.tables):
        if table.as_of > on:
            continue
        named = [code for code in (old, new) if code == "XDR" or code in table.units]
        if len(named) == 2:  # noqa: PLR2004 - both
            return table.as_of, _units(table, new) / _units(table, old)
        for code in named:
            last.setdefault(code, table)
    if old not in last or new not in last:
        return None
    day = min(last[old].as_of, last[new].as_of)
    return day, _units(last[new], new) / _units(last[old], old)


def _units(table: RateTable, code: str) -> Decimal:
    return Decimal(1) if code == "XDR" else table.units[code]
