"""Works out terms: each part as exact money, in words, with the steps that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.remedy import SumLine
from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.records import quickly_made
from parcelwright.rulebook.exchange import convert
from parcelwright.rulebook.terms import (
    Deducted,
    Fixed,
    Highest,
    Lowest,
    PerItem,
    PerKilogram,
    Share,
    Tiered,
    TieredByValue,
    Total,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from parcelwright.claims.facts import Facts
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.terms import Term

OLD_RATE = SumLine(text="The rate is older than 30 days: confirm it.")


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Part:
    """One evaluated term: exact money or None, how it reads, and what it lacks."""

    money: Money | None
    text: str
    lines: tuple[SumLine, ...] = ()
    missing: tuple[str, ...] = ()


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Desk:
    """What one reckoning works with.

    Args:
        facts: For weight, items and values.
        on: Day whose rates count.
        rates: For sums in other currencies.
        told: Whether the steps are wanted in words, or the sum alone.
    """

    facts: Facts
    on: date
    rates: Rates
    told: bool = True

    def said(self, words: Callable[[], str]) -> str:
        """Return words, or none where the sum alone is wanted."""
        return words() if self.told else ""

    def step(self, words: Callable[[], str], amount: Money | None = None) -> tuple[SumLine, ...]:
        """Return one line of a sum, its amount rounded; none where the sum alone is wanted."""
        if not self.told:
            return ()
        return (SumLine(text=words(), amount=None if amount is None else amount.rounded()),)

    def exchanged(self, money: Money, to: str) -> tuple[Money, tuple[SumLine, ...]]:
        """Return money in another currency, and the lines that show the rate and its age."""
        if money.currency == to:
            return money, ()
        before = money.rounded()
        done = convert(before, to, self.on, self.rates)
        if done.as_of is None or not self.told:
            return done.money, ()
        rate = f"{done.rate.normalize():f} {to} per {money.currency}"
        text = f"{before} x {rate} ({spoken_day(done.as_of)}) = {done.money}"
        line = SumLine(text=text, amount=done.money)
        return done.money, (line, OLD_RATE) if done.old else (line,)


def evaluated(term: Term, desk: Desk) -> Part:  # noqa: C901, PLR0911 - one per kind of term
    """Return a term worked out for one parcel.

    Raises:
        MoneyError: A currency in it has no rate.
    """
    match term:
        case Fixed(money=money):
            return Part(money=money, text=desk.said(lambda: str(money)))
        case PerKilogram():
            return _per_kilogram(term, desk)
        case PerItem():
            return _per_item(term, desk)
        case Share():
            return _share(term, desk)
        case Deducted():
            return _deducted(term, desk)
        case TieredByValue():
            return _tiered_by_value(term, desk)
        case Tiered():
            return _tiered(term, desk)
        case Total(parts=parts):
            return _total([evaluated(part, desk) for part in parts], desk)
        case Lowest(parts=parts):
            return _extreme([evaluated(part, desk) for part in parts], desk, lowest=True)
        case Highest(parts=parts):
            return _extreme([evaluated(part, desk) for part in parts], desk, lowest=False)


def _per_kilogram(term: PerKilogram, desk: Desk) -> Part:
    weight = desk.facts.weight_kg
    if weight is None:
        text = desk.said(lambda: f"{term.money} per kg")
        return Part(money=None, text=text, missing=("weight",))
    counted = weight.to_integral_value(ROUND_CEILING) if term.started else weight
    text = desk.said(lambda: f"{term.money} x {counted.normalize():f} kg")
    return Part(money=term.money * counted, text=text)


def _share(term: Share, desk: Desk) -> Part:
    value = desk.facts.values.get(term.of)
    if value is None and term.otherwise is not None:
        return evaluated(term.otherwise, desk)
    name = term.of.spoken
    if value is None:
        return Part(money=None, text=f"the {name}", missing=(_asked(name),))
    less = f" (less {term.less})" if term.less else ""
    if term.times == 1:
        return Part(money=value, text=desk.said(lambda: f"{name} {value}{less}"))
    text = desk.said(lambda: f"{term.times} x {name} {value}{less}")
    return Part(money=value * term.times, text=text)


def _per_item(term: PerItem, desk: Desk) -> Part:
    items = desk.facts.items
    if items is None:
        text = desk.said(lambda: f"{term.money} per item")
        return Part(money=None, text=text, missing=("number of items",))
    text = desk.said(lambda: f"{term.money} x {items} items")
    return Part(money=term.money * Decimal(items), text=text)


def _deducted(term: Deducted, desk: Desk) -> Part:
    part = evaluated(term.term, desk)
    whole = part.money
    if whole is None:
        return part
    nothing = Money.of(0, whole.currency)
    if term.percent is not None:
        less = whole * (term.percent / 100)
        rate_lines: tuple[SumLine, ...] = ()
    else:
        less, rate_lines = desk.exchanged(term.money or nothing, whole.currency)
    left = max(whole.amount - less.amount, nothing.amount)
    money = Money(amount=left, currency=whole.currency)
    # Without steps of its own the term prints this equation itself.
    steps = (*part.lines, *rate_lines)
    if steps:
        reduced = f"{whole} less {_borne(term)}"
        steps += desk.step(lambda: equation(reduced, money), money)
    text = desk.said(lambda: f"{part.text} less {_borne(term)}")
    return Part(money=money, text=text, lines=steps)


def _borne(term: Deducted) -> str:
    """Return what the seller bears, in words."""
    if term.percent is not None:
        return f"{term.percent} percent"
    return f"{term.money} that you bear yourself"


def _tiered_by_value(term: TieredByValue, desk: Desk) -> Part:
    name = term.of.spoken
    value = desk.facts.values.get(term.of)
    if value is None:
        return Part(money=None, text=f"by {name}", missing=(_asked(name),))
    for tier in term.tiers:
        if tier.up_to is None:
            return Part(money=tier.money, text=f"{tier.money} (any {name} above)")
        same, rate_lines = desk.exchanged(value, tier.up_to.currency)
        if same.amount <= tier.up_to.amount:
            text = f"{tier.money} ({name} up to {tier.up_to})"
            return Part(money=tier.money, text=text, lines=rate_lines)
    return Part(money=None, text=f"by {name}", missing=(f"a tier for this {name}",))


def _asked(name: str) -> str:
    return "value" if name == "actual loss" else name


def _tiered(term: Tiered, desk: Desk) -> Part:
    weight = desk.facts.weight_kg
    if weight is None:
        return Part(money=None, text="by weight", missing=("weight",))
    grams = weight * Decimal(1000)
    for tier in term.tiers:
        if tier.up_to_g is None or grams <= tier.up_to_g:
            upto = "any weight" if tier.up_to_g is None else f"up to {tier.up_to_g} g"
            return Part(money=tier.money, text=f"{tier.money} ({upto})")
    return Part(money=None, text="by weight", missing=("a tier for this weight",))


def _missing(parts: list[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part.missing))


def _total(parts: list[Part], desk: Desk) -> Part:
    text = " + ".join(part.text for part in parts)
    lines: list[SumLine] = [line for part in parts for line in part.lines]
    known = [part.money for part in parts if part.money is not None]
    if len(known) < len(parts):
        return Part(money=None, text=text, lines=tuple(lines), missing=_missing(parts))
    total = known[0]
    for money in known[1:]:
        same, rate_lines = desk.exchanged(money, total.currency)
        lines.extend(rate_lines)
        total += same
    # Without steps of its own the term prints this equation itself.
    if lines:
        lines.extend(desk.step(lambda: f"{_added_up(parts)} = {total}", total))
    return Part(money=total, text=text, lines=tuple(lines))


def _added_up(parts: list[Part]) -> str:
    """Return the parts of a total: by its figure what has steps of its own, else in words."""
    return " + ".join(str(part.money) if part.lines else part.text for part in parts)


def _extreme(parts: list[Part], desk: Desk, *, lowest: bool) -> Part:
    """Return the lowest or highest part; each is shown, and all are compared in one currency.

    Without a rate nothing is chosen; the parts still show what each choice would come to.
    """
    which = "lowest" if lowest else "highest"
    lines: list[SumLine] = []
    unrated: list[SumLine] = []
    compared: list[tuple[Money, Money]] = []
    to = desk.facts.currency or next((p.money.currency for p in parts if p.money), "")
    for part in parts:
        lines.extend(part.lines)
        money = part.money
        if money is None:
            lines.extend(desk.step(partial(_unknown, part)))
            continue
        lines.extend(desk.step(partial(_shown, part, money), money))
        try:
            same, rate_lines = desk.exchanged(money, to)
        except MoneyError as error:
            unrated.append(SumLine(text=f"No sum: {error}."))
            continue
        lines.extend(rate_lines)
        compared.append((same, money))
    text = desk.said(lambda: f"the {which} of " + ", ".join(part.text for part in parts))
    if len(compared) < len(parts):
        missing = (*_missing(parts), *(("exchange rate",) if unrated else ()))
        return Part(money=None, text=text, lines=(*lines, *unrated), missing=missing)
    pick = min if lowest else max
    chosen, original = pick(compared, key=lambda pair: pair[0].amount)
    lines.extend(desk.step(lambda: f"The {which} counts: {chosen}", chosen))
    return Part(money=original, text=text, lines=tuple(lines))


def _unknown(part: Part) -> str:
    return f"{part.text[:1].upper()}{part.text[1:]}: not known"


def _shown(part: Part, money: Money) -> str:
    text = part.text if str(money) in part.text else equation(part.text, money)
    return f"{text[:1].upper()}{text[1:]}"


def equation(text: str, money: Money) -> str:
    """Return a sum in words with what it comes to, once where the words are the figure.

    A figure from which the payer takes something off that nobody knows equals nothing.
    """
    if text == str(money) or f"{money} (less " in text:
        return text
    return f"{text} = {money}"
