"""Bags: parcels of one carrier between the same countries that left at the same moment.

Sellers rarely learn which bag or flight a parcel was in; an equal moment of departure stands
for it. In 133 parcels of a post with known receptacles, bags explained 97 % of the variance of
the time from export to import: once one parcel of a bag is seen again, another that is not
gets suspect within days instead of weeks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from parcelwright.analytics.columns import MARK_CODE
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns, LaneKey
    from parcelwright.analytics.scans import Scans

_SECONDS_A_DAY = 86_400
_DEPARTED = MARK_CODE[Milestone.DEPARTED]


class Party(NamedTuple):
    """Whose bags these are, and between which countries."""

    carrier: str
    origin_country: str
    destination_country: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Bags:
    """Bags of at least two parcels, one entry each, sorted by party and departure.

    Args:
        parties: The distinct parties, sorted.
        party: int64, index into ``parties``.
        second: Departure in whole seconds since 1970-01-01 UTC.
        parcels: How many parcels left in it.
        moved: Day number on which somebody first heard that a parcel of the bag was seen after
            the departure; NaN where none was.
    """

    parties: tuple[Party, ...]
    party: NDArray[np.int64]
    second: NDArray[np.int64]
    parcels: NDArray[np.int64]
    moved: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of bags."""
        return len(self.party)

    def find(
        self, lanes: tuple[LaneKey, ...], lane: NDArray[np.int32], departed: NDArray[np.float64]
    ) -> NDArray[np.intp]:
        """Return the bag of each departure, or -1 where none is known.

        Args:
            lanes: The lanes.
            lane: Of each parcel, index into ``lanes``.
            departed: Day number of its departure; NaN for none.
        """
        found = np.full(len(lane), -1, np.intp)
        if not len(self):
            return found
        index = {party: code for code, party in enumerate(self.parties)}
        of_lane = np.array([index.get(party_of(one), -1) for one in lanes], np.int64)
        party, second = of_lane[lane], _seconds(departed)
        here = np.flatnonzero((party >= 0) & ~np.isnan(departed))
        first = int(self.second.min())
        room = int(self.second.max()) - first + 2
        inside = np.clip(second[here] - first, -1, room - 1)
        wanted = party[here] * room + inside
        known = self.party * room + (self.second - first)
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        same = (known[at] == wanted) & (inside >= 0)
        found[here[same]] = at[same]
        return found


def party_of(lane: LaneKey) -> Party:
    """Return whose bags parcels of a lane travel in."""
    return Party(lane.carrier, lane.origin_country, lane.destination_country)


def bags_of(columns: Columns, until: float) -> Bags:
    """Return the bags of which somebody had heard by a moment.

    Args:
        columns: All parcels, closed ones as well: a delivered sibling has moved on.
        until: Day number of the moment.
    """
    return bags_among(columns.scans, columns.lane, columns.lanes, until)


def bags_among(
    scans: Scans, lane: NDArray[np.int32], lanes: tuple[LaneKey, ...], until: float
) -> Bags:
    """Return the same from scans alone.

    Args:
        scans: Of all parcels.
        lane: Of each parcel, index into ``lanes``.
        lanes: The lanes.
        until: Day number of the moment.
    """
    heard = np.flatnonzero(scans.heard <= until)
    row, at = scans.row[heard], scans.at[heard]
    follows = np.full(len(heard), np.nan)
    if len(heard) > 1:
        again = (row[1:] == row[:-1]) & (at[1:] > at[:-1])
        follows[:-1] = np.where(again, scans.heard[heard][1:], np.nan)
    left = np.flatnonzero(scans.mark[heard] == _DEPARTED)
    parties = tuple(sorted({party_of(one) for one in lanes}))
    index = {party: code for code, party in enumerate(parties)}
    of_lane = np.array([index[party_of(one)] for one in lanes], np.int64)
    party = of_lane[lane[row[left]]] if len(left) else np.zeros(0, np.int64)
    second = _seconds(at[left])
    order = np.lexsort((row[left], second, party))
    party, second, follows = party[order], second[order], follows[left][order]
    owner = row[left][order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (party[1:] != party[:-1]) | (second[1:] != second[:-1])
    begins = np.flatnonzero(new)
    if not len(begins):
        none = np.zeros(0, np.int64)
        return Bags(parties=parties, party=none, second=none, parcels=none, moved=np.zeros(0))
    # A departure told twice is one parcel.
    distinct = new.copy()
    distinct[1:] |= owner[1:] != owner[:-1]
    members = np.add.reduceat(distinct.astype(np.int64), begins)
    moved = np.fmin.reduceat(follows, begins)
    several = members > 1
    return Bags(
        parties=parties,
        party=party[begins][several],
        second=second[begins][several],
        parcels=members[several],
        moved=moved[several],
    )


def with_bags(columns: Columns, bags: Bags) -> Columns:
    """Return the columns with what is known of the bag that each parcel left in last.

    A parcel that was seen after its departure has no bag any more.
    """
    departed = _departed(columns)
    bag = bags.find(columns.lanes, columns.lane, departed)
    moved = np.full(len(columns), np.nan)
    moved[bag >= 0] = np.where(np.isnan(bags.moved), np.inf, bags.moved)[bag[bag >= 0]]
    return replace(columns, siblings_moved=moved)


def _departed(columns: Columns) -> NDArray[np.float64]:
    """Return the day of the departure that was the last scan of each parcel, else NaN."""
    scans, found = columns.scans, np.full(len(columns), np.nan)
    last = np.ones(len(scans), np.bool_)
    last[:-1] = scans.row[1:] != scans.row[:-1]
    here = last & (scans.mark == _DEPARTED)
    found[scans.row[here]] = scans.at[here]
    return found


def _seconds(days: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.round(np.nan_to_num(days) * _SECONDS_A_DAY).astype(np.int64)
