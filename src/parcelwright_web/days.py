"""Days and moments in the reader's form."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from babel.dates import format_date, format_datetime
from django.utils.translation import get_language

if TYPE_CHECKING:
    from datetime import date, datetime


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
    """Return a calendar day without its year, such as "23 Nov"."""
    if get_language() == "zh-hans":
        return format_date(day, "M月d日", locale="zh_Hans")
    return format_date(day, "d MMM", locale="en")


def moment_text(at: datetime) -> str:
    """Return an aware instant with its zone, such as "23 Nov 14:02 UTC"."""
    if get_language() == "zh-hans":
        return f"{format_datetime(at.astimezone(UTC), 'M月d日 HH:mm', locale='zh_Hans')} UTC"
    return f"{format_datetime(at.astimezone(UTC), 'd MMM HH:mm', locale='en')} UTC"
