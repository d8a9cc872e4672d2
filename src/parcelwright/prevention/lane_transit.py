"""How long a shop's own parcels took on the way of an order, where enough of them arrived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.arrivals import ENOUGH_JOURNEYS
from parcelwright.analytics.columns import LaneKey
from parcelwright.prevention.scorecards.shares import waiting_curve
from parcelwright.rulebook.select import slug

if TYPE_CHECKING:
    from parcelwright.analytics.transit import Curve
    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.scorecards.journeys import Journeys

_A_YEAR = 365


@dataclass(frozen=True, kw_only=True, eq=False)
class LaneTransit:
    """Days from acceptance to delivery of a lane's parcels, of those that arrive at all.

    Args:
        key: What the parcels have in common; what they differ in is empty.
        arrived: How many arrived, counted.
    """

    key: LaneKey
    arrived: int
    curve: Curve

    def chance(self, days: float) -> float:
        """Return the share that arrives within so many days, from 0 to 1."""
        return 1 - float(np.exp(self.curve.log_survival(np.array([days])))[0])

    def within(self, share: float) -> float:
        """Return the days within which a share of them arrives."""
        return max(self.curve.quantile(1 - share), 0.0)


@dataclass(frozen=True, kw_only=True, eq=False)
class TransitPast:
    """The shop's own journeys of the last year, asked lane by lane and remembered."""

    journeys: Journeys
    _found: dict[LaneKey, LaneTransit | None] = field(default_factory=dict, repr=False)

    def of(self, draft: Draft) -> LaneTransit | None:
        """Return what the narrowest group with enough arrivals says; None where none has.

        The service of the carrier on the lane, else the carrier on the lane; of an order without
        a carrier, all that goes from the one country to the other.
        """
        lane = LaneKey(
            carrier=draft.carrier,
            origin_country=draft.sender.country,
            destination_country=draft.recipient.country,
        )
        if not lane.origin_country or not lane.destination_country:
            return None
        service = slug(draft.service)
        narrow = self._of(lane._replace(service=service)) if lane.carrier and service else None
        return narrow or self._of(lane)

    def _of(self, key: LaneKey) -> LaneTransit | None:
        if key not in self._found:
            self._found[key] = _measured(self.journeys, key)
        return self._found[key]


def _measured(journeys: Journeys, key: LaneKey) -> LaneTransit | None:
    here = np.array([_is_of(lane, key) for lane in journeys.lanes], np.bool_)
    recent = journeys.accepted >= journeys.now - _A_YEAR
    mine = journeys.take(here[journeys.lane] & recent) if len(here) else journeys
    arrived = int(mine.delivered.sum())
    if arrived < ENOUGH_JOURNEYS:
        return None
    told = mine.take(~mine.lost)
    lost = float((mine.lost & mine.counted).sum()) / max(float(mine.counted.sum()), 1.0)
    curve = waiting_curve(told.days, told.delivered, lost)
    return LaneTransit(key=key, arrived=arrived, curve=curve)


def _is_of(lane: LaneKey, key: LaneKey) -> bool:
    return (
        lane.origin_country == key.origin_country
        and lane.destination_country == key.destination_country
        and key.carrier in {"", lane.carrier}
        and key.service in {"", slug(lane.service)}
    )
