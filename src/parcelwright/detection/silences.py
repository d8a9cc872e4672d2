"""How long parcels have been silent while their source watched, until one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.clock_until import days_until
from parcelwright.analytics.situations import silent_since

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.clock import Clock
    from parcelwright.analytics.columns import Columns, LaneKey


class Silences:
    """Reads silences of parcels of some lanes; threads may share it.

    Args:
        lanes: Of the parcels.
        clock: Counts days of a network at its usual speed; None for days of the calendar.
        now: Day number of the moment.
    """

    def __init__(self, lanes: tuple[LaneKey, ...], clock: Clock | None, now: float) -> None:
        self.now = now
        self._clock = None if clock is None else clock.of_lanes(lanes)
        self._until = None if self._clock is None else days_until(self._clock, now)

    def watched(self, columns: Columns, out: NDArray[np.float64]) -> None:
        """Write the days of silence during which the source still watched.

        Args:
            columns: Parcels of the lanes, all silent since a known day.
            out: Where to.
        """
        since = silent_since(columns)
        if self._until is None:
            np.subtract(self.now, since, out=out)
        else:
            self._until.since(columns.place, since, out)
        sooner = (columns.seen_until < self.now) | (since > self.now)
        if sooner.any():
            self._ended(columns, since, np.flatnonzero(sooner), out)

    def _ended(
        self,
        columns: Columns,
        since: NDArray[np.float64],
        where: NDArray[np.intp],
        out: NDArray[np.float64],
    ) -> None:
        """Write the same for those whose source stopped before the moment."""
        start = since[where]
        end = np.minimum(np.maximum(columns.seen_until[where], start), np.maximum(start, self.now))
        if self._clock is None:
            out[where] = end - start
        else:
            lane, stage = columns.lane[where], columns.stage[where]
            out[where] = self._clock.days(lane, stage, start, end)
