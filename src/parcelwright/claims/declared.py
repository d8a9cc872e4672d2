"""A claim above the customs declaration: the payer will ask why, so the seller hears it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.errors import MoneyError
from parcelwright.rulebook.exchange import convert
from parcelwright.rulebook.terms import Basis

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.claims.facts import Facts
    from parcelwright.money import Money
    from parcelwright.rulebook.exchange import Rates

_ASKED_WHY = "The payer may ask why, pay no more than the declaration, or refuse."


def above_declaration(goods: Money | None, facts: Facts, on: date, rates: Rates) -> str:
    """Return the warning that a claim for the goods is above what was declared, or empty.

    Args:
        goods: What would be claimed for the goods, without postage.
        facts: For the declared value.
        on: Day whose rate counts.
        rates: For a declaration in another currency.
    """
    declared = facts.values.get(Basis.DECLARED)
    if goods is None or declared is None:
        return ""
    if declared.currency == goods.currency:
        if goods.amount <= declared.amount:
            return ""
        return (
            f"The claim for the goods is {goods}, the customs declaration {declared}. {_ASKED_WHY}"
        )
    try:
        same = convert(declared, goods.currency, on, rates)
    except MoneyError as error:
        return (
            f"The claim for the goods is {goods}, the customs declaration {declared}; "
            f"compare them yourself: {error}."
        )
    if same.as_of is None or goods.amount <= same.money.amount:
        return ""
    rate = f"{same.rate.normalize():f} {goods.currency} per {declared.currency}"
    return (
        f"The claim for the goods is {goods}, the customs declaration {declared} x {rate} "
        f"({spoken_day(same.as_of)}) = {same.money}. {_ASKED_WHY}"
    )
