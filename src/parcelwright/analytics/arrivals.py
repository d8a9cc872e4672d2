"""The arrival table: everything learned from closed journeys, small enough to read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

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
class LaneFigures:
    """Figures of a :class:`Group` for each of several lanes, as arrays."""

    usual_days: NDArray[np.float64]
    usual_variance: NDArray[np.float64]
    loss_share: NDArray[np.float64]
    loss_worth: NDArray[np.float64]
    journeys: NDArray[np.int64]
    width: NDArray[np.int8]


@dataclass(frozen=True, kw_only=True)
class ArrivalTable:
    """What was known on one day about how long parcels take and how many are lost.

    Args:
        until: Day number up to which journeys were known; NaN for the shipped prior.
        mature_days: Age from which a silent parcel counted as lost.
        curve: Days past the usual time of the parcel's lane, of those that arrive.
        groups: By width and the part of the lane key that the group shares.
    """

    until: float
    mature_days: float
    curve: Curve
    groups: Mapping[tuple[Width, tuple[str, ...]], Group]

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
