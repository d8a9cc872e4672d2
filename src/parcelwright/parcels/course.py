"""The course of a journey: what the order of its milestones alone tells.

Days and places do not enter, so that parcels that went the same way share one course.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, kw_only=True, eq=False)
class Course:
    """What milestones tell; events are named by their place among all, from 0.

    Args:
        first, last: Place of the first and the last event of each milestone.
        scans: Places of the events that prove a carrier held the parcel.
        stages: Stage after each event; one that names none leaves the stage as it was.
        outcome: The milestone that closed tracking, or None while the journey is open. What
            came later can open it again: a buyer's "not received" or a return after a delivery,
            and any scan after a loss or a cancellation, for carriers correct themselves.
    """

    first: Mapping[Milestone, int]
    last: Mapping[Milestone, int]
    scans: tuple[int, ...]
    stages: tuple[Stage, ...]
    outcome: Milestone | None


@lru_cache(maxsize=16384)
def course_of(milestones: tuple[Milestone, ...]) -> Course:
    """Return the course of a journey with these milestones, oldest first."""
    return Course(
        first={mark: at for at, mark in reversed([*enumerate(milestones)])},
        last={mark: at for at, mark in enumerate(milestones)},
        scans=tuple([at for at, mark in enumerate(milestones) if mark.is_scan]),
        stages=tuple(_stages(milestones)),
        outcome=_outcome(milestones),
    )


def _stages(milestones: Iterable[Milestone]) -> Iterator[Stage]:
    current = Stage.ANNOUNCED
    for mark in milestones:
        stage = mark.stage
        if stage is not None:
            current = stage
        elif mark.is_scan and current is Stage.ANNOUNCED:
            # A scan that names no step: the carrier has it, at the origin as far as we know.
            current = Stage.ORIGIN
        yield current


def _outcome(milestones: Iterable[Milestone]) -> Milestone | None:
    result: Milestone | None = None
    for mark in milestones:
        if mark.closes:
            result = mark
        elif result is not None and _opens_again(result, mark):
            result = None
    return result


def _opens_again(outcome: Milestone, later: Milestone) -> bool:
    match outcome:
        case Milestone.DELIVERED:
            return later in {Milestone.REPORTED_NOT_RECEIVED, Milestone.RETURNING}
        case Milestone.DECLARED_LOST | Milestone.CANCELLED:
            return later.is_scan
        case Milestone.REPORTED_RECEIVED:
            return later is Milestone.REPORTED_NOT_RECEIVED
        case _:
            return False
