"""Which parcels the rule book treats alike, so that one answer serves all of them.

Rules change on few days: where an edition begins or ends, and where a season does. Most payers
ask neither for the lane nor for the second letter of a postal number. What nobody asks for is
taken out of the key; two parcels whose keys are then equal have the same rules.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import isleap
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from parcelwright.records import once, quickly_made
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.reach import NO_POSTS, binds
from parcelwright.rulebook.rule import ClaimType

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.rule import Carrier, Rule
    from parcelwright.rulebook.scope import Season

    Standing: TypeAlias = tuple[
        str, str, ClaimType, str, str, str, str, date | None, date | None, str, str, str, str
    ]
    _Spelling: TypeAlias = Callable[..., str]

Names: TypeAlias = "frozenset[str] | None"
_DAY = timedelta(days=1)
_LEAP_DAY = (2, 29)


@quickly_made
@dataclass(frozen=True, kw_only=True, eq=False)
class Asked:
    """What some rules ask of a parcel: the names that they tell from others, and the days.

    Where None stands for the names, any may count.

    Args:
        rules: The rules.
        carriers, services, programmes: Slugs.
        letters: First letters and pairs of letters of postal numbers.
        posts: Countries of postal numbers.
        origins, destinations: Countries.
        seasons: Whether any asks for the time of the year of acceptance; ``order_seasons`` for
            that of the order.
        editions: Days on which an edition begins or has ended, after the first of all days.
        losses: For each kind of loss the first that the same rules and figures are for.
    """

    rules: tuple[Rule, ...]
    carriers: Names
    services: Names
    programmes: Names
    letters: frozenset[str]
    posts: Names
    origins: Names
    destinations: Names
    seasons: bool
    order_seasons: bool
    editions: tuple[date, ...]
    losses: Mapping[ClaimType, ClaimType]

    def alike(self, key: Key, carrier: str) -> Key:
        """Return the key that stands for all parcels with the same of these rules.

        Args:
            key: Of one parcel.
            carrier: Its carrier as the rule book calls it.
        """
        return Key(*self.standing(key, carrier))

    def standing(self, key: Key, carrier: str) -> Standing:
        """Return the fields of that key, for who looks up what is known of it already."""
        carriers, services, programmes, letters, posts, origins, destinations = self._spellings
        day, pair = key.accepted_on, key.s10
        if day is not None:
            turns = _turning_days(self, day.year) if self.seasons else self.editions
            day = turns[bisect_right(turns, day) - 1]
        return (
            carriers(carrier, _ANY_OTHER) if carriers else "",
            services(key.service, _ANY_OTHER) if services else "",
            self.losses[key.claim_type],
            (letters(pair) or letters(pair[:1], _ANY_OTHER)) if letters else "",
            posts(key.s10_country, _ANY_OTHER) if posts else "",
            origins(key.origin, _ANY_OTHER) if origins else "",
            destinations(key.destination, _ANY_OTHER) if destinations else "",
            # A day from which on no rule changed until that of acceptance.
            day,
            key.ordered_on if self.order_seasons else None,
            programmes(key.programme, _ANY_OTHER) if programmes else "",
            key.customer,
            "",
            key.transport,
        )

    @once
    def _spellings(self) -> tuple[_Spelling | None, ...]:
        """For each kind of names what tells the one that stands for a name; None: none does."""
        return (
            _spelling(self.carriers),
            _spelling(self.services),
            _spelling(self.programmes),
            _spelling(self.letters),
            _spelling(self.posts),
            _spelling(self.origins),
            _spelling(self.destinations),
        )


# Nothing has this name: it stands for all that no rule names.
_ANY_OTHER = "?"


def _spelling(named: Names) -> _Spelling | None:
    if named is None:
        return _itself
    return {"": "", **dict(zip(named, named, strict=True))}.get if named else None


def _itself(name: str, _other: str = "") -> str:
    return name


@lru_cache(maxsize=4096)
def asked_by_carrier(book: RuleBook, carrier: Carrier | None, way: str) -> Asked:
    """Return what the rules ask that a carrier's parcels can fall under, its own and of laws.

    Args:
        book: The rules.
        carrier: Who took them, or None where the book does not know.
        way: How they travelled, or empty.
    """
    found = asked_by((*_within_reach(book, carrier, way),))
    if carrier is not None and carrier.kind == "post" and found.destinations is not None:
        # The convention adds nothing to a post's own rules for mail within its country.
        found = replace(found, destinations=found.destinations | _all([((carrier.country,),)]))
    # Without a name for the carrier, the country of the number tells which post it was.
    return replace(found, carriers=None, posts=None if carrier is None else found.posts)


@lru_cache(maxsize=1024)
def asked_by_payer(book: RuleBook, payer: str) -> Asked:
    """Return what the rules of one insurer or programme ask."""
    return asked_by(book.by_payer.get(payer, ()))


def asked_by(rules: tuple[Rule, ...]) -> Asked:
    """Return what some rules ask."""
    scopes = [scope for rule in rules for scope in (rule.only, *rule.scopes_inside)]
    either = _all([(scope.touches, scope.not_touches) for scope in scopes])
    origins = either | _all([(rule.origins,) for rule in rules])
    origins |= _all([(scope.origins,) for scope in scopes])
    destinations = either | _all([(rule.destinations,) for rule in rules])
    destinations |= _all([(scope.destinations, scope.not_destinations) for scope in scopes])
    domestic = any(scope.domestic is not None for scope in scopes)
    services = _all([(rule.services,) for rule in rules])
    return Asked(
        rules=rules,
        carriers=_all([(scope.carriers, scope.not_carriers) for scope in scopes]),
        services=services | _all([(scope.services,) for scope in scopes]),
        programmes=_all([(scope.programmes, scope.not_programmes) for scope in scopes]),
        letters=_all([(rule.s10,) for rule in rules]),
        # The number of a parcel says where it came from where nothing else does.
        posts=None if domestic else origins,
        origins=None if domestic else origins,
        destinations=None if domestic else destinations,
        seasons=any(scope.seasons for scope in scopes),
        order_seasons=any(scope.order_seasons for scope in scopes),
        editions=tuple(sorted({date.min, *(day for rule in rules for day in _editions(rule))})),
        losses=_losses([*(rule.claim_types for rule in rules), *(s.claim_types for s in scopes)]),
    )


def _losses(named: Sequence[Collection[ClaimType]]) -> dict[ClaimType, ClaimType]:
    """Return for each kind of loss the first that stands wherever it is named."""
    first: dict[tuple[bool, ...], ClaimType] = {}
    return {
        loss: first.setdefault(tuple(loss in each for each in named), loss) for loss in ClaimType
    }


def _all(named: Iterable[tuple[Collection[str], ...]]) -> frozenset[str]:
    return frozenset(name for each in named for names in each for name in names)


@lru_cache(maxsize=4096)
def _turning_days(asked: Asked, year: int) -> tuple[date, ...]:
    """Return the days of one year on which rules change, and its first day, in order."""
    turns = {date(year, 1, 1), *asked.editions}
    for rule in asked.rules:
        for scope in (rule.only, *rule.scopes_inside):
            for season in scope.seasons:
                turns.update(_ends(season, year))
    return tuple(sorted(day for day in turns if day.year == year))


def _within_reach(book: RuleBook, carrier: Carrier | None, way: str) -> Iterator[Rule]:
    """Yield the rules of a carrier, and those of laws that may bind it."""
    if carrier is not None:
        yield from book.by_payer.get(carrier.slug, ())
    if carrier is None or carrier.kind not in NO_POSTS:
        yield from book.postal_law
    for rule in book.treaties:
        # Of an unknown carrier nobody can say what binds it.
        if carrier is None or binds(rule, carrier, way):
            yield rule


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
