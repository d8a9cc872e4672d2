"""What detection says of a parcel at one moment, how sure it is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.parcels.events import Stage


class Standing(StrEnum):
    """How an open parcel stands against what is usual for its like."""

    ON_TIME = "ON_TIME"
    LATE = "LATE"
    STALLED = "STALLED"
    PRESUMED_LOST = "PRESUMED_LOST"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason behind an assessment or diagnosis.

    Args:
        code: Stable name such as ``silent_longer_than_95``; pages translate it.
        figures: The numbers in it, by name, ready to be put into a sentence.
    """

    code: str
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One open parcel at one moment.

    Args:
        standing: The verdict in one word.
        chance_arrives: Chance from 0 to 1 that it still reaches the buyer.
        chance_low: Lower end of the range, 90 %.
        chance_high: Upper end of the range, 90 %.
        based_on: Width of the lane that was used: ``lane``, ``destination``, ``carrier``,
            ``all`` or ``prior`` (shipped figures only).
        journeys: Closed journeys behind the figure, or parcels whose silence in the same
            stage has ended or is old enough to tell; 0 for the prior.
        silent_days: Days since the last scan, or since acceptance or label when none.
        stage: Where it was last known to be.
        reasons: Up to three, strongest first.
    """

    standing: Standing
    chance_arrives: float
    chance_low: float
    chance_high: float
    based_on: str
    journeys: int
    silent_days: float
    stage: Stage
    reasons: tuple[Reason, ...] = ()
