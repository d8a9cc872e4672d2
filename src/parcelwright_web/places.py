"""Countries and time zones in the reader's form."""

from __future__ import annotations

from babel import Locale
from babel.dates import get_timezone_location
from django.utils.translation import get_language


def reader_locale() -> Locale:
    """Return the locale in which dates, places and currencies are written."""
    return Locale.parse("zh_Hans" if get_language() == "zh-hans" else "en")


def country_text(code: str) -> str:
    """Return a country or region in the reader's language, or the code when it is none."""
    return str(reader_locale().territories.get(code.upper(), code))


def zone_text(key: str) -> str:
    """Return the city of a time zone, such as "Shanghai" for Asia/Shanghai."""
    if get_language() == "zh-hans":
        return str(get_timezone_location(key, locale="zh_Hans", return_city=True))
    return key.rpartition("/")[2].replace("_", " ")
