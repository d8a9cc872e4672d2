"""Sums over the lines of a draft; None wherever a part is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from parcelwright.parcels.draft import Draft
    from parcelwright.rulebook.exchange import Rates


def lines_value(draft: Draft) -> Money | None:
    """Return what all lines are worth, or None where a line lacks price or quantity."""
    total: Money | None = None
    for line in draft.lines:
        if line.unit_value is None or line.quantity is None:
            return None
        value = Money(line.unit_value.amount * line.quantity, line.unit_value.currency)
        if total is not None and total.currency != value.currency:
            return None
        total = value if total is None else total + value
    return total


def goods_value(draft: Draft) -> Money | None:
    """Return what the goods are worth: as told for the order, else the sum of its lines."""
    return draft.value or lines_value(draft)


def lines_weight(draft: Draft) -> int | None:
    """Return what all lines weigh in grams, or None where a line lacks weight or quantity."""
    if not draft.lines:
        return None
    weights = [
        line.unit_weight_g * line.quantity
        for line in draft.lines
        if line.unit_weight_g is not None and line.quantity is not None
    ]
    return sum(weights) if len(weights) == len(draft.lines) else None


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
