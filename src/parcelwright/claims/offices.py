"""In whose zone the days of a payer end that has offices in many countries.

Who must receive a claim is then the office of the country in which the parcel was posted: the
contract was made there, and the terms of that country hold. Of a country with several zones the
one counts in which a day ends first; where not even the country is known, the first zone on
Earth. A claim that comes by then is in time wherever it must be received.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

# Kiribati's Line Islands are 14 hours ahead of universal time all year, and nobody is further.
FIRST_TO_END = "Pacific/Kiritimati"
# One day of winter and one of summer: a zone that is ahead in either counts as ahead.
_COMPARED = (datetime(2025, 1, 1), datetime(2025, 7, 1))  # noqa: DTZ001 - local in every zone
_COLUMNS = 3
# Its clocks are not those that offices in the rest of Ukraine go by.
_LEFT_OUT = frozenset({"Europe/Simferopol"})


@lru_cache(maxsize=1024)
def office_zone(country: str) -> str:
    """Return the IANA zone of a country in which a day ends first.

    Args:
        country: ISO 3166-1 alpha-2; of any other text it is ``FIRST_TO_END``.

    >>> office_zone("ES"), office_zone("US"), office_zone("")
    ('Europe/Madrid', 'America/New_York', 'Pacific/Kiritimati')
    """
    return max(_zones().get(country, (FIRST_TO_END,)), key=_ahead)


def _ahead(zone: str) -> float:
    """Return by how many seconds a zone is ahead of universal time on both days together."""
    offsets = (day.replace(tzinfo=ZoneInfo(zone)).utcoffset() for day in _COMPARED)
    return sum(offset.total_seconds() for offset in offsets if offset is not None)


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Return the zones of each country, as the time zone database lists them."""
    found: dict[str, tuple[str, ...]] = {}
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    for line in table.splitlines():
        cells = line.split("\t")
        listed = len(cells) >= _COLUMNS and not line.startswith("#")
        if listed and cells[2] not in _LEFT_OUT:
            found[cells[0]] = (*found.get(cells[0], ()), cells[2])
    return found
