"""The clocks, zones and outages of all countries over the simulated period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from parcelwright.simulate.catalog import places
from parcelwright.simulate.speed import DAY, Clock, clock, daily_speed, outages

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.parameters import Parameters

_BEFORE = timedelta(days=240)
_DAYS = 240 + 400


Spells = tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Network:
    """What all parcels share.

    Args:
        first: First day known.
        countries: Codes in the order that country numbers count.
        clocks: Operational clock per country.
        offsets: Minutes east of UTC, shape (countries, days).
        outages: Spells without data per country, seconds since 1970.
        carrier_outages: Spells in which a carrier's own feed is down, by carrier.
    """

    first: date
    countries: tuple[str, ...]
    clocks: tuple[Clock, ...]
    offsets: NDArray[np.int64]
    outages: tuple[Spells, ...]
    carrier_outages: dict[str, Spells]

    def after(
        self,
        country: NDArray[np.int64],
        moment: NDArray[np.float64],
        dwell: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Return when ``dwell`` operational days of each country have passed; inf stays inf."""
        ends = np.full(len(moment), np.inf)
        for number, own in enumerate(self.clocks):
            here = (country == number) & np.isfinite(moment)
            ends[here] = own.after(moment[here], dwell[here])
        return ends

    def offset_min(
        self, country: NDArray[np.integer], moment: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """Return the minutes east of UTC at each country and moment."""
        start = (self.first - date(1970, 1, 1)).days
        day = np.clip((moment // DAY).astype(np.int64) - start, 0, self.offsets.shape[1] - 1)
        return np.asarray(self.offsets[country, day], dtype=np.int64)


def network(
    now: datetime,
    numbers: Parameters,
    rng: np.random.Generator,
    of_carriers: np.random.Generator,
) -> Network:
    """Return the network around ``now``: 240 days before it and 400 after.

    What befalls the feeds of carriers is drawn from ``of_carriers``, all else from ``rng``.
    """
    noise, carriers = numbers.feed, dict.fromkeys(route.carrier for route in numbers.routes)
    first = (now - _BEFORE).astimezone(UTC).date()
    countries = places().countries
    clocks = tuple(
        clock(first, daily_speed(code, first, _DAYS, numbers.speed, rng)) for code in countries
    )
    return Network(
        first=first,
        countries=tuple(countries),
        clocks=clocks,
        offsets=np.array([_offsets(country.zone, first) for country in countries.values()]),
        outages=tuple(
            outages(first, _DAYS, rng, per_year=noise.outages_per_year, length=noise.outage_days)
            for _ in countries
        ),
        carrier_outages={
            carrier: outages(
                first,
                _DAYS,
                of_carriers,
                per_year=noise.carrier_outages_per_year,
                length=noise.carrier_outage_days,
            )
            for carrier in carriers
        },
    )


def _offsets(zone: str, first: date) -> list[int]:
    """Return the offset at noon UTC of each day."""
    noon = datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
    known = ZoneInfo(zone)
    hours = ((noon + timedelta(days=i)).astimezone(known).utcoffset() for i in range(_DAYS))
    return [int((offset or timedelta()).total_seconds() // 60) for offset in hours]
