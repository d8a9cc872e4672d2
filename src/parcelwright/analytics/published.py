"""Published calendars: days on which a network was announced to be closed or slow.

A strike, a holiday or a peak is known from its announcement, before any parcel is late. So
the clock takes the announced speed of a day as its usual one, and what the parcels themselves
show is measured against it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import day_number
from parcelwright.calendars import public_holidays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


class Happening(StrEnum):
    """What is announced of some days."""

    CLOSURE = "closure"
    HOLIDAY = "holiday"
    STRIKE = "strike"
    PEAK = "peak"
    PUBLIC_HOLIDAYS = "public holidays"


# Speed of an announced day until parcels tell better, 1 being usual. A closed network is as slow
# as the clock knows. Of orders inside Brazil a strike of truckers left the destination Sao Paulo
# 0.36 of its speed (31 May 2018), and the weeks before Christmas 2017 left Rio de Janeiro 0.50 and
# Sao Paulo 0.86.
SPEED = {
    Happening.CLOSURE: 0.15,
    Happening.HOLIDAY: 0.15,
    Happening.PUBLIC_HOLIDAYS: 0.15,
    Happening.STRIKE: 0.36,
    Happening.PEAK: 0.7,
}


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """One line of a calendar, said of a country, of a carrier, or of a carrier in a country.

    Args:
        country: ISO 3166-1 alpha-2; empty for a carrier wherever it works.
        region: A region as parcels name it; empty for the whole country.
        carrier: Slug of the carrier whose network alone it concerns; empty for all of them.
        announced: Day on which it became known; None where nobody noted it. Two lines that differ
            in nothing else announce the same.
        first: First day.
        last: Last day, counted.
        what: What happens; of ``PUBLIC_HOLIDAYS`` those that fall between the two days.
        source: Where it was announced.
    """

    country: str
    region: str
    first: date
    last: date
    what: Happening
    source: str
    carrier: str = ""
    announced: date | None = field(default=None, compare=False)

    def days(self) -> Iterator[date]:
        """Yield the days, ascending.

        Raises:
            ValueError: Public holidays of a country of which none are known.
        """
        if self.what is Happening.PUBLIC_HOLIDAYS:
            yield from public_holidays(self.country, self.first, self.last)
            return
        for step in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=step)

    def concerns(self, place: tuple[str, str], carrier: str = "") -> bool:
        """Return whether it is said of a carrier at a place: (country, region)."""
        return (
            self.country in {"", place[0]}
            and self.region in {"", place[1]}
            and self.carrier in {"", carrier}
        )


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Announcements in the order of their file."""

    announcements: tuple[Announcement, ...]

    def speeds(
        self,
        places: tuple[tuple[str, str], ...],
        first_day: int,
        days: int,
        of_carriers: tuple[tuple[str, str, str], ...] = (),
    ) -> NDArray[np.float64]:
        """Return the announced speed: one row a place, one column a day, 1 where nothing is.

        Where several announcements fall on a day the slowest counts.

        Args:
            places: (country, region) of each row.
            first_day: Day number of the first column.
            days: Number of columns.
            of_carriers: (country, region, carrier) of the rows that follow.
        """
        rooms = [*((*place, "") for place in places), *of_carriers]
        speed = np.ones((len(rooms), days))
        for said in self.announcements:
            rows = np.flatnonzero(
                [said.concerns((country, region), carrier) for country, region, carrier in rooms]
            )
            at = np.array([int(day_number(day)) - first_day for day in said.days()], np.intp)
            cells = np.ix_(rows, at[(at >= 0) & (at < days)])
            speed[cells] = np.minimum(speed[cells], SPEED[said.what])
        return speed

    def sets_apart(self, carrier: str, place: tuple[str, str]) -> bool:
        """Return whether anything is announced of one carrier alone at a place."""
        return bool(carrier) and any(
            said.carrier and said.concerns(place, carrier) for said in self.announcements
        )

    def known_on(self, day: date) -> Calendar:
        """Return what was announced by a day, or nobody noted when."""
        known = (
            said for said in self.announcements if said.announced is None or said.announced <= day
        )
        return Calendar(announcements=tuple(known))

    def in_hindsight(self, day: date) -> Calendar:
        """Return what can be taken to have been known at the end of a day that has long passed.

        A line that does not tell since when it was known counts for days up to that day alone.
        """
        return Calendar(
            announcements=tuple(
                said if said.announced is not None else replace(said, last=min(said.last, day))
                for said in self.known_on(day).announcements
                if said.announced is not None or said.first <= day
            )
        )

    @property
    def looks_ahead(self) -> bool:
        """Whether of any line it was noted since when it is known."""
        return any(said.announced is not None for said in self.announcements)

    def unused(self, countries: frozenset[str]) -> tuple[str, ...]:
        """Return its countries that no parcel comes from or goes to, sorted."""
        return tuple(sorted({said.country for said in self.announcements} - countries - {""}))

    def unused_carriers(self, carriers: frozenset[str]) -> tuple[str, ...]:
        """Return its carriers that carry no parcel, sorted."""
        return tuple(sorted({said.carrier for said in self.announcements} - carriers - {""}))
