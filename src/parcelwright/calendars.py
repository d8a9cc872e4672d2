"""Calendars: months, working days and public holidays, for periods that count.

A period of months ends on the day of the same number, clipped to the end of the
month: 31 August plus six months is the last day of February. The day a period is
counted from is never counted itself.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_IN_EVERY_MONTH = 28
_SATURDAY = 5
_SUNDAY = 6


class Unit(StrEnum):
    """What a period is counted in.

    Days without Sundays are for texts that leave out holidays too but do not say whose: every
    reading leaves out the Sundays, so that day is never too late.
    """

    # That of the text, as equality is; the enumeration's own is many times slower.
    __hash__ = str.__hash__

    DAYS = "days"
    WORKING_DAYS = "working_days"
    DAYS_WITHOUT_SUNDAYS = "days_without_sundays"
    DAYS_WITHOUT_SUNDAYS_AND_HOLIDAYS = "days_without_sundays_and_holidays"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    def spoken(self, n: int) -> str:
        """Return the unit as a sentence says it after the number ``n``.

        >>> Unit.WORKING_DAYS.spoken(1), Unit.DAYS.spoken(30)
        ('working day', 'calendar days')
        """
        plural = _SPOKEN.get(self, self.value)
        if n != 1:
            return plural
        unit, without, what = plural.partition(" without ")
        return f"{unit.removesuffix('s')}{without}{what}"


_SPOKEN = {
    Unit.DAYS: "calendar days",
    Unit.WORKING_DAYS: "working days",
    Unit.DAYS_WITHOUT_SUNDAYS: "days without Sundays",
    Unit.DAYS_WITHOUT_SUNDAYS_AND_HOLIDAYS: "days without Sundays and holidays",
}


def shifted(day: date, n: int, unit: Unit, country: str = "") -> date:
    """Return the day ``n`` units after ``day``, itself not counted.

    Args:
        day: First day of the count, not counted.
        n: Zero or more.
        unit: What is counted.
        country: ISO 3166-1 alpha-2 whose holidays apply, and whose weekend to working days.

    Raises:
        ValueError: ``n`` is negative.
    """
    if n < 0:
        raise ValueError(f"a period cannot have {n} {unit.value}")
    match unit:
        case Unit.DAYS:
            return day + timedelta(days=n)
        case Unit.WEEKS:
            return day + timedelta(weeks=n)
        case Unit.MONTHS:
            return add_months(day, n)
        case Unit.YEARS:
            return add_months(day, 12 * n)
        case Unit.WORKING_DAYS:
            return add_working_days(day, n, country)
        case Unit.DAYS_WITHOUT_SUNDAYS | Unit.DAYS_WITHOUT_SUNDAYS_AND_HOLIDAYS:
            whose = "" if unit is Unit.DAYS_WITHOUT_SUNDAYS else country
            return _without_sundays(day, n, whose)


def add_months(day: date, n: int) -> date:
    """Return the same day of the month ``n`` months later, clipped to the month's end.

    >>> add_months(date(2025, 8, 31), 6).isoformat()
    '2026-02-28'
    """
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    number = day.day
    if number > _IN_EVERY_MONTH:
        number = min(number, monthrange(year, month + 1)[1])
    return date(year, month + 1, number)


def add_working_days(day: date, n: int, country: str = "") -> date:
    """Return the ``n``-th working day after ``day`` in a country; ``day`` itself for none."""
    if n <= 0:
        return day
    left, year, start = n, day.year, day.toordinal()
    while True:
        days = _working_days(year, country)
        at = bisect_right(days, start) + left - 1
        if at < len(days):
            return date.fromordinal(days[at])
        left, year = at - len(days) + 1, year + 1


@lru_cache(maxsize=1024)
def _working_days(year: int, country: str) -> tuple[int, ...]:
    """Return the ordinals of a country's working days of one year, ascending."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = range(first, last + 1)
    return tuple([day for day in days if is_working_day(date.fromordinal(day), country)])


@lru_cache(maxsize=16384)
def _without_sundays(day: date, n: int, country: str) -> date:
    known = _holidays(country.upper())
    left = n
    while left > 0:
        day += timedelta(days=1)
        if day.weekday() != _SUNDAY and (known is None or day not in known):
            left -= 1
    return day


def is_working_day(day: date, country: str = "") -> bool:
    """Return whether a country works on that day.

    Public holidays, the country's own weekend and worked weekends are those of the
    ``holidays`` package. Of an unknown country only Saturday and Sunday are free.
    """
    known = _holidays(country.upper())
    if known is None:
        return day.weekday() < _SATURDAY
    return bool(known.is_working_day(day))


def public_holidays(country: str, first: date, last: date) -> tuple[date, ...]:
    """Return a country's public holidays between two days, both counted, ascending.

    Raises:
        ValueError: None are known of the country.
    """
    known = _holidays(country.upper())
    if known is None:
        raise ValueError(f"no public holidays of {country} are known")
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return tuple(day for day in days if day in known)


@cache
def _holidays(country: str) -> HolidayBase | None:
    # Imported late: the package takes longer to import than most commands take to run.
    from holidays import country_holidays  # noqa: PLC0415 - see above

    try:
        return country_holidays(country) if country else None
    except NotImplementedError:
        return None
