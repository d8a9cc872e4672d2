"""Long runs of days on which a country does not work, where parcels lie."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from parcelwright.calendars import is_working_day

# Days in a row without work that hold parcels up; a long weekend does not.
_LONG_CLOSURE = 5
_DAY = timedelta(days=1)


def closure_around(country: str, day: date) -> tuple[date, date] | None:
    """Return first and last day of the long closure that a day is in, or None.

    >>> first, last = closure_around("CN", date(2026, 10, 4))
    >>> first.isoformat(), last.isoformat()
    ('2026-10-01', '2026-10-07')
    >>> closure_around("DE", date(2026, 10, 4))
    """
    first, last = day, day - _DAY
    while not is_working_day(last + _DAY, country):
        last += _DAY
    if last < day:
        return None
    while not is_working_day(first - _DAY, country):
        first -= _DAY
    return (first, last) if (last - first).days + 1 >= _LONG_CLOSURE else None


@lru_cache(maxsize=4096)
def closure_within(country: str, begins: date, ends: date) -> tuple[date, date] | None:
    """Return the first long closure that touches a span, or None."""
    day = begins
    while day <= ends:
        if is_working_day(day, country):
            day += _DAY
            continue
        found = closure_around(country, day)
        if found is not None:
            return found
        day += _DAY
    return None
