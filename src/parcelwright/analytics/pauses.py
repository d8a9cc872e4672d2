"""Pauses: each silence of each parcel as one observation, as known on one day.

A pause begins with a scan, or with the acceptance that the seller names, and lasts until
the next scan. Words that prove nothing never end it; scans of one moment count as one, so
a scan heard twice neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import STAGE_CODE, Outcome
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.clock import Clock
    from parcelwright.analytics.columns import Columns

_CLOSED = STAGE_CODE[Stage.CLOSED]


class Ending(IntEnum):
    """How a pause ended."""

    OPEN = 0
    MOVED = 1
    DELIVERED = 2
    RETURNED = 3
    LOST = 4


@dataclass(frozen=True, kw_only=True)
class Pauses:
    """One entry a pause.

    Args:
        row: Entry of the parcel in the columns.
        stage: int8, where the parcel was, index into ``columns.STAGES``.
        start: Day number on which it began.
        calendar_days: How long it lasted, or has been watched when open or lost.
        days: The same on the clock that was given.
        ended: int8, :class:`Ending`; LOST was declared so while silent.
        weight: Parcels that one entry stands for.
    """

    row: NDArray[np.intp]
    stage: NDArray[np.int8]
    start: NDArray[np.float64]
    calendar_days: NDArray[np.float64]
    days: NDArray[np.float64]
    ended: NDArray[np.int8]
    weight: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of pauses."""
        return len(self.row)

    @property
    def left(self) -> NDArray[np.bool_]:
        """Where the parcel was seen again."""
        return np.isin(self.ended, (Ending.MOVED, Ending.DELIVERED, Ending.RETURNED))

    def take(self, chosen: NDArray[np.bool_]) -> Pauses:
        """Return the pauses that a mask chooses."""
        return Pauses(
            row=self.row[chosen],
            stage=self.stage[chosen],
            start=self.start[chosen],
            calendar_days=self.calendar_days[chosen],
            days=self.days[chosen],
            ended=self.ended[chosen],
            weight=self.weight[chosen],
        )


def pauses_of(columns: Columns, until: float, clock: Clock | None = None) -> Pauses:
    """Return the pauses of all parcels from acceptance on; nothing heard of later is used.

    Args:
        columns: Parcels with their scans.
        until: Day number of the moment.
        clock: Measures ``days`` in days of a network at its usual speed, when given.
    """
    row, stage, at, outcome = _moments(columns, until)
    followed = np.zeros(len(row), np.bool_)
    followed[:-1] = row[1:] == row[:-1]
    begins = np.flatnonzero(stage != _CLOSED)
    start, of = at[begins], row[begins]
    going_on = followed[begins]
    after = np.minimum(begins + 1, len(row) - 1)
    watched = np.minimum(columns.seen_until[of], until)
    end = np.maximum(np.where(going_on, at[after], watched), start)
    declared = (columns.outcome == Outcome.LOST) & (columns.outcome_heard <= until)
    quiet = np.where(declared[of], Ending.LOST, Ending.OPEN)
    days = end - start
    if clock is not None:
        days = clock.days_of_lanes(columns.lanes, columns.lane[of], start, end)
    return Pauses(
        row=of,
        stage=stage[begins],
        start=start,
        calendar_days=end - start,
        days=days,
        ended=np.where(going_on, _ENDING[outcome[after]], quiet).astype(np.int8),
        weight=columns.weight[of],
    )


_ENDING = np.full(len(Outcome), Ending.MOVED, np.int8)
_ENDING[Outcome.DELIVERED] = Ending.DELIVERED
_ENDING[Outcome.RETURNED] = Ending.RETURNED


def _moments(
    columns: Columns, until: float
) -> tuple[NDArray[np.intp], NDArray[np.int8], NDArray[np.float64], NDArray[np.int8]]:
    """Return (row, stage, day, outcome) of all that began or ended a pause, by parcel."""
    scans = columns.scans
    heard = scans.heard <= until
    row, at = scans.row[heard].astype(np.intp), scans.at[heard]
    first = np.full(len(columns), np.inf)
    first[row[::-1]] = at[::-1]
    own = np.flatnonzero((columns.accepted <= until) & (columns.accepted < first))
    rows = np.concatenate((own, row))
    order = np.argsort(rows, kind="stable")
    days = np.concatenate((columns.accepted[own], at))[order]
    rows = rows[order]
    origin = np.full(len(own), STAGE_CODE[Stage.ORIGIN], np.int8)
    stage = np.concatenate((origin, scans.stage[heard]))[order]
    outcome = np.concatenate((np.zeros(len(own), np.int8), scans.outcome[heard]))[order]
    last = np.ones(len(rows), np.bool_)
    last[:-1] = (rows[1:] != rows[:-1]) | (days[1:] > days[:-1])
    return rows[last], stage[last], days[last], outcome[last]
