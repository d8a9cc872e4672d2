"""Weeks in which parcels take longer, from ``peaks.toml``."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from parcelwright.prevention.dated import Dated, reference_file

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.rulebook.rule import Citation


class Peak(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Weeks of a year, as month and day; empty origins are all."""

    name: str
    first: str
    last: str
    origins: tuple[str, ...] = ()

    def concerns(self, origin: str) -> bool:
        """Return whether it slows what is sent from a country."""
        return not self.origins or origin in self.origins


@lru_cache(maxsize=1024)
def peaks_on(day: date) -> tuple[tuple[Peak, Citation], ...]:
    """Return the peaks that a day falls in, each with its source."""
    written = day.strftime("%m-%d")
    return tuple(each for each in _peaks() if each[0].first <= written <= each[0].last)


@cache
def _peaks() -> tuple[tuple[Peak, Citation], ...]:
    file = reference_file("peaks")
    return tuple((peak, file.sources[peak.source]) for peak in file.many("peak", Peak))
