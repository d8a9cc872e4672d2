"""Sums of money in the reader's form, the same in figures and in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import format_currency

from parcelwright_web.places import reader_locale

if TYPE_CHECKING:
    from decimal import Decimal

    from parcelwright.money import Money


def money_text(value: Money) -> str:
    """Return an amount rounded to its coins, such as "$14.00" or, in Chinese, "US$14.00"."""
    return sum_text(value.rounded().amount, value.currency)


def sum_text(amount: Decimal | float, currency: str) -> str:
    """Return a number of units of a currency in the reader's form, with the currency's digits."""
    return str(format_currency(amount, currency, locale=reader_locale()))
