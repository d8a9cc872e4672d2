"""Which parcels the rule book treats alike, so that one answer serves all of them.

Rules change on few days: where an edition begins or ends, and where a season does. Most payers
ask neither for the lane nor for the second letter of a postal number. What nobody asks for is
taken out of the key; two parcels whose keys are then equal have the same rules.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import isleap
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Rule
    from parcelwright.rulebook.scope import Scope, Season

_DAY = timedelta(days=1)
_LEAP_DAY = (2, 29)
# Conditions that ask for no place; any other may.
_OF_NO_PLACE = frozenset({
    "carriers", "not_carriers", "services", "programmes", "not_programmes", "claim_types",
    "customers", "seasons", "order_seasons", "transports",
})  # fmt: skip


def alike(book: RuleBook, key: Key, payers: tuple[str, ...]) -> Key:
    """Return the key that stands for all parcels with the same rules as this one.

    Args:
        book: The rules.
        key: Of one parcel.
        payers: Slugs of carrier, insurer and programme, as far as the book knows them.
    """
    asked = _asked(book, payers)
    day = key.accepted_on
    return key.with_(
        accepted_on=None if day is None else _first_day(book, payers, asked, day),
        ordered_on=key.ordered_on if asked.order_seasons else None,
        origin=key.origin if asked.places else "",
        destination=key.destination if asked.places else "",
        s10=key.s10 if key.s10 in asked.letters else key.s10[:1],
    )


def _first_day(book: RuleBook, payers: tuple[str, ...], asked: _Asked, day: date) -> date:
    """Return a day from which on no rule changed until ``day``, as early as is known."""
    turns = _turning_days(book, payers, day.year) if asked.seasons else asked.editions
    return turns[bisect_right(turns, day) - 1]


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What some payers and all laws ask of a parcel.

    Args:
        places: Whether any asks where it comes from or goes to.
        letters: Pairs of service letters that they tell from others.
        seasons: Whether any asks for the time of the year of acceptance; ``order_seasons`` for
            that of the order.
        editions: Days on which an edition begins or has ended, after the first of all days.
    """

    places: bool
    letters: frozenset[str]
    seasons: bool
    order_seasons: bool
    editions: tuple[date, ...]


@lru_cache(maxsize=4096)
def _asked(book: RuleBook, payers: tuple[str, ...]) -> _Asked:
    rules = tuple(_within_reach(book, payers))
    return _Asked(
        places=any(rule.origins or rule.destinations for rule in rules)
        or any(_asks_place(scope) for rule in rules for scope in _scopes(rule)),
        letters=frozenset(letters for rule in rules for letters in rule.s10 if letters[1:]),
        seasons=any(scope.seasons for rule in rules for scope in _scopes(rule)),
        order_seasons=any(scope.order_seasons for rule in rules for scope in _scopes(rule)),
        editions=tuple(sorted({date.min, *(day for rule in rules for day in _editions(rule))})),
    )


@lru_cache(maxsize=4096)
def _turning_days(book: RuleBook, payers: tuple[str, ...], year: int) -> tuple[date, ...]:
    """Return the days of one year on which rules change, and its first day, in order."""
    turns = {date(year, 1, 1)}
    for rule in _within_reach(book, payers):
        turns.update(_editions(rule))
        for scope in _scopes(rule):
            for season in scope.seasons:
                turns.update(_ends(season, year))
    return tuple(sorted(day for day in turns if day.year == year))


def _within_reach(book: RuleBook, payers: tuple[str, ...]) -> Iterator[Rule]:
    """Yield the rules of the payers, and those of laws, which may bind any carrier."""
    for slug in payers:
        yield from book.by_payer.get(slug, ())
    for rule in book.rules:
        if rule.carriers or rule.carrier_kinds or rule.payer.kind == "law":
            yield rule


def _scopes(rule: Rule) -> tuple[Scope, ...]:
    return rule.only, *rule.scopes_inside


def _asks_place(scope: Scope) -> bool:
    given = (field.name for field in fields(scope) if getattr(scope, field.name) != field.default)
    return not _OF_NO_PLACE.issuperset(given)


def _editions(rule: Rule) -> Iterator[date]:
    if rule.valid_from is not None:
        yield rule.valid_from
    if rule.valid_to is not None and rule.valid_to < date.max:
        yield rule.valid_to + _DAY


def _ends(season: Season, year: int) -> Iterator[date]:
    """Yield the days around both ends of a season; a day too many costs nothing."""
    for month, day in (season.first, season.last):
        missing = (month, day) == _LEAP_DAY and not isleap(year)
        end = date(year, 3, 1) if missing else date(year, month, day)
        yield end
        yield min(end, date.max - _DAY) + _DAY
