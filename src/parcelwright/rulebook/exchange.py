"""Exchange rates by way of the special drawing right (XDR), one published day a file.

A release ships the days that were found in print. Rates of a later day belong into a
new file beside them; nothing here fetches any.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import msgspec

from parcelwright.errors import MoneyError, RuleFileError
from parcelwright.money import Money
from parcelwright.plugins import data_files

OLD_AFTER_DAYS = 30
# Fixed amounts of the basket since August 2022: at one day's rates they sum to one XDR.
_BASKET = {
    "USD": Decimal("0.57813"),
    "EUR": Decimal("0.37379"),
    "CNY": Decimal("1.0993"),
    "JPY": Decimal("13.452"),
    "GBP": Decimal("0.080870"),
}
_BASKET_TOLERANCE = Decimal("0.002")
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
    _check(table)
    return table


def _check(table: RateTable) -> None:
    """Refuse what cannot be true, such as a table printed upside down."""
    where = f"rates/{table.as_of}.toml"
    wrong = [code for code, rate in table.units.items() if not rate.is_finite() or rate <= 0]
    if wrong:
        raise RuleFileError(f"{where}: {wrong[0]} is not above zero")
    if _BASKET.keys() <= table.units.keys():
        shares = (amount / table.units[code] for code, amount in _BASKET.items())
        total = sum(shares, Decimal(0))
        if abs(total - 1) > _BASKET_TOLERANCE:
            raise RuleFileError(
                f"{where}: the basket sums to {total:.4f} XDR, not 1; the columns have slipped"
            )
    elif "JPY" in table.units and table.units["JPY"] < 1:
        raise RuleFileError(f"{where}: less than one JPY for one XDR; the table is upside down")


def convert(money: Money, to: str, on: date, rates: Rates) -> Converted:
    """Return money in another currency at the last published rate up to ``on``.

    Both currencies are taken from one table, by way of XDR.

    Raises:
        MoneyError: No table up to that day holds both currencies.
    """
    if money.currency == to:
        return Converted(money=money, rate=Decimal(1), as_of=None, old=False)
    for table in reversed(rates.tables):
        units = table.units | {"XDR": Decimal(1)}
        if table.as_of <= on and money.currency in units and to in units:
            rate = units[to] / units[money.currency]
            if money.currency != "XDR":
                rate = rate.quantize(_DIGITS)
            return Converted(
                money=Money(money.amount * rate, to).rounded(),
                rate=rate,
                as_of=table.as_of,
                old=(on - table.as_of).days > OLD_AFTER_DAYS,
            )
    raise MoneyError(f"no rate from {money.currency} to {to} is known on or before {on}")
