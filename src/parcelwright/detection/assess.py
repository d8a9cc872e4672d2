"""Assesses open parcels: runs the detectors and weighs what silence means.

Standing is at least what any detector that speaks asks for: LATE past what nine in ten
stay under, STALLED when one parcel in five like it is lost (ask the carrier), PRESUMED_LOST
when every second one is (prepare the claim). A parcel that no carrier was seen to hold, or that
waits for the buyer to fetch it, is never presumed lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from parcelwright import plugins
from parcelwright.analytics.arrivals import WIDTHS
from parcelwright.analytics.columns import STAGES, Flag, Outcome, day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.situations import silent_since
from parcelwright.detection.assessment import Assessment, Reason, Standing
from parcelwright.detection.chances import Chances, chances_among, measured
from parcelwright.detection.likes import Likes
from parcelwright.detection.parts import in_parts
from parcelwright.detection.view import View

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.clock import Clock, LaneClock
    from parcelwright.analytics.columns import Columns
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

# Chance of loss from which preparing a claim pays.
PRESUMED_LOST_FROM_LOST = 0.50
MOST_REASONS = 3
STANDINGS = tuple(Standing)


class Detector(Protocol):
    """What a module of ``detectors`` offers."""

    CODE: str
    RANK: int
    AT_LEAST: Standing

    def applies(self, view: View) -> NDArray[np.bool_]:
        """Return where the detector has something to say."""

    def figures(self, view: View, row: int) -> tuple[tuple[str, str], ...]:
        """Return the numbers behind it for one parcel."""


@dataclass(frozen=True, kw_only=True)
class AssessmentColumns:
    """Assessments of many parcels, one entry per open parcel.

    Args:
        rows: Rows of the assessed columns that are open, ascending.
        standing: int8, index into :data:`STANDINGS`.
        fired: One row a detector, strongest first: where it has something to say.
    """

    rows: NDArray[np.intp]
    standing: NDArray[np.int8]
    fired: NDArray[np.bool_]
    view: View

    def __len__(self) -> int:
        """Return the number of assessed parcels."""
        return len(self.rows)

    @cached_property
    def chance_arrives(self) -> NDArray[np.float64]:
        """Chance to arrive; 0 where the carrier says that it will not.

        How often carriers are wrong in that is not known.
        """
        return self._undeclared(self.view.chances.arrives)

    @cached_property
    def chance_low(self) -> NDArray[np.float64]:
        """Lower end of its 90 % range."""
        return self._undeclared(self.view.chances.low)

    @property
    def chance_high(self) -> NDArray[np.float64]:
        """Upper end."""
        return self.view.chances.high

    @property
    def based_on(self) -> NDArray[np.int8]:
        """Width of the group behind each, index into ``analytics.arrivals.WIDTHS``."""
        return self.view.chances.width

    @property
    def journeys(self) -> NDArray[np.int64]:
        """Parcels behind each figure; 0 for shipped ones."""
        return self.view.chances.journeys

    def assessment(self, entry: int) -> Assessment:
        """Return one entry as an object."""
        return Assessment(
            standing=STANDINGS[self.standing[entry]],
            chance_arrives=float(self.chance_arrives[entry]),
            chance_low=float(self.chance_low[entry]),
            chance_high=float(self.chance_high[entry]),
            based_on=WIDTHS[self.based_on[entry]].value,
            journeys=int(self.journeys[entry]),
            silent_days=float(self.view.silent_days[entry]),
            stage=STAGES[self.view.columns.stage[entry]],
            reasons=self._reasons(entry),
        )

    def _undeclared(self, chance: NDArray[np.float64]) -> NDArray[np.float64]:
        declared = self.view.columns.has(Flag.DECLARED_LOST)
        return np.where(declared, 0.0, chance) if declared.any() else chance

    def _reasons(self, entry: int) -> tuple[Reason, ...]:
        speaking = np.flatnonzero(self.fired[:, entry])[:MOST_REASONS]
        found = [detectors()[index] for index in speaking]
        return tuple(Reason(code=one.CODE, figures=one.figures(self.view, entry)) for one in found)


def assess(
    parcel: Parcel,
    journey: Journey,
    table: ArrivalTable,
    now: datetime,
    clock: Clock | None = None,
) -> Assessment | None:
    """Return what detection says of one parcel, or None when its journey has ended.

    A declared loss is no end for the seller and is assessed; so is a delivery that the
    buyer disputes.
    """
    found = assess_columns(columns_of([(parcel, journey)], now), table, now, clock)
    return found.assessment(0) if len(found) else None


def assess_columns(
    columns: Columns,
    table: ArrivalTable,
    now: datetime,
    clock: Clock | None = None,
    *,
    workers: int = 1,
) -> AssessmentColumns:
    """Return the assessments of all parcels that are still open, or declared lost.

    A parcel of which neither label nor acceptance nor any event is known is left out:
    nothing says since when it should be silent.

    Args:
        columns: What was known at ``now``.
        table: Learned with the same clock, or without one as well.
        now: The moment.
        clock: Counts silence in days of a network at its usual speed, when given.
        workers: Threads to share the work among; they change no figure.
    """
    today = day_number(now)
    still = (columns.outcome == Outcome.OPEN) | columns.has(Flag.DECLARED_LOST)
    rows = np.flatnonzero(still & (columns.since <= today))
    chosen = columns if len(rows) == len(columns) else columns.take(rows)
    chosen = measured(chosen, table)
    likes = Likes(table, columns.lanes)
    speeds = None if clock is None else clock.of_lanes(columns.lanes)
    sheet = _Sheet(len(rows))

    def part(start: int, some: Columns) -> None:
        sheet.write(start, _view(some, likes, today, speeds))

    in_parts(part, chosen, workers)
    return AssessmentColumns(
        rows=rows,
        standing=sheet.standing,
        fired=sheet.fired,
        view=View(
            columns=chosen,
            now=today,
            watched_days=sheet.watched_days,
            chances=sheet.chances(likes),
        ),
    )


def detectors() -> list[Detector]:
    """Return the detectors, strongest reason first."""
    found = plugins.modules("parcelwright.detection.detectors").values()
    return sorted((cast("Detector", module) for module in found), key=lambda one: one.RANK)


class _Sheet:
    """What came of all parcels, written a part at a time; threads write parts of their own."""

    def __init__(self, parcels: int) -> None:
        self.standing = np.empty(parcels, np.int8)
        self.fired = np.empty((len(detectors()), parcels), np.bool_)
        self.watched_days = np.empty(parcels)
        self._ranges = np.empty((3, parcels))
        self._like = np.empty(parcels, np.int32)

    def write(self, start: int, view: View) -> None:
        part = slice(start, start + len(view.columns))
        found = view.chances
        self.watched_days[part] = view.watched_days
        self._like[part] = found.like
        for row, values in zip(self._ranges, (found.arrives, found.low, found.high), strict=True):
            row[part] = values
        for fired, detector in zip(self.fired, detectors(), strict=True):
            fired[part] = detector.applies(view)
        self.standing[part] = _standing(view, self.fired[:, part])

    def chances(self, likes: Likes) -> Chances:
        arrives, low, high = self._ranges
        return Chances(arrives=arrives, low=low, high=high, like=self._like, likes=likes)


def _view(columns: Columns, likes: Likes, today: float, clock: LaneClock | None) -> View:
    since = silent_since(columns)
    watched_to = np.minimum(np.maximum(columns.seen_until, since), np.maximum(since, today))
    watched = watched_to - since
    if clock is not None:
        watched = clock.days(columns.lane, columns.stage, since, watched_to)
    return View(
        columns=columns,
        now=today,
        watched_days=watched,
        chances=chances_among(likes, columns, watched),
    )


def _standing(view: View, fired: NDArray[np.bool_]) -> NDArray[np.int8]:
    code = {standing: np.int8(index) for index, standing in enumerate(STANDINGS)}
    presumed = (1 - view.chances.arrives) >= PRESUMED_LOST_FROM_LOST
    presumed &= view.watched_days > view.chances.p90
    presumed &= view.columns.has(Flag.PROVEN) & ~view.columns.has(Flag.UNCOLLECTED)
    standing = presumed * code[Standing.PRESUMED_LOST]
    for found, where in zip(detectors(), fired, strict=True):
        # ON_TIME, the least, is 0: where a detector is silent it asks for nothing.
        np.maximum(standing, where * code[found.AT_LEAST], out=standing)
    return standing
