"""Days of acceptance that the rule book treats alike, so that answers can be kept by them.

Rules change on few days: where an edition begins or ends, and where a season does. Between
two such days every parcel of one kind gets the same rules.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import isleap
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.rule import Rule
    from parcelwright.rulebook.scope import Scope, Season

_DAY = timedelta(days=1)
_LEAP_DAY = (2, 29)


def first_day_alike(book: RuleBook, day: date) -> date:
    """Return the first day of the same year from which on no rule changed until ``day``."""
    turns = _turning_days(book, day.year)
    return turns[bisect_right(turns, day) - 1]


@lru_cache(maxsize=512)
def _turning_days(book: RuleBook, year: int) -> tuple[date, ...]:
    """Return the days of one year on which rules change, and its first day, in order."""
    turns = {date(year, 1, 1)}
    for rule in book.rules:
        turns.update(_editions(rule))
        for scope in _scopes(rule):
            for season in scope.seasons:
                turns.update(_ends(season, year))
    return tuple(sorted(day for day in turns if day.year == year))


def _editions(rule: Rule) -> Iterator[date]:
    if rule.valid_from is not None:
        yield rule.valid_from
    if rule.valid_to is not None and rule.valid_to < date.max:
        yield rule.valid_to + _DAY


def _scopes(rule: Rule) -> Iterator[Scope]:
    yield rule.only
    yield from (window.only for window in rule.windows)
    yield from (amount.only for amount in rule.amounts)
    if rule.amount is not None:
        yield rule.amount.only


def _ends(season: Season, year: int) -> Iterator[date]:
    """Yield the days around both ends of a season; a day too many costs nothing."""
    for month, day in (season.first, season.last):
        missing = (month, day) == _LEAP_DAY and not isleap(year)
        end = date(year, 3, 1) if missing else date(year, month, day)
        yield end
        yield min(end, date.max - _DAY) + _DAY
