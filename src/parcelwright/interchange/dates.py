"""Dates and times as sellers' files write them, read without guessing."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum

from parcelwright.parcels.events import EventTime, TimeKind


class DateOrder(StrEnum):
    """Whether ``03/04/2026`` is a day in April or in March."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


_TIME = (
    r"(?:[T ,]*\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp][Mm])?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})[-/.年](?P<month>\d{{1,2}})[-/.月](?P<day>\d{{1,2}})日?{_TIME}"
)
_COMPACT = re.compile(r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})")
NUMERIC = re.compile(rf"(?P<a>\d{{1,2}})[-/.](?P<b>\d{{1,2}})[-/.](?P<year>\d{{4}}|\d{{2}}){_TIME}")
_NAMED_MONTH_FIRST = re.compile(
    r"(?P<name>[^\W\d_]{3,10})\.?[- ](?P<day>\d{1,2})"
    rf"(?:,\s*|[- ])(?P<year>\d{{4}}|\d{{2}}){_TIME}"
)
_NAMED_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})[- ](?:de )?(?P<name>[^\W\d_]{{3,10}})\.?(?:[- ]|,\s*)(?:de )?"
    rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}"
)
_SERIAL = re.compile(r"(?P<days>[34567]\d{4})(?:\.(?P<part>\d+))?")
_SERIAL_START = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall-clock time by design
# English and Portuguese month names by their first three letters.
_MONTHS = {
    "jan": 1, "feb": 2, "fev": 2, "mar": 3, "apr": 4, "abr": 4, "may": 5, "mai": 5, "jun": 6,
    "jul": 7, "aug": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10, "out": 10, "nov": 11,
    "dec": 12, "dez": 12,
}  # fmt: skip
_NOON = 12
# As in EventTime.parse: outside them lies a slip or a word for never.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def parse_time(text: str, order: DateOrder | None) -> EventTime | None:
    """Return the time a cell states, or None when it states none that is certain.

    Args:
        text: Cell, as in ``2026-01-05T10:00:00+08:00``, ``Sep-27-26`` or ``31/12/2026 10:00``.
        order: How the file orders day and month; None when that is not known, in which
            case only a date with a part above 12 is read.

    >>> parse_time("Sep-27-26", None).isoformat()
    '2026-09-27'
    >>> parse_time("03/04/2026", None) is None
    True
    """
    moment = EventTime.parse(text)
    if moment is not None:
        return moment
    for pattern in (_YEAR_FIRST, _COMPACT, _NAMED_MONTH_FIRST, _NAMED_DAY_FIRST):
        match = pattern.fullmatch(text)
        if match:
            return _moment(match.groupdict())
    match = NUMERIC.fullmatch(text)
    if match:
        return _numeric(match.groupdict(), order)
    match = _SERIAL.fullmatch(text)
    return _serial(match) if match else None


def order_shown(text: str) -> DateOrder | None:
    """Return the order that a date proves by a part above 12, or None when it proves none."""
    match = NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    if first > _NOON >= second:
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if second > _NOON >= first else None


def is_order_open(text: str) -> bool:
    """Whether the text is a date that can be read in both orders with different results."""
    match = NUMERIC.fullmatch(text)
    return (
        match is not None
        and match["a"].lstrip("0") != match["b"].lstrip("0")
        and max(int(match["a"]), int(match["b"])) <= _NOON
    )


def _numeric(parts: dict[str, str | None], order: DateOrder | None) -> EventTime | None:
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    if order is None and max(first, second) <= _NOON and first != second:
        return None
    day_first = first > _NOON or (second <= _NOON and order is DateOrder.DAY_FIRST)
    day, month = (first, second) if day_first else (second, first)
    return _moment({**parts, "day": str(day), "month": str(month)})


def _moment(parts: dict[str, str | None]) -> EventTime | None:
    name = parts.get("name")
    month = _MONTHS.get(name[:3].casefold()) if name else int(parts["month"] or 0)
    year = _year(parts["year"] or "")
    if not month or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        day = datetime(year, month, int(parts["day"] or 0))  # noqa: DTZ001 - wall clock
        if parts.get("hour") is None:
            return None if parts.get("zone") else EventTime.on(day.date())
        local = day.replace(
            hour=_hour(int(parts["hour"] or 0), parts["half"]),
            minute=int(parts["minute"] or 0),
            second=int(parts["second"] or 0),
        )
    except ValueError:
        return None
    zone = (parts["zone"] or "").replace("UTC", "Z").replace("GMT", "Z")
    return EventTime.parse(local.isoformat() + zone)


def _year(digits: str) -> int:
    return int(f"20{digits}" if len(digits) == len("26") else digits or 0)


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= _NOON:
        raise ValueError(hour)
    return hour % _NOON + (_NOON if half.upper() == "PM" else 0)


def _serial(match: re.Match[str]) -> EventTime:
    day = _SERIAL_START + timedelta(days=int(match["days"]))
    if match["part"] is None:
        return EventTime.on(day.date())
    seconds = round(float(f"0.{match['part']}") * 86_400)
    return EventTime(day + timedelta(seconds=seconds), TimeKind.LOCAL)
