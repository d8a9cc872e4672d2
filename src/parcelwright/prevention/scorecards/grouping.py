"""Journeys by carrier, service, lane or region."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import LaneKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from parcelwright.prevention.scorecards.journeys import Journeys


class By(StrEnum):
    """What one scorecard is about, from the widest to the narrowest."""

    CARRIER = "carrier"
    SERVICE = "service"
    LANE = "lane"
    REGION = "region"


_FIELDS = {
    By.CARRIER: ("carrier",),
    By.SERVICE: ("carrier", "service"),
    By.LANE: ("carrier", "service", "origin_country", "destination_country"),
    By.REGION: (
        "carrier", "service", "origin_country", "destination_country", "destination_region",
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class Groups:
    """The groups that journeys fall into.

    Args:
        keys: What each group has in common; the other fields are empty.
        of: Group of each journey, index into ``keys``.
    """

    keys: tuple[LaneKey, ...]
    of: NDArray[np.intp]


def key_of(lane: LaneKey, by: By) -> LaneKey:
    """Return the part of a lane that a group has in common.

    >>> key_of(LaneKey(carrier="yanwen", service="A", destination_country="DE"), By.SERVICE)[:2]
    ('yanwen', '')
    """
    return LaneKey(**{name: getattr(lane, name) for name in _FIELDS[by]})


def market_of(lane: LaneKey) -> LaneKey:
    """Return from where to where a lane goes, whoever carries."""
    return LaneKey(origin_country=lane.origin_country, destination_country=lane.destination_country)


def groups_of(journeys: Journeys, by: By, also: Iterable[LaneKey] = ()) -> Groups:
    """Return the groups of all journeys, sorted, with those of ``also`` even where empty."""
    keys = [key_of(lane, by) for lane in journeys.lanes]
    found = tuple(sorted({*(keys[at] for at in np.unique(journeys.lane)), *also}))
    place = {key: at for at, key in enumerate(found)}
    of_lane = np.array([place.get(key, -1) for key in keys], np.intp)
    return Groups(keys=found, of=of_lane[journeys.lane])
