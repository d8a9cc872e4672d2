"""Times of X12: date, time and the time code of element 623.

``ET``, ``CT`` and their like name the time on the wall, so the day decides whether summer
time holds; ``ES`` and ``ED`` say it themselves. Without a code, or with ``LT``, the time is
that of the place, and its zone is not known.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from parcelwright.sources._statements import event_time

if TYPE_CHECKING:
    from parcelwright.parcels.events import EventTime
    from parcelwright.sources._segments import Segment
    from parcelwright.sources._statements import Payload

_HOUR = 60
# Standard and daylight time, in minutes east of Greenwich.
_FIXED = {
    "UT": 0, "GM": 0, "Z": 0,
    "ES": -300, "ED": -240, "CS": -360, "CD": -300, "MS": -420, "MD": -360, "PS": -480,
    "PD": -420, "AS": -540, "AD": -480, "HS": -600, "HD": -540, "NS": -210, "ND": -150,
    "TS": -240, "TD": -180,
}  # fmt: skip
_ZONES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "AT": "America/Anchorage",
    "HT": "Pacific/Honolulu",
    "NT": "America/St_Johns",
    "TT": "America/Halifax",
}
_EAST, _WEST = 12, 25
_SHORT_DATE = 6
_CENTURY = 70


def x12_time(page: Payload, segment: Segment) -> EventTime | None:
    """Return the time of an AT7; one that cannot be read is noted.

    Release 3070 and earlier write six digits of date, the century apart, then time and code.
    """
    day, clock, code = segment.text(5), segment.text(6), segment.text(7)
    if not day:
        return None
    if len(day) == _SHORT_DATE:
        if len(clock) == 2:  # noqa: PLR2004 - the century of release 3070
            day, clock, code = clock + day, segment.text(7), segment.text(8)
        else:
            day = f"{'19' if day[:2] >= str(_CENTURY) else '20'}{day}"
    written = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if not clock:
        return event_time(page.at(written, segment.where))
    written += f"T{clock[:2]}:{clock[2:4]}" + (f":{clock[4:6]}" if clock[4:6] else "")
    time = event_time(page.at(written, segment.where))
    if time is None:
        return None
    offset = _offset(page, segment, code.upper(), time.local)
    if offset is None:
        return time
    sign = "-" if offset < 0 else "+"
    zone = f"{sign}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
    return event_time(page.at(f"{time.local.isoformat()}{zone}", segment.where))


def _offset(page: Payload, segment: Segment, code: str, local: datetime) -> int | None:
    """Return minutes east of Greenwich, or None where the zone is not known."""
    if code in _FIXED:
        return _FIXED[code]
    if code in _ZONES:
        shift = local.replace(tzinfo=ZoneInfo(_ZONES[code])).utcoffset() or timedelta(0)
        return round(shift.total_seconds() / 60)
    if code.isdigit() and 0 < int(code[:3]) < _WEST:
        hours = int(code[:3])
        return _HOUR * (hours if hours <= _EAST else hours - _WEST)
    if code not in {"", "LT"}:
        page.note(segment.where, f"{code[:10]!r} is no time code we know; the zone is left open")
    return None
