"""What a rule pays in words, for any parcel: no figure of a parcel is needed.

Command line, JSON, documents and pages all take these words from here. The forms they are made
of stand below, whole; who writes another language hands in what says them in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

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
    from collections.abc import Callable, Iterable

    from parcelwright.rulebook.rule import Amount
    from parcelwright.rulebook.terms import Term

    Say: TypeAlias = Callable[[str], str]

_UNKNOWN = "not known"
_PLUS_LESS = "%(sum)s, plus the %(name)s without the %(less)s"
_PLUS = "%(sum)s, plus the %(name)s"
_BEGUN = "%(sum)s for each kilogram begun"
_PER_KILOGRAM = "%(sum)s per kilogram"
_PER_ITEM = "%(sum)s for each item"
_BORNE = "%(sum)s, less %(less)s that you bear yourself"
_PERCENT = "%(n)s percent"
_LOWEST = "the lowest of: %(parts)s"
_HIGHEST = "the highest of: %(parts)s"
_TIMES = "%(n)s times the %(name)s"
_LESS = "%(sum)s (less %(less)s)"
_OTHERWISE = "%(sum)s, or %(other)s where there is none"
_CLOSED = "(%(part)s)"
_ABOVE = "%(sum)s above that"
_UP_TO = "%(sum)s up to %(limit)s"
_AND, _NEXT, _STEP = " plus ", "; ", ", "
FORMS = (
    _UNKNOWN, _PLUS_LESS, _PLUS, _BEGUN, _PER_KILOGRAM, _PER_ITEM, _BORNE, _PERCENT, _LOWEST,
    _HIGHEST, _TIMES, _LESS, _OTHERWISE, _CLOSED, _ABOVE, _UP_TO, _AND, _NEXT, _STEP,
)  # fmt: skip


def in_english(text: str) -> str:
    """Return a form or name as it stands here."""
    return text


def spoken_amount(amount: Amount, say: Say = in_english) -> str:
    """Return the most that a rule pays, with what comes on top; ``not known`` without a term.

    Args:
        amount: As the rule has it.
        say: Puts one of ``FORMS``, or the name of a value, into the reader's language.
    """
    if amount.term is None:
        return say(_UNKNOWN)
    text = spoken_term(amount.term, say)
    for each in amount.adds:
        parts = {"sum": text, "name": say(each.of.spoken), "less": say(each.less)}
        text = say(_PLUS_LESS if each.less else _PLUS) % parts
    return text


def spoken_term(term: Term, say: Say = in_english) -> str:  # noqa: PLR0911 - one per kind of term
    """Return a term as a phrase; see :func:`spoken_amount`."""
    match term:
        case Fixed(money=money):
            return str(money)
        case PerKilogram(money=money, started=started):
            return say(_BEGUN if started else _PER_KILOGRAM) % {"sum": money}
        case PerItem(money=money):
            return say(_PER_ITEM) % {"sum": money}
        case Share():
            return _share(term, say)
        case Deducted(term=inner, money=money, percent=percent):
            less = str(money) if percent is None else say(_PERCENT) % {"n": percent}
            return say(_BORNE) % {"sum": spoken_term(inner, say), "less": less}
        case Total(parts=parts):
            return say(_AND).join(_summand(part, say) for part in parts)
        case Lowest(parts=parts) | Highest(parts=parts):
            listed = say(_NEXT).join(spoken_term(part, say) for part in parts)
            return say(_LOWEST if isinstance(term, Lowest) else _HIGHEST) % {"parts": listed}
        case Tiered(tiers=tiers):
            grams = ("" if tier.up_to_g is None else f"{tier.up_to_g} g" for tier in tiers)
            return _steps((str(tier.money) for tier in tiers), grams, say)
        case TieredByValue(of=of, tiers=tiers):
            name = say(of.spoken)
            limits = (f"{name} {tier.up_to}" if tier.up_to else "" for tier in tiers)
            return _steps((str(tier.money) for tier in tiers), limits, say)


def _share(term: Share, say: Say) -> str:
    text = say(term.of.spoken)
    if term.times != 1:
        text = say(_TIMES) % {"n": term.times, "name": text}
    if term.less:
        text = say(_LESS) % {"sum": text, "less": say(term.less)}
    if term.otherwise is not None:
        text = say(_OTHERWISE) % {"sum": text, "other": spoken_term(term.otherwise, say)}
    return text


def _summand(part: Term, say: Say) -> str:
    """Return one part of a total; a list in it is closed, so that the next is none of it."""
    words = spoken_term(part, say)
    return say(_CLOSED) % {"part": words} if isinstance(part, Lowest | Highest) else words


def _steps(sums: Iterable[str], limits: Iterable[str], say: Say) -> str:
    return say(_STEP).join(
        say(_UP_TO if limit else _ABOVE) % {"sum": money, "limit": limit}
        for money, limit in zip(sums, limits, strict=True)
    )
