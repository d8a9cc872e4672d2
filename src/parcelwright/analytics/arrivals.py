"""The arrival table: everything learned from closed journeys, small enough to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.cells import StageCells
from parcelwright.analytics.trust import Trust
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import LaneKey
    from parcelwright.analytics.transit import Curve

# A group speaks for itself from this many closed journeys on; shrinkage acts anyway.
ENOUGH_JOURNEYS = 30


class Width(StrEnum):
    """How wide the group is on which a figure rests, narrowest first."""

    LANE = "lane"
    DESTINATION = "destination"
    CARRIER = "carrier"
    ALL = "all"
    PRIOR = "prior"


WIDTHS = tuple(Width)
# Fields of a lane key, from the left, that a group of each width shares.
SHARED_FIELDS = {Width.LANE: 6, Width.DESTINATION: 3, Width.CARRIER: 1, Width.ALL: 0}


@dataclass(frozen=True, kw_only=True)
class Group:
    """What one group of journeys showed; shares and times are already shrunk.

    Args:
        journeys: Closed journeys, counted.
        matured: Journeys old enough to tell whether the parcel was lost, weighted.
        lost: Those of them that were lost, weighted.
        usual_days: Days from acceptance to delivery that half of the arriving stay under.
        usual_variance: Variance of that figure.
        loss_share: Share lost.
        loss_worth: Journeys that the share rests on, the wider group's part included.
    """

    width: Width
    key: tuple[str, ...]
    journeys: int
    matured: float
    lost: float
    usual_days: float
    usual_variance: float
    loss_share: float
    loss_worth: float


@dataclass(frozen=True, kw_only=True)
class StageGroup:
    """What the pauses of one stage showed, of all parcels or of one carrier's.

    Args:
        width: ``CARRIER`` or ``ALL``.
        key: The carrier, its service, or nothing; see :data:`STAGE_WIDTHS`.
        stage: Where the parcels were silent.
        situation: What the silences began with, empty for all of the stage; see
            :mod:`parcelwright.analytics.situations`.
        pauses: Closed pauses, counted.
        parcels: Parcels that these pauses come from, counted.
        moved: Those of them that ended with a scan other than delivery or return, counted.
        matured: Pauses old enough to tell whether they ever ended, weighted.
        stuck: Those of them that never ended, weighted.
        never_leaves: Share that never ends.
        never_worth: Pauses that this share rests on, the wider group's part included.
        lost_later: Share lost in the end, of parcels that moved from such a pause.
        later_worth: The same as ``never_worth``, for this share.
        curve: Days of silence, of the pauses that end.
        days_later: Mean calendar days from the end of such a pause to the delivery, of parcels
            that were delivered; NaN where none was yet.
    """

    width: Width
    key: tuple[str, ...]
    stage: Stage
    situation: str
    pauses: int
    parcels: int
    moved: int
    matured: float
    stuck: float
    never_leaves: float
    never_worth: float
    lost_later: float
    later_worth: float
    curve: Curve
    days_later: float = nan

    @property
    def tells(self) -> bool:
        """Whether silence here is measured by stage rather than from acceptance on.

        A feed that shows acceptance and delivery alone knows no stages.
        """
        return self.stage is not Stage.ORIGIN or 2 * self.moved >= self.pauses


# Fields of a lane key that a group of silences shares: one carrier, or one of its services.
STAGE_WIDTHS = (("carrier",), ("carrier", "service"))
StageKey = tuple[Stage, str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class LaneFigures:
    """Figures of a :class:`Group` for each of several lanes, as arrays."""

    usual_days: NDArray[np.float64]
    usual_variance: NDArray[np.float64]
    loss_share: NDArray[np.float64]
    loss_worth: NDArray[np.float64]
    journeys: NDArray[np.int64]
    width: NDArray[np.int8]


def stage_key(lane: LaneKey, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of these fields of a lane."""
    return tuple(str(getattr(lane, field)) for field in fields)


@dataclass(frozen=True, kw_only=True)
class ArrivalTable:
    """What was known on one day about how long parcels take and how many are lost.

    Args:
        until: Day number up to which journeys were known; NaN for the shipped prior.
        mature_days: Age from which a silent parcel counted as lost.
        curve: Days past the usual time of the parcel's lane, of those that arrive.
        groups: By width and the part of the lane key that the group shares.
        stages: By stage, situation (empty for all) and carrier (empty for all parcels).
        trust: How far all of it holds for parcels that are silent now.
    """

    until: float
    mature_days: float
    curve: Curve
    groups: Mapping[tuple[Width, tuple[str, ...]], Group]
    stages: Mapping[StageKey, StageGroup] = field(default_factory=dict)
    trust: Trust = field(default_factory=Trust)

    @cached_property
    def cells(self) -> StageCells:
        """The stages side by side, to be read at many silences at once."""
        return StageCells(self.stages.values(), self.trust)

    @property
    def whole(self) -> Group:
        """The group of all journeys; the shipped prior where there are too few."""
        return self.groups.get((Width.ALL, ())) or self.groups[(Width.PRIOR, ())]

    def narrowest(self, lane: LaneKey) -> Group:
        """Return the narrowest group that a lane belongs to, however few its journeys."""
        for width, fields in SHARED_FIELDS.items():
            found = self.groups.get((width, lane[:fields]))
            if found is not None:
                return found
        return self.whole

    def based_on(self, lane: LaneKey) -> Group:
        """Return the narrowest group of a lane with enough journeys to name it."""
        for width, fields in SHARED_FIELDS.items():
            found = self.groups.get((width, lane[:fields]))
            if found is not None and found.journeys >= ENOUGH_JOURNEYS:
                return found
        return self.whole

    def stage_group(self, stage: Stage, situation: str, lane: LaneKey) -> StageGroup | None:
        """Return what was learned of a situation, of the lane's carrier where it suffices.

        None where too little was learned, or the feed knows no stages.
        """
        keys = (*(stage_key(lane, width) for width in reversed(STAGE_WIDTHS)), ())
        found = (self.stages.get((stage, "", key)) for key in keys)
        whole = next((group for group in found if group is not None), None)
        if whole is None or not whole.tells:
            return None
        found = (self.stages.get((stage, situation, key)) for key in keys)
        return next((group for group in found if group is not None), whole)

    def figures(self, lanes: tuple[LaneKey, ...]) -> LaneFigures:
        """Return the figures of each lane, in order."""
        own = [self.narrowest(lane) for lane in lanes]
        named = [self.based_on(lane) for lane in lanes]
        return LaneFigures(
            usual_days=np.array([group.usual_days for group in own], np.float64),
            usual_variance=np.array([group.usual_variance for group in own], np.float64),
            loss_share=np.array([group.loss_share for group in own], np.float64),
            loss_worth=np.array([group.loss_worth for group in own], np.float64),
            journeys=np.array([group.journeys for group in named], np.int64),
            width=np.array([WIDTHS.index(group.width) for group in named], np.int8),
        )
