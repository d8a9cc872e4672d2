"""What a rule pays in words, for any parcel: no figure of a parcel is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from collections.abc import Iterable

    from parcelwright.money import Money
    from parcelwright.rulebook.rule import Amount
    from parcelwright.rulebook.terms import Term


def spoken_amount(amount: Amount) -> str:
    """Return the most that a rule pays, with what comes on top; ``not known`` without a term."""
    if amount.term is None:
        return "not known"
    added = (
        f", plus the {each.of.spoken}" + (f" without the {each.less}" if each.less else "")
        for each in amount.adds
    )
    return spoken_term(amount.term) + "".join(added)


def spoken_term(term: Term) -> str:  # noqa: PLR0911 - one per kind of term
    """Return a term as a phrase."""
    match term:
        case Fixed(money=money):
            return str(money)
        case PerKilogram(money=money, started=started):
            return f"{money} for each kilogram{' begun' if started else ''}"
        case PerItem(money=money):
            return f"{money} for each item"
        case Share():
            return _share(term)
        case Deducted(term=inner, money=money, percent=percent):
            less = f"{percent} percent" if percent is not None else str(money)
            return f"{spoken_term(inner)}, less {less} that you bear yourself"
        case Total(parts=parts):
            return " plus ".join(_summand(part) for part in parts)
        case Lowest(parts=parts) | Highest(parts=parts):
            which = "lowest" if isinstance(term, Lowest) else "highest"
            return f"the {which} of: {'; '.join(spoken_term(part) for part in parts)}"
        case Tiered(tiers=tiers):
            return _steps((t.money, "" if t.up_to_g is None else f"{t.up_to_g} g") for t in tiers)
        case TieredByValue(of=of, tiers=tiers):
            return _steps((t.money, f"{of.spoken} {t.up_to}" if t.up_to else "") for t in tiers)


def _share(term: Share) -> str:
    name = term.of.spoken
    text = name if term.times == 1 else f"{term.times} times the {name}"
    if term.less:
        text = f"{text} (less {term.less})"
    if term.otherwise is None:
        return text
    return f"{text}, or {spoken_term(term.otherwise)} where there is none"


def _summand(part: Term) -> str:
    """Return one part of a total; a list in it is closed, so that the next is none of it."""
    words = spoken_term(part)
    return f"({words})" if isinstance(part, Lowest | Highest) else words


def _steps(tiers: Iterable[tuple[Money, str]]) -> str:
    return ", ".join(
        f"{money} up to {limit}" if limit else f"{money} above that" for money, limit in tiers
    )
