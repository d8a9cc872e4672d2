"""The column layout that learning and detection share: one array entry per parcel.

Times are days since 1970-01-01 UTC as float64; unknown is NaN. A single parcel is a
column of length one, so what is true of millions is true of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum, IntFlag
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from parcelwright.parcels.events import Milestone, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.scans import Scans

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STAGES = tuple(Stage)
MARKS = tuple(Milestone)
MARK_CODE = {mark: code for code, mark in enumerate(MARKS)}
STAGE_CODE = {stage: code for code, stage in enumerate(STAGES)}
# A parcel accepted on a day without an hour can end some hours before that day's noon.
CLOCKS_DIFFER_DAYS = 1.0


class Outcome(IntEnum):
    """How a journey ended, as far as statistics care."""

    OPEN = 0
    DELIVERED = 1
    RETURNED = 2
    LOST = 3
    SEIZED = 4
    CANCELLED = 5


OUTCOME_OF = {
    Milestone.DELIVERED: Outcome.DELIVERED,
    Milestone.REPORTED_RECEIVED: Outcome.DELIVERED,
    Milestone.RETURNED: Outcome.RETURNED,
    Milestone.DECLARED_LOST: Outcome.LOST,
    Milestone.DESTROYED: Outcome.LOST,
    Milestone.SEIZED: Outcome.SEIZED,
    Milestone.CANCELLED: Outcome.CANCELLED,
}


class Flag(IntFlag):
    """Facts about a parcel that are true or false."""

    PROVEN = 1
    DISPUTED = 2
    DECLARED_LOST = 4
    HELD = 8
    STOPPED = 16
    UNCOLLECTED = 32


class LaneKey(NamedTuple):
    """What makes two parcels alike; empty text is unknown."""

    carrier: str = ""
    destination_country: str = ""
    destination_region: str = ""
    origin_country: str = ""
    origin_region: str = ""
    service: str = ""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Parcels as arrays of equal length, and their scans.

    Args:
        lane: int32, index into ``lanes``.
        lanes: The distinct lanes, sorted.
        accepted: Day of the first proof that a carrier took it.
        promised: Day promised to the buyer.
        since: Day from which silence counts: last scan, else acceptance, else label.
        stage: int8, index into :data:`STAGES`.
        outcome: int8, :class:`Outcome`.
        outcome_at: Day on which the journey ended.
        outcome_heard: Day on which somebody learned of that end.
        seen_until: Last day on which the source still watched; infinite while it does.
        weight: Parcels that one row stands for.
        flags: uint8, :class:`Flag`.
        scans: What ended their silences, from which the stages are learned.
        siblings_moved: Where the last scan was a departure in a bag of several, the day on
            which another of them was first heard to have been seen again, infinite while none
            was; NaN for all others. None where nobody looked for bags.
    """

    lane: NDArray[np.int32]
    lanes: tuple[LaneKey, ...]
    accepted: NDArray[np.float64]
    promised: NDArray[np.float64]
    since: NDArray[np.float64]
    stage: NDArray[np.int8]
    outcome: NDArray[np.int8]
    outcome_at: NDArray[np.float64]
    outcome_heard: NDArray[np.float64]
    seen_until: NDArray[np.float64]
    weight: NDArray[np.float64]
    flags: NDArray[np.uint8]
    scans: Scans
    siblings_moved: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        """Return the number of parcels."""
        return len(self.lane)

    @property
    def took(self) -> NDArray[np.float64]:
        """Days from acceptance to the end of each journey.

        NaN where it is open, where its end has no time, and where it ended more than a day
        before it was accepted: one of the two clocks is wrong, and nobody knows which.
        """
        with np.errstate(invalid="ignore"):
            days = self.outcome_at - self.accepted
            return np.where(days >= -CLOCKS_DIFFER_DAYS, np.maximum(days, 0.0), np.nan)

    @cached_property
    def place(self) -> NDArray[np.intp]:
        """Lane and stage of each parcel as one number: the lane times all stages, plus its own."""
        place = np.multiply(self.lane, len(STAGES), dtype=np.intp)
        place += self.stage
        return place

    def has(self, flag: Flag) -> NDArray[np.bool_]:
        """Return where a flag is set."""
        return np.asarray((self.flags & np.uint8(flag)) != 0, np.bool_)

    def in_stage(self, stage: Stage) -> NDArray[np.bool_]:
        """Return where a parcel was last known to be in a stage."""
        return np.asarray(self.stage == STAGE_CODE[stage], np.bool_)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Columns:
        """Return the parcels of these rows, with the same lanes."""
        return Columns(
            lane=self.lane[rows],
            lanes=self.lanes,
            accepted=self.accepted[rows],
            promised=self.promised[rows],
            since=self.since[rows],
            stage=self.stage[rows],
            outcome=self.outcome[rows],
            outcome_at=self.outcome_at[rows],
            outcome_heard=self.outcome_heard[rows],
            seen_until=self.seen_until[rows],
            weight=self.weight[rows],
            flags=self.flags[rows],
            scans=self.scans.of_rows(rows, len(self)),
            siblings_moved=None if self.siblings_moved is None else self.siblings_moved[rows],
        )

    def part(self, start: int, stop: int) -> Columns:
        """Return the parcels from one row up to another, without copying them."""
        part = slice(start, stop)
        return Columns(
            lane=self.lane[part],
            lanes=self.lanes,
            accepted=self.accepted[part],
            promised=self.promised[part],
            since=self.since[part],
            stage=self.stage[part],
            outcome=self.outcome[part],
            outcome_at=self.outcome_at[part],
            outcome_heard=self.outcome_heard[part],
            seen_until=self.seen_until[part],
            weight=self.weight[part],
            flags=self.flags[part],
            scans=self.scans.part(start, stop),
            siblings_moved=None if self.siblings_moved is None else self.siblings_moved[part],
        )


def day_number(moment: datetime | date) -> float:
    """Return days since 1970-01-01 UTC; a date counts as its start.

    >>> day_number(datetime(1970, 1, 2, 12, tzinfo=UTC))
    1.5
    """
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return (moment - EPOCH) / timedelta(days=1)


def moment_of(day: float) -> datetime:
    """Return the UTC instant of a day number."""
    return EPOCH + timedelta(days=day)
