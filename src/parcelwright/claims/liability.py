"""The amount that can be asked, as a sum that a person can check line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.remedy import Confidence, SumLine
from parcelwright.errors import MoneyError
from parcelwright.rulebook.exchange import convert
from parcelwright.rulebook.terms import (
    Fixed,
    Highest,
    Lowest,
    PerKilogram,
    Share,
    Tiered,
    Total,
)

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.claims.facts import Facts
    from parcelwright.money import Money
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.rule import Addition, Amount
    from parcelwright.rulebook.terms import Term


@dataclass(frozen=True, kw_only=True)
class Sum:
    """An amount and how it came about.

    Args:
        amount: In the parcel's currency, with what comes on top; None when unknown.
        in_rule_currency: The limited sum before conversion and additions.
        lines: The steps, in order.
        missing: What is needed to work it out, such as ``weight``.
    """

    amount: Money | None = None
    in_rule_currency: Money | None = None
    lines: tuple[SumLine, ...] = ()
    missing: tuple[str, ...] = ()


_OLD_RATE = SumLine(text="The rate is older than 30 days: confirm it.")


@dataclass(frozen=True, kw_only=True)
class _Part:
    """One evaluated term: exact money or None, how it reads, and what it lacks."""

    money: Money | None
    text: str
    lines: tuple[SumLine, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Desk:
    """What one reckoning works with."""

    facts: Facts
    on: date
    rates: Rates

    def exchanged(self, money: Money, to: str) -> tuple[Money, tuple[SumLine, ...]]:
        """Return money in another currency, and the lines that show the rate and its age."""
        before = money.rounded()
        done = convert(before, to, self.on, self.rates)
        if done.as_of is None:
            return money, ()
        rate = f"{done.rate.normalize():f} {to} per {money.currency}"
        text = f"{before} x {rate} ({spoken_day(done.as_of)}) = {done.money}"
        line = SumLine(text=text, amount=done.money)
        return done.money, (line, _OLD_RATE) if done.old else (line,)


def claimable(amount: Amount | None, facts: Facts, on: date, rates: Rates) -> Sum:
    """Return the most that can be asked under one rule on one day.

    Nothing is guessed: what is missing, weakly sourced or without a rate leaves the
    amount None, and a line says why.
    """
    if amount is None:
        return Sum(lines=(SumLine(text="Check with the carrier: the rule states no sum."),))
    if amount.confidence is Confidence.LOW or amount.term is None:
        why = amount.note or f"{amount.citation.title} is no source to rest a sum on."
        return Sum(lines=(SumLine(text=f"Check with the carrier: {why}"),))
    desk = _Desk(facts=facts, on=on, rates=rates)
    try:
        part = _evaluated(amount.term, desk)
        if part.money is None:
            needs = SumLine(text=f"Needs {' and '.join(part.missing)}.")
            return Sum(lines=(*part.lines, needs), missing=part.missing)
        return _finished(part, part.money, amount, desk)
    except MoneyError as error:
        return Sum(lines=(SumLine(text=f"No sum: {error}."),), missing=("exchange rate",))


def _finished(part: _Part, exact: Money, amount: Amount, desk: _Desk) -> Sum:
    lines = list(part.lines or (SumLine(text=_equation(part.text, exact), amount=exact.rounded()),))
    to = desk.facts.currency or exact.currency
    result, rate_lines = desk.exchanged(exact, to)
    lines.extend(line for line in rate_lines if line not in lines)
    result = result.rounded()
    for addition in amount.adds:
        result, line = _added(result, addition, desk)
        lines.extend(line)
    if amount.note:
        lines.append(SumLine(text=amount.note))
    if amount.confidence is Confidence.MEDIUM:
        lines.append(SumLine(text="Confirm this sum with the carrier."))
    return Sum(amount=result, in_rule_currency=exact.rounded(), lines=tuple(lines))


def _added(result: Money, addition: Addition, desk: _Desk) -> tuple[Money, list[SumLine]]:
    name = addition.of.spoken
    value = desk.facts.values.get(addition.of)
    if addition.less:
        text = f"Plus the {name} without the {addition.less}; not in the sum, ask for it as well."
        return result, [SumLine(text=text)]
    if value is None:
        return result, [SumLine(text=f"Plus the {name}, which is not known here.")]
    extra, rate_lines = desk.exchanged(value, result.currency)
    total = (result + extra).rounded()
    text = f"{result} + {name} {extra.rounded()} = {total}"
    return total, [*rate_lines, SumLine(text=text, amount=total)]


def _equation(text: str, money: Money) -> str:
    return text if text == str(money) else f"{text} = {money}"


def _evaluated(term: Term, desk: _Desk) -> _Part:  # noqa: PLR0911 - one per kind of term
    match term:
        case Fixed(money=money):
            return _Part(money=money, text=str(money))
        case PerKilogram():
            return _per_kilogram(term, desk)
        case Share():
            return _share(term, desk)
        case Tiered():
            return _tiered(term, desk)
        case Total(parts=parts):
            return _total([_evaluated(part, desk) for part in parts], desk)
        case Lowest(parts=parts):
            return _extreme([_evaluated(part, desk) for part in parts], desk, lowest=True)
        case Highest(parts=parts):
            return _extreme([_evaluated(part, desk) for part in parts], desk, lowest=False)


def _per_kilogram(term: PerKilogram, desk: _Desk) -> _Part:
    weight = desk.facts.weight_kg
    if weight is None:
        return _Part(money=None, text=f"{term.money} per kg", missing=("weight",))
    if term.started:
        weight = weight.to_integral_value(ROUND_CEILING)
    text = f"{term.money} x {weight.normalize():f} kg"
    return _Part(money=term.money * weight, text=text)


def _share(term: Share, desk: _Desk) -> _Part:
    value = desk.facts.values.get(term.of)
    if value is None and term.otherwise is not None:
        return _Part(money=term.otherwise, text=str(term.otherwise))
    name = term.of.spoken
    if value is None:
        return _Part(money=None, text=f"the {name}", missing=(_asked(name),))
    if term.times == 1:
        return _Part(money=value, text=f"{name} {value}")
    return _Part(money=value * term.times, text=f"{term.times} x {name} {value}")


def _asked(name: str) -> str:
    return "value" if name == "actual loss" else name


def _tiered(term: Tiered, desk: _Desk) -> _Part:
    weight = desk.facts.weight_kg
    if weight is None:
        return _Part(money=None, text="by weight", missing=("weight",))
    grams = weight * Decimal(1000)
    for tier in term.tiers:
        if tier.up_to_g is None or grams <= tier.up_to_g:
            upto = "any weight" if tier.up_to_g is None else f"up to {tier.up_to_g} g"
            return _Part(money=tier.money, text=f"{tier.money} ({upto})")
    return _Part(money=None, text="by weight", missing=("a tier for this weight",))


def _missing(parts: list[_Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part.missing))


def _total(parts: list[_Part], desk: _Desk) -> _Part:
    text = " + ".join(part.text for part in parts)
    lines: list[SumLine] = [line for part in parts for line in part.lines]
    known = [part.money for part in parts if part.money is not None]
    if len(known) < len(parts):
        return _Part(money=None, text=text, lines=tuple(lines), missing=_missing(parts))
    total = known[0]
    for money in known[1:]:
        same, rate_lines = desk.exchanged(money, total.currency)
        lines.extend(rate_lines)
        total += same
    return _Part(money=total, text=text, lines=tuple(lines))


def _extreme(parts: list[_Part], desk: _Desk, *, lowest: bool) -> _Part:
    """Return the lowest or highest part; each is shown, and all are compared in one currency."""
    which = "lowest" if lowest else "highest"
    lines: list[SumLine] = []
    compared: list[tuple[Money, Money]] = []
    to = desk.facts.currency or next((p.money.currency for p in parts if p.money), "")
    for part in parts:
        lines.extend(part.lines)
        if part.money is None:
            lines.append(SumLine(text=f"{part.text[:1].upper()}{part.text[1:]}: not known"))
            continue
        lines.append(SumLine(text=_shown(part, part.money), amount=part.money.rounded()))
        same, rate_lines = desk.exchanged(part.money, to)
        lines.extend(rate_lines)
        compared.append((same, part.money))
    text = f"the {which} of " + ", ".join(part.text for part in parts)
    if len(compared) < len(parts):
        return _Part(money=None, text=text, lines=tuple(lines), missing=_missing(parts))
    pick = min if lowest else max
    chosen, original = pick(compared, key=lambda pair: pair[0].amount)
    lines.append(SumLine(text=f"The {which} counts: {chosen.rounded()}", amount=chosen.rounded()))
    return _Part(money=original, text=text, lines=tuple(lines))


def _shown(part: _Part, money: Money) -> str:
    text = part.text if str(money) in part.text else _equation(part.text, money)
    return f"{text[:1].upper()}{text[1:]}"
