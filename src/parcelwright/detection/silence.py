"""How long parcels have been silent, and how that goes on on the days to come.

A day counts by the speed of the network on it. Days to come run as the last ones did, measured
against what was announced of those, and as slow as is announced of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.clock import Clock
    from parcelwright.detection.assess import AssessmentColumns

# The speed of the days to come is that of the last ones. On orders inside Brazil of 2017 this
# cost less at every price of a resend than taking them to be usual.
SPEED_DAYS = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class Silence:
    """How long parcels have been silent, one entry each.

    Args:
        clock_days: Days on the clock that the odds were learned with.
        speed: Such days in a calendar day on which nothing is announced; days before today are
            taken to have run like it, and those to come where nothing is announced of them.
        ahead: Such days from today until each day to come, the first being today: one row a
            parcel. The days after the last run at ``speed``. Without one all do.
    """

    clock_days: NDArray[np.float64]
    speed: NDArray[np.float64]
    ahead: NDArray[np.float64] | None = None

    @property
    def changes(self) -> bool:
        """Whether anything is announced of days to come."""
        return self.ahead is not None

    def after(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the silence on a day, counted in calendar days from today."""
        if self.ahead is None:
            return self.clock_days + self.speed * days
        last = self.ahead.shape[1] - 1
        inside = np.clip(np.nan_to_num(days), 0, last)
        low = np.minimum(inside.astype(np.intp), max(last - 1, 0))
        row = np.arange(len(self.clock_days))
        before, next_one = self.ahead[row, low], self.ahead[row, np.minimum(low + 1, last)]
        passed = before + (inside - low) * (next_one - before)
        return np.asarray(self.clock_days + passed + self.speed * (days - inside), np.float64)

    def until(self, clock_days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return in how many calendar days from today the silence is so long."""
        rest = np.asarray(clock_days - self.clock_days, np.float64)
        if self.ahead is None:
            return rest / self.speed
        steps = np.arange(self.ahead.shape[1], dtype=np.float64)
        inside = [
            np.interp(days, passed, steps) for days, passed in zip(rest, self.ahead, strict=True)
        ]
        outside = rest - np.clip(rest, 0, self.ahead[:, -1])
        return np.asarray(np.array(inside) + outside / self.speed, np.float64)


def silence_of(found: AssessmentColumns, clock: Clock | None) -> Silence:
    """Return the silence of assessed parcels, and how their days run from now on.

    Args:
        found: The parcels.
        clock: The one they were assessed with.
    """
    view = found.view
    now, clock_days = np.full(len(found), view.now), view.watched_days
    if clock is None:
        return Silence(clock_days=clock_days, speed=np.ones(len(found)))
    lately = clock.days(view.columns, now - SPEED_DAYS, now)
    announced = clock.as_announced
    if announced is None:
        return Silence(clock_days=clock_days, speed=lately / SPEED_DAYS)
    speed = lately / announced.days(view.columns, now - SPEED_DAYS, now)
    last = announced.first_day + announced.speed.shape[1]
    steps = np.arange(max(int(np.ceil(last - view.now)), 0) + 1)
    ahead = [speed * announced.days(view.columns, now, now + step) for step in steps]
    told = len(steps) > 1
    return Silence(
        clock_days=clock_days, speed=speed, ahead=np.stack(ahead, axis=1) if told else None
    )
