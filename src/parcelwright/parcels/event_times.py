"""Moments as precise as their sources tell them: an instant, a local time, or a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache


class TimeKind(StrEnum):
    """How much of a moment the carrier told us."""

    INSTANT = "instant"
    LOCAL = "local"
    DATE = "date"


# Two letters of date, then optional time, fraction and offset, as carriers write them.
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})"
    r"(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
# What stands at every third place from the fifth on: between the digits, and before the zone.
_PLAIN_MARKS = frozenset({"--T::+", "--T::-", "--T::Z", "-- ::+", "-- ::-", "-- ::Z"})
_PLAIN_ZONE = re.compile(r"Z|[+-][0-9]{2}:[0-9]{2}")
# Years in which a parcel can have moved; a slip of the keyboard or a "never" lies outside.
_CENTURIES = frozenset({"19", "20", "21"})


class _Instant:
    """Room for the instant of a time, computed once: events are compared by it many times."""

    __slots__ = ("_utc",)
    _utc: datetime


@dataclass(frozen=True, slots=True)
class EventTime(_Instant):
    """A moment as precise as its source: an instant, a local time without zone, or a date.

    Args:
        local: Naive wall-clock time at the place of the event; midnight for a date.
        kind: What is known.
        offset_min: Minutes east of UTC; set exactly when ``kind`` is ``INSTANT``.
    """

    local: datetime
    kind: TimeKind
    offset_min: int | None = None

    def __post_init__(self) -> None:
        if self.local.tzinfo is not None:
            msg = "EventTime.local is wall-clock time without zone"
            raise ValueError(msg)
        if (self.kind is TimeKind.INSTANT) != (self.offset_min is not None):
            msg = "an instant has an offset, and only an instant has one"
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str) -> EventTime | None:
        """Return the time that an ISO 8601 text states, or None when it states none.

        A year before 1900 or after 2199 is no time of a parcel, whatever a source means by it.

        >>> EventTime.parse("2026-01-05").kind.value
        'date'
        >>> EventTime.parse("2026-01-05T10:00:00+08:00").utc.isoformat()
        '2026-01-05T02:00:00+00:00'
        """
        quick = _plain_instant(text)
        if quick is not None:
            return quick
        match = _ISO.fullmatch(text.strip())
        if match is None or not _is_possible(text.strip()):
            return None
        day, time, zone = match.groups()
        try:
            if time is None:
                return cls.on(date.fromisoformat(day))
            local = datetime.fromisoformat(f"{day}T{time}")
            if zone is None:
                return cls(local, TimeKind.LOCAL)
            return cls(local, TimeKind.INSTANT, _offset_minutes(zone))
        except ValueError:
            return None

    @classmethod
    def on(cls, day: date) -> EventTime:
        """Return the time of which only the calendar day is known."""
        return cls(datetime(day.year, day.month, day.day), TimeKind.DATE)  # noqa: DTZ001 - local by design

    @classmethod
    def at(cls, instant: datetime, offset_min: int = 0, *, shift: bool = False) -> EventTime:
        """Return an instant, shown at ``offset_min`` east of UTC.

        ``shift`` says that ``instant`` already holds the wall-clock time of that offset.

        Raises:
            ValueError: The instant has no zone, so the machine's own would decide what it means.
        """
        if shift:
            return cls(instant.replace(tzinfo=None), TimeKind.INSTANT, offset_min)
        if instant.tzinfo is None:
            msg = "an instant has a zone; a wall-clock time without one is EventTime(..., LOCAL)"
            raise ValueError(msg)
        wall = instant.astimezone(UTC).replace(tzinfo=None) + timedelta(minutes=offset_min)
        return cls(wall, TimeKind.INSTANT, offset_min)

    @property
    def utc(self) -> datetime:
        """Best single instant: exact for an instant, wall clock read as UTC otherwise.

        A date counts as its noon, so that a local event of the same day is neither
        certainly before nor after it by more than half a day.
        """
        try:
            return self._utc
        except AttributeError:
            wall = self.local + timedelta(hours=12) if self.kind is TimeKind.DATE else self.local
            moment = (wall - timedelta(0, 60 * (self.offset_min or 0))).replace(tzinfo=UTC)
            object.__setattr__(self, "_utc", moment)
            return moment

    @property
    def day(self) -> date:
        """Calendar day at the place of the event."""
        return self.local.date()

    def isoformat(self) -> str:
        """Return the ISO 8601 text with exactly the precision that is known."""
        if self.kind is TimeKind.DATE:
            return self.local.date().isoformat()
        if self.offset_min is None:
            return self.local.isoformat()
        return self.local.isoformat() + _zone(self.offset_min)


def _plain_instant(text: str) -> EventTime | None:
    """Return the time of a text such as ``2026-01-05T10:00:00+08:00``; None for any other form.

    Most texts have this form, and the language reads it many times faster than a pattern.
    """
    if text[4:20:3] not in _PLAIN_MARKS or not _is_possible(text):
        return None
    offset_min = _plain_offset(text[19:])
    if offset_min is None:
        return None
    try:
        return EventTime(datetime.fromisoformat(text[:19]), TimeKind.INSTANT, offset_min)
    except ValueError:
        return None


def _is_possible(text: str) -> bool:
    return text[:2] in _CENTURIES


@lru_cache(maxsize=1024)
def _plain_offset(zone: str) -> int | None:
    if _PLAIN_ZONE.fullmatch(zone) is None:
        return None
    try:
        return _offset_minutes(zone)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _zone(offset_min: int) -> str:
    sign, minutes = ("-", -offset_min) if offset_min < 0 else ("+", offset_min)
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"


@lru_cache(maxsize=1024)
def _offset_minutes(zone: str) -> int:
    if zone == "Z":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 14 or minutes > 59:  # noqa: PLR2004 - the widest offset in use is +14:00
        msg = f"no such offset: {zone}"
        raise ValueError(msg)
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)
