"""Days and moments in the reader's form."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING

from babel.dates import format_date
from django.utils.translation import get_language

from parcelwright_web import clock

if TYPE_CHECKING:
    from datetime import datetime


def day_text(day: date) -> str:
    """Return a calendar day in the reader's form, such as "Mon 23 Nov 2026"."""
    if get_language() == "zh-hans":
        return format_date(day, "y年M月d日 EEE", locale="zh_Hans")
    return format_date(day, "EEE d MMM y", locale="en")


def plain_day(day: date) -> str:
    """Return a calendar day without its weekday, such as "23 Nov 2026"."""
    if get_language() == "zh-hans":
        return format_date(day, "y年M月d日", locale="zh_Hans")
    return format_date(day, "d MMM y", locale="en")


def short_day(day: date) -> str:
    """Return a calendar day of this year without it, such as "23 Nov"; of others with it."""
    if day.year != clock.now().year:
        return plain_day(day)
    if get_language() == "zh-hans":
        return format_date(day, "M月d日", locale="zh_Hans")
    return format_date(day, "d MMM", locale="en")


def month_text(month: str) -> str:
    """Return a month such as "2026-11" in the reader's form, such as "Nov 2026"."""
    first = date.fromisoformat(f"{month}-01")
    if get_language() == "zh-hans":
        return format_date(first, "y年M月", locale="zh_Hans")
    return format_date(first, "MMM y", locale="en")


def moment_text(at: datetime) -> str:
    """Return an aware instant with its zone, such as "23 Nov 14:02 UTC"; other years are named."""
    shown = at.astimezone(UTC)
    return f"{short_day(shown.date())} {shown:%H:%M} UTC"
