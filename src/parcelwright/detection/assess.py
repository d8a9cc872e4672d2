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
from parcelwright.detection.assessment import Assessment, Reason, Standing
from parcelwright.detection.chances import Chances, chances_among, measured
from parcelwright.detection.judge import Judge
from parcelwright.detection.likes import Likes
from parcelwright.detection.parts import in_parts
from parcelwright.detection.silences import Silences
from parcelwright.detection.view import View

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.clock import Clock
    from parcelwright.analytics.columns import Columns
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

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
        still: Which of the assessed columns' rows are open; true as often as there are entries.
        standing: int8, index into :data:`STANDINGS`.
        spoken: Bit ``n`` is set where detector ``n``, of the strongest first, has something to say.
    """

    still: NDArray[np.bool_]
    standing: NDArray[np.int8]
    spoken: NDArray[np.unsignedinteger]
    view: View

    def __len__(self) -> int:
        """Return the number of assessed parcels."""
        return len(self.standing)

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """Rows of the assessed columns that are open, ascending."""
        return np.flatnonzero(self.still)

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

    @property
    def fired(self) -> NDArray[np.bool_]:
        """One row a detector, strongest first: where it has something to say."""
        return np.stack([_bit(self.spoken, place) for place in range(len(detectors()))])

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
        bits = int(self.spoken[entry])
        found = [one for place, one in enumerate(detectors()) if bits >> place & 1][:MOST_REASONS]
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
    still &= columns.since <= today
    chosen = columns if still.all() else columns.take(np.flatnonzero(still))
    chosen = measured(chosen, table)
    likes = Likes(table, columns.lanes)
    silences = Silences(columns.lanes, clock, today)
    found = _Sheet(len(chosen))

    def weigh(start: int, some: Columns) -> None:
        found.weigh(slice(start, start + len(some)), some, likes, silences)

    def judge(start: int, some: Columns) -> None:
        found.judge(slice(start, start + len(some)), some, likes, today)

    in_parts(weigh, judge, chosen, workers)
    return AssessmentColumns(
        still=still,
        standing=found.standing,
        spoken=found.spoken,
        view=View(
            columns=chosen,
            now=today,
            watched_days=found.watched_days,
            chances=found.chances(likes),
        ),
    )


def detectors() -> list[Detector]:
    """Return the detectors, strongest reason first."""
    found = plugins.modules("parcelwright.detection.detectors").values()
    return sorted((cast("Detector", module) for module in found), key=lambda one: one.RANK)


def _bit(bits: NDArray[np.unsignedinteger], place: int) -> NDArray[np.bool_]:
    return np.asarray((bits >> place) & 1, np.bool_)


class _Sheet:
    """What came of all parcels, written a part at a time."""

    def __init__(self, parcels: int) -> None:
        self._judge = Judge(detectors())
        self.standing = np.empty(parcels, np.int8)
        self.spoken = np.empty(parcels, self._judge.kind)
        self.watched_days = np.empty(parcels)
        self._arrives = np.empty(parcels)
        self._low = np.empty(parcels)
        self._high = np.empty(parcels)
        self._like = np.empty(parcels, np.int32)

    def weigh(self, part: slice, columns: Columns, likes: Likes, silences: Silences) -> None:
        watched = self.watched_days[part]
        silences.watched(columns, out=watched)
        ranges = self._arrives[part], self._low[part], self._high[part]
        found = chances_among(likes, columns, watched, ranges)
        self._like[part] = found.like

    def judge(self, part: slice, columns: Columns, likes: Likes, now: float) -> None:
        view = View(
            columns=columns,
            now=now,
            watched_days=self.watched_days[part],
            chances=self.chances(likes, part),
        )
        self._judge.write(view, self.spoken[part], self.standing[part])

    def chances(self, likes: Likes, part: slice = slice(None)) -> Chances:
        return Chances(
            arrives=self._arrives[part],
            low=self._low[part],
            high=self._high[part],
            like=self._like[part],
            likes=likes,
        )
