"""How early and how late an event can have happened, given what its source said of the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from parcelwright.parcels.events import TimeKind

if TYPE_CHECKING:
    from parcelwright.parcels.events import EventTime

# Clocks on earth are from twelve hours behind UTC to fourteen ahead of it.
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
_DAY = timedelta(days=1)


def span_of(time: EventTime) -> tuple[datetime, datetime]:
    """Return the earliest and the latest instant (UTC) that a time can mean.

    A time without zone has 26 hours of slack, a date 50. So has a time that is written as
    UTC: sources are known to put local times that way.
    """
    if time.kind is TimeKind.INSTANT and time.offset_min:
        return time.utc, time.utc
    wall = time.local.replace(tzinfo=UTC)
    last = wall + _DAY if time.kind is TimeKind.DATE else wall
    return wall - _EAST, last + _WEST


def surely_before(one: EventTime, other: EventTime, margin: timedelta = timedelta()) -> bool:
    """Return whether one time lies before another by more than a margin, whatever they mean."""
    return span_of(one)[1] + margin < span_of(other)[0]
