"""Pauses: each silence of each parcel as one observation, as known on one day.

A pause begins with a scan, or with the acceptance that the seller names, and lasts until
the next scan. Words that prove nothing never end it; scans of one moment count as one, so
a scan heard twice neither.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.bags import bags_of
from parcelwright.analytics.columns import MARK_CODE, STAGE_CODE, Outcome
from parcelwright.analytics.situations import (
    HANDED_OVER,
    SIBLINGS_MOVED_ON,
    SIBLINGS_SILENT,
)
from parcelwright.parcels.events import Milestone, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.bags import Bags
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
        situation: int8, what the silence began with, index into ``situations.SITUATIONS``.
        start: Day number on which it began.
        calendar_days: How long it lasted, or has been watched when open or lost; NaN where it
            ended with a statement that does not say when.
        days: The same on the clock that was given.
        ended: int8, :class:`Ending`; LOST was declared so while silent.
        weight: Observations that one entry stands for.
    """

    row: NDArray[np.intp]
    stage: NDArray[np.int8]
    situation: NDArray[np.int8]
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

    @property
    def timed(self) -> NDArray[np.bool_]:
        """Where it is known how long the silence lasted."""
        return ~np.isnan(self.calendar_days)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Pauses:
        """Return the pauses that a mask or rows choose."""
        return Pauses(
            row=self.row[chosen],
            stage=self.stage[chosen],
            situation=self.situation[chosen],
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
    found = _from_scan_to_scan(columns, until)
    return found if clock is None else _clocked(found, columns, clock)


def by_news(whole: Pauses, columns: Columns, until: float, clock: Clock | None = None) -> Pauses:
    """Return pauses as they were known to siblings, parcels of the same bag.

    One after a departure is cut where a sibling was heard to have moved on: the first part
    ends as if the parcel had moved, for what comes after is told by the second part. While no
    sibling is seen again, the parcels of a bag weigh as much as one.

    Args:
        whole: From :func:`pauses_of`.
        columns: The same parcels.
        until: The same moment.
        clock: The same.
    """
    found = _cut(whole, bags_of(columns, until), columns)
    return found if clock is None else _clocked(found, columns, clock)


def _clocked(pauses: Pauses, columns: Columns, clock: Clock) -> Pauses:
    lane, end = columns.lane[pauses.row], pauses.start + pauses.calendar_days
    days = clock.of_lanes(columns.lanes).days(lane, pauses.stage, pauses.start, end)
    return replace(pauses, days=days)


def _from_scan_to_scan(columns: Columns, until: float) -> Pauses:
    row, stage, mark, at, outcome = _moments(columns, until)
    followed = np.zeros(len(row), np.bool_)
    followed[:-1] = row[1:] == row[:-1]
    told = (columns.outcome != Outcome.OPEN) & (columns.outcome_heard <= until)
    declared = told & (columns.outcome == Outcome.LOST)
    # A scan dated after the delivery begins no silence: clocks differ, and offices book late.
    closed = told & ~declared
    dated = closed & ~np.isnan(columns.outcome_at)
    over = ~followed & dated[row]
    begins = np.flatnonzero((stage != _CLOSED) & ~over)
    start, of = at[begins], row[begins]
    going_on = followed[begins]
    unknown_end = ~going_on & closed[of]
    after = np.minimum(begins + 1, len(row) - 1)
    watched = np.minimum(columns.seen_until[of], until)
    end = np.maximum(np.where(going_on, at[after], watched), start)
    end = np.where(unknown_end, np.nan, end)
    quiet = np.where(declared[of], Ending.LOST, Ending.OPEN)
    quiet = np.where(unknown_end, _ENDING[columns.outcome[of]], quiet)
    return Pauses(
        row=of,
        stage=stage[begins],
        situation=mark[begins],
        start=start,
        calendar_days=end - start,
        days=end - start,
        ended=np.where(going_on, _ENDING[outcome[after]], quiet).astype(np.int8),
        weight=columns.weight[of],
    )


def _cut(whole: Pauses, bags: Bags, columns: Columns) -> Pauses:
    departed = np.where(whole.situation == MARK_CODE[Milestone.DEPARTED], whole.start, np.nan)
    bag = bags.find(columns.lanes, columns.lane[whole.row], departed)
    moved = np.full(len(whole), np.nan)
    moved[bag >= 0] = bags.moved[bag[bag >= 0]]
    end = whole.start + whole.calendar_days
    with np.errstate(invalid="ignore"):
        cut = moved < end
    entry = np.repeat(np.arange(len(whole)), 1 + cut)
    second = np.zeros(len(entry), np.bool_)
    second[1:] = entry[1:] == entry[:-1]
    first = cut[entry] & ~second
    news = np.maximum(moved, whole.start)[entry]
    start = np.where(second, news, whole.start[entry])
    days = np.where(first, news, end[entry]) - start
    situation = np.where(bag >= 0, np.int8(SIBLINGS_SILENT), whole.situation)[entry]
    # While none of a bag is seen again its parcels are one observation.
    shared = np.ones(len(whole))
    shared[bag >= 0] = 1 / bags.parcels[bag[bag >= 0]]
    share = np.where(second, 1.0, shared[entry])
    return Pauses(
        row=whole.row[entry],
        stage=whole.stage[entry],
        situation=np.where(second, np.int8(SIBLINGS_MOVED_ON), situation),
        start=start,
        calendar_days=days,
        days=days,
        ended=np.where(first, np.int8(Ending.MOVED), whole.ended[entry]),
        weight=whole.weight[entry] * share,
    )


_ENDING = np.full(len(Outcome), Ending.MOVED, np.int8)
_ENDING[Outcome.DELIVERED] = Ending.DELIVERED
_ENDING[Outcome.RETURNED] = Ending.RETURNED


def _moments(
    columns: Columns, until: float
) -> tuple[
    NDArray[np.intp], NDArray[np.int8], NDArray[np.int8], NDArray[np.float64], NDArray[np.int8]
]:
    """Return (row, stage, mark, day, outcome) of all that began or ended a pause, by parcel."""
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
    handed = np.full(len(own), HANDED_OVER, np.int8)
    mark = np.concatenate((handed, scans.mark[heard]))[order]
    outcome = np.concatenate((np.zeros(len(own), np.int8), scans.outcome[heard]))[order]
    last = np.ones(len(rows), np.bool_)
    last[:-1] = (rows[1:] != rows[:-1]) | (days[1:] > days[:-1])
    return rows[last], stage[last], mark[last], days[last], outcome[last]
