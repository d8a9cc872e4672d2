"""When events happened, as far as it is known, in the reader's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.parcels.events import TimeKind
from parcelwright_web.days import plain_day

if TYPE_CHECKING:
    from parcelwright.parcels.events import EventTime

_HOUR_MIN = 60


def clock_text(when: EventTime) -> str:
    """Return the time of day with its zone, such as "04:02 UTC+8"; empty for a date alone."""
    if when.kind is TimeKind.DATE:
        return ""
    shown = f"{when.local:%H:%M}"
    if when.offset_min is None:
        return _("%(time)s, zone unknown") % {"time": shown}
    return f"{shown} {zone_sign(when.offset_min)}"


def zone_sign(offset_min: int) -> str:
    """Return an offset from UTC in minutes as "UTC", "UTC+8", "UTC−3:30"."""
    if not offset_min:
        return "UTC"
    hours, minutes = divmod(abs(offset_min), _HOUR_MIN)
    sign = "−" if offset_min < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")


def event_text(when: EventTime) -> str:
    """Return day and time of an event, such as "9 Oct 2026 22:43 UTC+8"."""
    return f"{plain_day(when.day)} {clock_text(when)}".strip()
