"""Amounts in another currency; None wherever no rate is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.errors import MoneyError
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from parcelwright.money import Money
    from parcelwright.rulebook.exchange import Rates


def in_currency(money: Money, currency: str, on: date, rates: Rates | None) -> Decimal | None:
    """Return an amount in another currency on a day, or None without a rate."""
    if money.currency == currency:
        return money.amount
    if rates is None:
        return None
    try:
        return convert(money, currency, on, rates).money.amount
    except MoneyError:
        return None
