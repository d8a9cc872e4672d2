"""Assesses open parcels: runs the detectors and weighs what silence means.

Standing is at least what any detector that speaks asks for: LATE past what nine in ten
stay under, STALLED when one parcel in five like it is lost (ask the carrier), PRESUMED_LOST
when every second one is (prepare the claim). A parcel that no carrier was seen to hold, or that
waits for the buyer to fetch it, is never presumed lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from parcelwright import plugins
from parcelwright.analytics.arrivals import WIDTHS
from parcelwright.analytics.columns import STAGES, Flag, Outcome, day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.situations import silent_since
from parcelwright.detection.assessment import Assessment, Reason, Standing
from parcelwright.detection.chances import chances_among, chances_joined, measured
from parcelwright.detection.likes import Likes
from parcelwright.detection.parts import in_parts
from parcelwright.detection.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    chance_arrives: NDArray[np.float64]
    chance_low: NDArray[np.float64]
    chance_high: NDArray[np.float64]
    fired: NDArray[np.bool_]
    view: View

    def __len__(self) -> int:
        """Return the number of assessed parcels."""
        return len(self.rows)

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

    def part(some: Columns) -> _Part:
        return _Part.of(_view(some, likes, today, speeds))

    return _joined(rows, chosen, in_parts(part, chosen, workers))


def detectors() -> list[Detector]:
    """Return the detectors, strongest reason first."""
    found = plugins.modules("parcelwright.detection.detectors").values()
    return sorted((cast("Detector", module) for module in found), key=lambda one: one.RANK)


@dataclass(frozen=True, kw_only=True)
class _Part:
    """Some parcels that are worked on together, and what came of it."""

    view: View
    standing: NDArray[np.int8]
    fired: NDArray[np.bool_]

    @classmethod
    def of(cls, view: View) -> _Part:
        fired = np.array([found.applies(view) for found in detectors()], np.bool_)
        return cls(view=view, standing=_standing(view, fired), fired=fired)


def _joined(rows: NDArray[np.intp], columns: Columns, parts: Sequence[_Part]) -> AssessmentColumns:
    first = parts[0]
    view = first.view
    if len(parts) > 1:
        views = [part.view for part in parts]
        view = View(
            columns=columns,
            now=view.now,
            silent_days=np.concatenate([each.silent_days for each in views]),
            watched_days=np.concatenate([each.watched_days for each in views]),
            chances=chances_joined([each.chances for each in views]),
        )
    declared = columns.has(Flag.DECLARED_LOST)
    return AssessmentColumns(
        rows=rows,
        standing=np.concatenate([part.standing for part in parts]),
        # The carrier says that it will not arrive; how often that is wrong is not known.
        chance_arrives=np.where(declared, 0.0, view.chances.arrives),
        chance_low=np.where(declared, 0.0, view.chances.low),
        chance_high=view.chances.high,
        fired=np.concatenate([part.fired for part in parts], axis=1),
        view=view,
    )


def _view(columns: Columns, likes: Likes, today: float, clock: LaneClock | None) -> View:
    since = silent_since(columns)
    watched_to = np.minimum(np.maximum(columns.seen_until, since), np.maximum(since, today))
    watched = watched_to - since
    if clock is not None:
        watched = clock.days(columns.lane, columns.stage, since, watched_to)
    return View(
        columns=columns,
        now=today,
        silent_days=today - columns.since,
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
