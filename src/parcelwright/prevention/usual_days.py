"""How many days of a usual network lie between two days: holidays, peaks and strikes are short."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.analytics.clock import SPEED_PART
from parcelwright.analytics.published import SPEED, Happening
from parcelwright.calendars import is_working_day
from parcelwright.prevention.closures import closure_around
from parcelwright.prevention.peaks import peaks_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.analytics.published import Announcement, Calendar
    from parcelwright.parcels.draft import Draft

# So many usual days a parcel belongs to the network that it starts in, as the other checks of
# the calendar hold; then to that of its destination.
_HERE = 3.0
# A parcel is handed over at noon, so to say, and a promise lasts until midnight.
_FIRST_DAY = 0.5
_SATURDAY = 5


def usual_days(draft: Draft, leaves: date, promised: date, calendar: Calendar | None) -> float:
    """Return the usual days from the noon of leaving to the end of the promised day.

    A slow day counts as the clock of open parcels counts it: by its announced speed for the
    larger part, and as a day for the rest. Weekends are usual days, but within a long closure.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> order = Draft(order_number="1", sender=Party(country="CN"), recipient=Party(country="DE"))
    >>> usual_days(order, date(2026, 9, 7), date(2026, 9, 17), None)
    10.5
    >>> round(usual_days(order, date(2026, 9, 30), date(2026, 10, 10), None), 2)
    5.74
    """
    counted = 0.0
    said = () if calendar is None else calendar.announcements
    origin, target = (draft.sender.country, ""), (draft.recipient.country, draft.region)
    for step in range((promised - leaves).days + 1):
        day = leaves + timedelta(days=step)
        place = origin if counted < _HERE and origin[0] else target
        speed = min(_speed(place[0], origin[0], day), _announced(said, place, draft.carrier, day))
        length = _FIRST_DAY if step == 0 else 1.0
        counted += length * (1 - SPEED_PART + SPEED_PART * speed)
    return counted


# Asked of a few countries and the days of some weeks.
@lru_cache(maxsize=65536)
def _speed(country: str, origin: str, day: date) -> float:
    """Return the speed that the calendar of a country gives a day, 1 being usual."""
    if country and _is_holiday(country, day):
        return SPEED[Happening.PUBLIC_HOLIDAYS]
    slow = any(peak.concerns(origin) for peak, _ in peaks_on(day))
    return SPEED[Happening.PEAK] if slow else 1.0


def _is_holiday(country: str, day: date) -> bool:
    """Return whether a country rests on a day as it does not rest every week."""
    if is_working_day(day, country):
        return False
    return day.weekday() < _SATURDAY or closure_around(country, day) is not None


def _announced(
    said: Sequence[Announcement], place: tuple[str, str], carrier: str, day: date
) -> float:
    """Return the slowest speed announced for a day; public holidays are known anyway."""
    found = 1.0
    for each in said:
        if each.first <= day <= each.last and each.what is not Happening.PUBLIC_HOLIDAYS:
            speed = SPEED[each.what]
            if speed < found and each.concerns(place, carrier):
                found = speed
    return found
