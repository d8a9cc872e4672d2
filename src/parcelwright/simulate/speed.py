"""How fast the network of a country moves each day, and when its data feed is down.

Operational time runs at the speed of the network: a dwell of two operational days
takes four calendar days while the network runs at half speed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.parameters import Speed

DAY = 86_400.0
_NEW_YEAR_DAYS = range(-2, 8)
_SLOWEST = 0.02


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Operational time of one country.

    Args:
        starts: Start of each day, seconds since 1970 UTC.
        operational: Operational seconds that passed until each start.
    """

    starts: NDArray[np.float64]
    operational: NDArray[np.float64]

    def after(self, moment: NDArray[np.float64], dwell: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return when ``dwell`` operational days after each moment have passed."""
        done = np.interp(moment, self.starts, self.operational) + dwell * DAY
        ends = np.interp(done, self.operational, self.starts)
        # Beyond the last day the network runs at speed 1.
        late = np.maximum(done - self.operational[-1], 0.0)
        return np.asarray(ends + late, dtype=np.float64)


def daily_speed(
    country: str, first: date, days: int, numbers: Speed, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return the speed of each day; 1 is an ordinary day, shape (days,)."""
    calendar = np.array(
        [_calendar_speed(first + timedelta(days=i), country, numbers) for i in range(days)]
    )
    noise = _autoregressive(days, numbers, rng)
    speed = calendar * np.exp(noise)
    for _ in range(rng.poisson(numbers.strikes_per_year * days / 365)):
        begin = int(rng.integers(0, days))
        length = int(rng.integers(numbers.strike_days[0], numbers.strike_days[1] + 1))
        speed[begin : begin + length] *= rng.uniform(*numbers.strike_speed)
    return np.asarray(np.maximum(speed, _SLOWEST), dtype=np.float64)


def clock(first: date, speed: NDArray[np.float64]) -> Clock:
    """Return the clock that runs at the given daily speeds from the first day on."""
    start = (first - date(1970, 1, 1)).days * DAY
    return Clock(
        starts=np.asarray(start + np.arange(len(speed) + 1) * DAY, dtype=np.float64),
        operational=np.concatenate([[0.0], np.cumsum(speed) * DAY]),
    )


def outages(
    first: date,
    days: int,
    rng: np.random.Generator,
    *,
    per_year: float,
    length: tuple[int, int],
) -> tuple[tuple[float, float], ...]:
    """Return the spells (seconds since 1970) in which the scans of one feed reach nobody.

    Args:
        first: First day.
        days: How many days there are.
        rng: Stream of draws.
        per_year: How many spells begin in a year, on average.
        length: Shortest and longest spell, in days.
    """
    start = (first - date(1970, 1, 1)).days * DAY
    count = rng.poisson(per_year * days / 365)
    begins = start + rng.uniform(0, days, count) * DAY
    lengths = rng.uniform(*length, count) * DAY
    return tuple(
        sorted((float(b), float(b + length)) for b, length in zip(begins, lengths, strict=True))
    )


def is_peak(day: date) -> bool:
    """Whether a day lies between Singles' Day and Christmas."""
    return date(day.year, 11, 11) <= day <= date(day.year, 12, 25)


def _calendar_speed(day: date, country: str, numbers: Speed) -> float:
    speed = {5: numbers.saturday, 6: numbers.sunday}.get(day.weekday(), numbers.weekday)
    if is_peak(day):
        speed *= numbers.peak
    if day.month == 1 and day.day <= 14:  # noqa: PLR2004 - the "early January" of the parameters
        speed *= numbers.january
    if country == "CN" and any(
        (day - feast).days in _NEW_YEAR_DAYS for feast in _near(day, numbers)
    ):
        speed *= numbers.new_year_cn
    return speed


def _near(day: date, numbers: Speed) -> tuple[date, ...]:
    return tuple(feast for feast in numbers.new_year_dates if feast.year == day.year)


def _autoregressive(days: int, numbers: Speed, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return log-speed with the stated spread and memory (first-order autoregression)."""
    keep = float(np.exp(-1.0 / numbers.memory_days))
    shocks = rng.normal(0.0, numbers.log_sd * np.sqrt(1 - keep**2), days)
    values = np.empty(days)
    level = rng.normal(0.0, numbers.log_sd)
    for i, shock in enumerate(shocks):
        level = keep * level + shock
        values[i] = level
    return values
