"""Which law governs a parcel: a post's convention, a contract, or a treaty of air, road, rail, sea.

What decides is who took the parcel and how it travelled. What is not known stays so: the
answer then says what would follow from each possibility.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.regime_choice import (
    DOMESTIC,
    Branch,
    Ground,
    Regime,
    RegimeChoice,
    dated,
)
from parcelwright.claims.regime_private import private
from parcelwright.parcels.s10 import Family, kind_of, liability_in_words
from parcelwright.rulebook.bound import shipped_members
from parcelwright.rulebook.editions import editions_of
from parcelwright.rulebook.select import carrier_of, rules_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Carrier, Rule

    _Fields: TypeAlias = tuple[str, str, str, str, str, bool, bool, str, str, str, date | None]

__all__ = ["Branch", "Regime", "RegimeChoice", "letters_in_words", "regime_of"]

# Of a post whose rules for a service are of nothing else, the service is its EMS.
ONLY_EMS = frozenset({"ems"})
_IN_UNION = "membership in the Universal Postal Union"
_MAIL_BY_AIR = Branch(
    regime=Regime.MONTREAL,
    transport="air",
    why="The airline answers for mail to the post alone, so the sender has no claim on it "
    "(Montreal Convention, article 2).",
)
_MAIL_BY_ROAD = Branch(
    regime=Regime.CMR,
    transport="road",
    why="Trucks that carry mail under a postal convention are outside the road convention "
    "(CMR, article 1).",
)


def regime_of(book: RuleBook, key: Key, *, is_ems: bool | None = None) -> RegimeChoice:
    """Return which regime governs the parcel of a key, and why.

    Args:
        book: For carriers, and for the editions and parties of conventions.
        key: Carrier, number, lane, day of acceptance and transport of a parcel.
        is_ems: Whether the rules of a post for the service are of its EMS, where that is known.
    """
    carrier = carrier_of(book, key)
    return by_taker(book, carrier, key) or by_ground(book, carrier, key, is_ems=is_ems)


def by_ground(
    book: RuleBook, carrier: Carrier | None, key: Key, *, is_ems: bool | None
) -> RegimeChoice:
    """Return the regime where lane, number, way and day decide it as well.

    Args:
        book: As for :func:`regime_of`.
        carrier: Who the rule book knows for the key; :func:`by_taker` told nothing of it.
        key: Of a parcel.
        is_ems: As for :func:`regime_of`.
    """
    ground = _ground(book, key, carrier, is_ems=is_ems)
    found = _governing(book, ground)
    if not found.gap:
        return found
    # Only what is said of a gap names the day itself.
    return _governing.__wrapped__(book, (*ground[:-1], key.accepted_on))


def by_taker(book: RuleBook, carrier: Carrier | None, key: Key) -> RegimeChoice | None:
    """Return the regime where who took a parcel decides alone, and None where it does not.

    Args:
        book: As for :func:`regime_of`.
        carrier: Who the rule book knows for the key.
        key: For the name of the carrier and the country of a postal number.
    """
    if carrier is None and not of_a_post(key.carrier, key.s10_country):
        return _governing(book, _taken("", key.carrier))
    if carrier is not None and carrier.kind == "consolidator":
        return _governing(book, _taken("consolidator", carrier.name))
    return None


def of_a_post(carrier: str, s10_country: str) -> bool:
    """Return whether a carrier that the rule book does not know is the post of a postal number."""
    return bool(s10_country) and carrier in {"", f"post-{s10_country.casefold()}"}


def _taken(taker: str, name: str) -> _Fields:
    return taker, name, "", "", "", False, False, "", "", "", None


def _ground(book: RuleBook, key: Key, carrier: Carrier | None, *, is_ems: bool | None) -> _Fields:
    """Return the fields of what decides the regime."""
    day = key.accepted_on
    if day is not None:
        turns = _turns(book)
        day = turns[bisect_right(turns, day) - 1]
    within = key.origin if key.origin == key.destination else ""
    if carrier is None or carrier.kind == "post":
        abroad = bool(key.s10 or key.destination)
        if is_ems is None:
            is_ems = postal_of(rules_for(book, key)) == ONLY_EMS
        strange = (_strange(key.origin), _strange(key.destination))
        return "post", "", key.s10, key.s10_country, within, abroad, is_ems, *strange, "", day
    places = key.origin, key.destination
    return "private", "", "", "", within, False, False, *places, key.transport, day


@lru_cache(maxsize=1024)
def _strange(country: str) -> str:
    """Return a country where it is none of the Universal Postal Union, else nothing."""
    return "" if shipped_members()["upu"].bind(country, None) else country


@lru_cache(maxsize=64)
def _turns(book: RuleBook) -> tuple[date, ...]:
    """Return the days on which an edition begins or has ended or a state was bound, in order."""
    days = {date.min}
    for treaty in shipped_members().values():
        days.update(treaty.since.values())
    for regime in Regime:
        for each in editions_of(book, regime.value):
            days.update(day for day in (each.first, _day_after(each.last)) if day is not None)
    return tuple(sorted(days))


def _day_after(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + timedelta(days=1)


@lru_cache(maxsize=8192)
def _governing(book: RuleBook, fields: _Fields) -> RegimeChoice:
    ground = Ground(*fields)
    match ground.taker:
        case "post":
            found = _postal(ground)
        case "consolidator":
            found = _consolidated(ground.name)
        case "private":
            found = private(book, ground)
        case _:
            found = _stranger(ground.name)
    return dated(found, book, ground.accepted_on)


def _stranger(name: str) -> RegimeChoice:
    whose = f'"{name}" is not in the rule book' if name else "The carrier is unknown"
    return RegimeChoice(
        regime=Regime.UNKNOWN,
        why=f"{whose}, so it cannot be told whether a post or a private carrier took the parcel.",
        missing=("carrier",),
        otherwise=(
            Branch(regime=Regime.UPU, why="If a post took it, the postal convention governs."),
            Branch(
                regime=Regime.CONTRACT,
                why="If a private carrier took it, its contract governs, with the convention of "
                "the way it travelled behind it.",
            ),
        ),
    )


def _consolidated(name: str) -> RegimeChoice:
    return RegimeChoice(
        regime=Regime.CONTRACT,
        why=f"{name} took it in as a consolidator, so the contract with {name} decides.",
        barred=(
            Branch(
                regime=Regime.UPU,
                why=f"The sender in the post's books is {name}, so what the post owes is owed to "
                "it, not to you.",
            ),
            Branch(
                regime=Regime.MONTREAL,
                transport="air",
                why=f"The waybill names {name} or its agent, so claims under air law are theirs.",
            ),
        ),
    )


def _postal(ground: Ground) -> RegimeChoice:
    letters = letters_in_words(ground.s10, ground.s10_country)
    kind = kind_of(ground.s10, ground.s10_country) if ground.s10 else None
    barred = (_MAIL_BY_AIR, _MAIL_BY_ROAD)
    if ground.within:
        why = DOMESTIC.format(country=ground.within)
        return RegimeChoice(regime=Regime.NATIONAL, why=why, letters=letters, barred=barred)
    if kind is not None and kind.liability == "national":
        return RegimeChoice(
            regime=Regime.NATIONAL,
            why=f"Numbers with {ground.s10} stay within a country or follow what posts agreed "
            "between themselves; the post's own terms decide.",
            letters=letters,
            barred=barred,
        )
    if (kind is not None and kind.family is Family.EMS) or ground.is_ems:
        return RegimeChoice(
            regime=Regime.EMS,
            why="EMS is outside the convention's liability articles unless the post chose them; "
            "the post's own EMS terms decide.",
            letters=letters,
            barred=barred,
        )
    choice = RegimeChoice(
        regime=Regime.UPU,
        why="A post took it as mail, so the Universal Postal Convention and the law of that "
        "post govern.",
        letters=letters,
        barred=barred,
    )
    if strange := ground.origin or ground.destination:
        return replace(choice, otherwise=(_outside_the_union(strange),), missing=(_IN_UNION,))
    if ground.abroad:
        return choice
    national = Branch(
        regime=Regime.NATIONAL,
        why="If it stays within one country, the post's national terms decide.",
    )
    return replace(choice, otherwise=(national,), missing=("country of destination",))


def _outside_the_union(country: str) -> Branch:
    day = spoken_day(shipped_members()["upu"].as_of)
    return Branch(
        regime=Regime.NATIONAL,
        why=f"{country} is not on the list of members of the Universal Postal Union of {day}: "
        "where no agreement of the posts brings the convention in, the terms of the post that "
        "took the parcel decide.",
    )


def postal_of(rules: Sequence[Rule]) -> frozenset[str]:
    """Return which of ``ems`` and ``upu`` some rules are."""
    return frozenset(rule.regime for rule in rules if rule.regime in {"ems", "upu"})


def letters_in_words(letters: str, country: str) -> str:
    """Return what the service letters of a postal number say of liability, one sentence."""
    if not letters:
        return ""
    kind = kind_of(letters, country)
    if kind.family is Family.RESERVED:
        return f"{letters}: no valid number begins so; compare the number with the label."
    return f"{letters}: {liability_in_words(kind.liability)}"
