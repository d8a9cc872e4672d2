"""Joins a wall clock with the zone, or the moment, that a source states beside it."""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from parcelwright.parcels.events import EventTime, TimeKind

if TYPE_CHECKING:
    from datetime import datetime

# "+8", "+08", "+0800", "+08:00", "GMT+8", "UTC+08:00".
_ZONE = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_QUARTER = timedelta(minutes=15)
# Zones reach from twelve hours west to fourteen hours east.
_WEST, _EAST = -12 * 60, 14 * 60


def offset_min(zone: str) -> int | None:
    """Return the minutes east of UTC that a zone states, or None when it states none.

    >>> offset_min("GMT+8"), offset_min("-03:30"), offset_min("CST")
    (480, -210, None)
    """
    match = _ZONE.fullmatch(zone.strip())
    if match is None or int(match[3] or 0) > 59:  # noqa: PLR2004 - minutes of an hour
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return _within(-minutes if match[1] == "-" else minutes)


def in_zone(wall: EventTime | None, zone: str) -> EventTime | None:
    """Return a local time as an instant where its zone can be read; else unchanged."""
    if wall is None or wall.kind is not TimeKind.LOCAL:
        return wall
    offset = offset_min(zone)
    return wall if offset is None else EventTime.at(_as_utc(wall), offset, shift=True)


def at_moment(wall: EventTime | None, moment: datetime | None) -> EventTime | None:
    """Return the instant whose zone is the difference between a wall clock and its moment.

    Args:
        wall: Clock at the place of the event; a zone written with it is not believed.
        moment: The same moment in UTC.

    Returns:
        The wall clock alone where the two cannot be the same moment.
    """
    if wall is None or wall.kind is TimeKind.DATE:
        return wall
    clock = _as_utc(wall)
    local = EventTime(wall.local, TimeKind.LOCAL)
    if moment is None:
        return local
    difference = clock - moment
    offset = _within(difference // timedelta(minutes=1))
    if difference % _QUARTER or offset is None:
        return local
    return EventTime.at(clock, offset, shift=True)


def _as_utc(wall: EventTime) -> datetime:
    return wall.local.replace(tzinfo=UTC)


def _within(minutes: int) -> int | None:
    return minutes if _WEST <= minutes <= _EAST else None
