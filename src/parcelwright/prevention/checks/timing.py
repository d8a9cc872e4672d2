"""Holidays and peaks around the day of shipping, where parcels lie longer."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from parcelwright.calendars import is_working_day
from parcelwright.prevention.dated import Dated, reference_file
from parcelwright.prevention.finding import Found, Says, Severity, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known
    from parcelwright.rulebook.rule import Citation

SAYS = {
    "origin_closed": Says(
        severity=Severity.HINT,
        reason="From {first} to {last} hardly anybody works in {country}: parcels lie until then.",
        fix="Hand it over before, or promise a later date.",
    ),
    "destination_closed": Says(
        severity=Severity.HINT,
        reason="From {first} to {last} hardly anybody works in {country}, where the parcel goes.",
        fix="Promise a later date.",
    ),
    "peak": Says(
        severity=Severity.HINT,
        reason="The parcel leaves in {name}, when parcels take longer and get lost more often.",
        fix="Promise a later date, and watch it closely.",
    ),
}
# Days in a row without work that hold parcels up; a long weekend does not.
_LONG_CLOSURE = 5
_HERE, _THERE = timedelta(days=3), timedelta(days=12)


class Peak(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Weeks of a year, as month and day; empty origins are all."""

    name: str
    first: str
    last: str
    origins: tuple[str, ...] = ()


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what of the calendar will hold the parcel up.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> order = Draft(order_number="1", sender=Party(country="CN"), recipient=Party(country="DE"))
    >>> [each.code for each in check(order, Known(on=date(2026, 10, 1)))]
    ['origin_closed']
    >>> list(check(order, Known(on=date(2026, 9, 2))))
    []
    """
    leaves = draft.ship_on or known.on
    for code, country, within in (
        ("origin_closed", draft.sender.country, _HERE),
        ("destination_closed", draft.recipient.country, _THERE),
    ):
        closed = _closure(country, leaves, leaves + within) if country else None
        if closed is not None and not (
            code == "destination_closed" and country == draft.sender.country
        ):
            first, last = closed
            figures = told(country=country, first=first.isoformat(), last=last.isoformat())
            yield Found(code=code, field="ship_on", figures=figures)
    for peak, citation in _peaks_on(leaves):
        if not peak.origins or draft.sender.country in peak.origins:
            figures = told(name=peak.name)
            yield Found(code="peak", field="ship_on", figures=figures, citation=citation)


@lru_cache(maxsize=4096)
def _closure(country: str, begins: date, ends: date) -> tuple[date, date] | None:
    """Return the first long run of days without work that touches a span, or None."""
    day = begins
    while day <= ends:
        if is_working_day(day, country):
            day += timedelta(days=1)
            continue
        first, last = day, day
        while not is_working_day(first - timedelta(days=1), country):
            first -= timedelta(days=1)
        while not is_working_day(last + timedelta(days=1), country):
            last += timedelta(days=1)
        if (last - first).days + 1 >= _LONG_CLOSURE:
            return first, last
        day = last + timedelta(days=1)
    return None


@lru_cache(maxsize=64)
def _peaks_on(day: date) -> tuple[tuple[Peak, Citation], ...]:
    written = day.strftime("%m-%d")
    return tuple(each for each in _peaks() if each[0].first <= written <= each[0].last)


@cache
def _peaks() -> tuple[tuple[Peak, Citation], ...]:
    file = reference_file("peaks")
    return tuple((peak, file.sources[peak.source]) for peak in file.many("peak", Peak))
