"""What a rule pays, in the reader's words, for any parcel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

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
from parcelwright_web.core_texts import spoken

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Amount
    from parcelwright.rulebook.terms import Term


def amount_words(amount: Amount) -> str:
    """Return the most a rule pays as a phrase, with what comes on top."""
    if amount.term is None:
        return _("not known")
    text = term_words(amount.term)
    for each in amount.adds:
        name = spoken(each.of.spoken)
        if each.less:
            more = _("%(sum)s, plus the %(name)s without the %(less)s")
            text = more % {"sum": text, "name": name, "less": spoken(each.less)}
        else:
            text = _("%(sum)s, plus the %(name)s") % {"sum": text, "name": name}
    return text


def term_words(term: Term) -> str:  # noqa: C901, PLR0911 - one per kind of term
    """Return a term as a phrase."""
    match term:
        case Fixed(money=money):
            return str(money)
        case PerKilogram(money=money, started=started):
            words = _("%(sum)s for each kilogram begun") if started else _("%(sum)s per kilogram")
            return words % {"sum": money}
        case PerItem(money=money):
            return _("%(sum)s for each item") % {"sum": money}
        case Share():
            return _share(term)
        case Deducted(term=inner, money=money, percent=percent):
            less = f"{percent} %" if percent is not None else str(money)
            return _("%(sum)s, less %(less)s that you bear yourself") % {
                "sum": term_words(inner),
                "less": less,
            }
        case Total(parts=parts):
            return _(" plus ").join(_summand(part) for part in parts)
        case Lowest(parts=parts):
            return _("the lowest of: %(parts)s") % {"parts": _listed(parts)}
        case Highest(parts=parts):
            return _("the highest of: %(parts)s") % {"parts": _listed(parts)}
        case Tiered(tiers=tiers):
            return _(", ").join(_tier(str(t.money), _weight(t.up_to_g)) for t in tiers)
        case TieredByValue(of=of, tiers=tiers):
            name = spoken(of.spoken)
            return _(", ").join(
                _tier(str(t.money), f"{name} {t.up_to}" if t.up_to else "") for t in tiers
            )


def _share(term: Share) -> str:
    name = spoken(term.of.spoken)
    text = (
        name if term.times == 1 else _("%(n)s times the %(name)s") % {"n": term.times, "name": name}
    )
    if term.less:
        text = _("%(sum)s (less %(less)s)") % {"sum": text, "less": spoken(term.less)}
    if term.otherwise is not None:
        text = _("%(sum)s, or %(other)s where there is none") % {
            "sum": text,
            "other": term_words(term.otherwise),
        }
    return text


def _summand(part: Term) -> str:
    """Return one part of a total; a list in it is closed, so that the next is none of it."""
    words = term_words(part)
    return _("(%(part)s)") % {"part": words} if isinstance(part, Lowest | Highest) else words


def _listed(parts: tuple[Term, ...]) -> str:
    return _("; ").join(term_words(part) for part in parts)


def _weight(grams: int | None) -> str:
    return "" if grams is None else f"{grams} g"


def _tier(money: str, limit: str) -> str:
    if not limit:
        return _("%(sum)s above that") % {"sum": money}
    return _("%(sum)s up to %(limit)s") % {"sum": money, "limit": limit}
