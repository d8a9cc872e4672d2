"""Periods made ready to be counted: each becomes a function of the days that are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from parcelwright.calendars import Unit, add_months, shifted
from parcelwright.rulebook.spans import (
    After,
    Count,
    EarliestKnown,
    EarliestOf,
    FirstKnown,
    LatestOf,
    Since,
    Span,
)

Moments: TypeAlias = Mapping[Since, date]
Counter: TypeAlias = Callable[[Moments], "date | None"]

_IN_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}
_IN_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


def never(_moments: Moments) -> None:
    """Return that there is no such day."""


@lru_cache(maxsize=8192)
def counter(span: Span | None, country: str) -> Counter:  # noqa: PLR0911 - one per kind of span
    """Return what tells, from the moments, the day a period ends on.

    It tells None when any moment in the period is unknown. Of several periods none may be
    missing: the day of the unknown one could decide. Only where the rule itself says that
    those known decide may some be missing.

    Args:
        span: The period; None is none.
        country: Whose holidays count where the period names no country.
    """
    match span:
        case None:
            return never
        case Count():
            return _count(span, span.calendar or country)
        case After():
            return _after(span, counter(span.span, country), span.calendar or country)
        case FirstKnown(spans=spans):
            return _of_known([counter(part, country) for part in spans], lambda days: days[0])
        case EarliestKnown(spans=spans):
            return _of_known([counter(part, country) for part in spans], min)
        case EarliestOf(spans=spans):
            return _of_all([counter(part, country) for part in spans], min)
        case LatestOf(spans=spans):
            return _of_all([counter(part, country) for part in spans], max)


def _count(span: Count, country: str) -> Counter:
    since, n, unit = span.since, span.n, span.unit
    # The day before day one of the count.
    back = timedelta(days=1 if span.inclusive else 0)
    if unit in _IN_DAYS and n >= 0:
        further = timedelta(days=n * _IN_DAYS[unit]) - back

        def in_days(moments: Moments) -> date | None:
            start = moments.get(since)
            return None if start is None else start + further

        return in_days

    if unit in _IN_MONTHS and n >= 0 and not back:
        months = n * _IN_MONTHS[unit]

        def in_months(moments: Moments) -> date | None:
            start = moments.get(since)
            return None if start is None else add_months(start, months)

        return in_months

    def counted(moments: Moments) -> date | None:
        start = moments.get(since)
        return None if start is None else shifted(start - back, n, unit, country)

    return counted


def _after(span: After, before: Counter, country: str) -> Counter:
    def counted(moments: Moments) -> date | None:
        start = before(moments)
        return None if start is None else shifted(start, span.n, span.unit, country)

    return counted


def _of_known(parts: list[Counter], pick: Callable[[list[date]], date]) -> Counter:
    def counted(moments: Moments) -> date | None:
        days = [day for part in parts if (day := part(moments)) is not None]
        return pick(days) if days else None

    return counted


def _of_all(parts: list[Counter], pick: Callable[[list[date]], date]) -> Counter:
    def counted(moments: Moments) -> date | None:
        days = [day for part in parts if (day := part(moments)) is not None]
        return pick(days) if days and len(days) == len(parts) else None

    return counted
