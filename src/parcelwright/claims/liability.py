"""The amount that can be asked, as a sum that a person can check line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parcelwright.claims.reckoning import Desk, equation, evaluated
from parcelwright.claims.remedy import Confidence, SumLine
from parcelwright.errors import MoneyError
from parcelwright.records import quickly_made
from parcelwright.rulebook.exchange import convert
from parcelwright.rulebook.terms import Basis

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.claims.facts import Facts
    from parcelwright.claims.reckoning import Part
    from parcelwright.money import Money
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.rule import Addition, Amount


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Sum:
    """An amount and how it came about.

    Args:
        amount: In the parcel's currency, with what comes on top; None when unknown.
        in_rule_currency: The limited sum before conversion and additions.
        goods: The limited sum in the parcel's currency, without what comes on top.
        lines: The steps, in order.
        missing: What is needed to work it out, such as ``weight``.
    """

    amount: Money | None = None
    in_rule_currency: Money | None = None
    goods: Money | None = None
    lines: tuple[SumLine, ...] = ()
    missing: tuple[str, ...] = ()


def claimable(
    amount: Amount | None, facts: Facts, on: date, rates: Rates, *, told: bool = True
) -> Sum:
    """Return the most that can be asked under one rule on one day.

    Nothing is guessed: what is missing, weakly sourced or without a rate leaves the
    amount None, and a line says why. Nobody pays more than was lost, whatever the terms say.
    Without ``told`` the sum and what is missing are the same, and how it came about is left out.
    """
    if amount is None:
        return Sum(lines=(SumLine(text="Check with the carrier: the rule states no sum."),))
    if amount.confidence is Confidence.LOW or amount.term is None:
        why = amount.note or f"{amount.citation.title} is no source to rest a sum on."
        return Sum(lines=(SumLine(text=f"Check with the carrier: {why}"),))
    desk = Desk(facts=facts, on=on, rates=rates, told=told)
    try:
        part = evaluated(amount.term, desk)
        if part.money is None:
            needs = SumLine(text=f"Needs {' and '.join(part.missing)}.")
            return Sum(lines=(*part.lines, needs), missing=part.missing)
        return _capped(_finished(part, part.money, amount, desk), desk)
    except MoneyError as error:
        return Sum(lines=(SumLine(text=f"No sum: {error}."),), missing=("exchange rate",))


def most_of(facts: Facts, on: date, rates: Rates) -> Money | None:
    """Return what all payers together may pay: the loss with the postage.

    None when the loss is not known; postage without a rate to its currency is left out.
    """
    loss, postage = facts.values.get(Basis.LOSS), facts.values.get(Basis.POSTAGE)
    if loss is None or postage is None:
        return loss
    try:
        return loss + convert(postage.rounded(), loss.currency, on, rates).money
    except MoneyError:
        return loss


def _capped(total: Sum, desk: Desk) -> Sum:
    loss = desk.facts.values.get(Basis.LOSS)
    if total.amount is None or loss is None or total.amount.currency != loss.currency:
        return total
    # Most sums are below the loss alone, and then the postage need not be converted.
    if total.amount.amount <= loss.amount:
        return total
    most = most_of(desk.facts, desk.on, desk.rates) or loss
    if total.amount.amount <= most.amount:
        return total
    most = most.rounded()
    line = desk.step(lambda: f"No more than the loss with the postage: {most}", most)
    return replace(total, amount=most, lines=total.lines + line)


def _finished(part: Part, exact: Money, amount: Amount, desk: Desk) -> Sum:
    lines = list(part.lines or desk.step(lambda: equation(part.text, exact), exact))
    to = desk.facts.currency or exact.currency
    result, rate_lines = desk.exchanged(exact, to)
    lines.extend(line for line in rate_lines if line not in lines)
    result = goods = result.rounded()
    for addition in amount.adds:
        result, line = _added(result, addition, desk)
        lines.extend(line)
    if amount.note:
        lines.extend(desk.step(lambda: amount.note))
    if amount.confidence is Confidence.MEDIUM:
        lines.extend(desk.step(lambda: "Confirm this sum with the carrier."))
    return Sum(amount=result, in_rule_currency=exact.rounded(), goods=goods, lines=tuple(lines))


def _added(result: Money, addition: Addition, desk: Desk) -> tuple[Money, tuple[SumLine, ...]]:
    name = addition.of.spoken
    value = desk.facts.values.get(addition.of)
    if addition.less:
        less = f"Plus the {name} without the {addition.less}; not in the sum, ask for it as well."
        return result, desk.step(lambda: less)
    if value is None:
        return result, desk.step(lambda: f"Plus the {name}, which is not known here.")
    extra, rate_lines = desk.exchanged(value, result.currency)
    total = (result + extra).rounded()
    step = desk.step(lambda: f"{result} + {name} {extra.rounded()} = {total}", total)
    return total, rate_lines + step
