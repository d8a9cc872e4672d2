"""Days on a clock until one moment, for many silences that all last until then.

Between two midnights a clock runs at one speed, so the days that are left until the moment fall
in a straight line: two numbers a place and day, read by one gather.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.clock import SPEED_PART

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.clock import LaneClock


@dataclass(frozen=True, kw_only=True, eq=False)
class DaysUntil:
    """What a clock shows until one moment.

    Args:
        first: Day number of the day before the first that the clock knows.
        most: Number of the last line of a place; days are counted from ``first``.
        begins: Line of the earliest days of the place of each lane and stage.
        lines: Days until the moment from ``first`` on, were the speed of that day that of all
            days before it, and the speed; one row a place and day.
    """

    first: float
    most: int
    begins: NDArray[np.intp]
    lines: NDArray[np.float64]

    def since(
        self,
        place: NDArray[np.intp],
        start: NDArray[np.float64],
        out: NDArray[np.float64],
    ) -> None:
        """Write the days from ``start``, spent in a stage of a lane, one entry each.

        Args:
            place: ``Columns.place`` of the lanes that the clock was read for.
            start: Day numbers, none unknown.
            out: Where to.
        """
        day = start - self.first
        np.clip(day, 0.0, self.most, out=out)
        line = out.astype(np.intp)
        line += self.begins.take(place)
        both = self.lines.take(line, axis=0)
        day *= both[:, 1]
        np.subtract(both[:, 0], day, out=out)
        # At the moment itself rounding may leave a trace below 0.
        np.maximum(out, 0.0, out=out)


def days_until(clock: LaneClock, moment: float) -> DaysUntil:
    """Return what a clock shows until a moment, for the places of its lanes alone.

    Args:
        clock: The clock; days and places that it does not know run at 1.
        moment: Day number.
    """
    places, which = np.unique(clock.places, return_inverse=True)
    whole = clock.clock
    days = whole.speed.shape[1]
    speed = np.ones((len(places), days + 2))
    known = places >= 0
    speed[known, 1:-1] = whole.speed[places[known]]
    # Midnight that each line goes through, and what the clock shows then; before the first day
    # and after the last the lines of these two go on.
    midnight = np.clip(np.arange(days + 2.0) - 1, 0, days)
    shown = np.zeros_like(speed)
    shown[:, 2:] = np.cumsum(speed[:, 1:-1], axis=1)
    offset = moment - whole.first_day
    now = int(np.clip(offset + 1, 0, days + 1))
    shown_now = shown[:, now] + (offset - midnight[now]) * speed[:, now]
    rate = (1 - SPEED_PART) + SPEED_PART * speed
    left = (1 - SPEED_PART) * offset + SPEED_PART * (shown_now[:, None] - shown + midnight * speed)
    return DaysUntil(
        first=whole.first_day - 1.0,
        most=days + 1,
        begins=which.ravel() * (days + 2),
        lines=np.stack((left + rate, rate), axis=-1).reshape(-1, 2),
    )
