"""Siblings: parcels of one carrier and lane that left at the same moment, as in one bag.

Sellers rarely learn which bag or flight a parcel was in. An equal moment of departure of
parcels of one carrier between the same two countries stands for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns
    from parcelwright.diagnosis.statements import Statements

_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, kw_only=True)
class Siblings:
    """How the siblings of each parcel fare, itself left out.

    Args:
        others: How many parcels left with it.
        moved_on: How many of them were scanned after that departure.
        complained: How many buyers of the others said that theirs did not come.
    """

    others: NDArray[np.int64]
    moved_on: NDArray[np.int64]
    complained: NDArray[np.int64]

    def take(self, rows: NDArray[np.intp]) -> Siblings:
        """Return the parcels of these rows."""
        return Siblings(
            others=self.others[rows],
            moved_on=self.moved_on[rows],
            complained=self.complained[rows],
        )


def no_siblings(parcels: int) -> Siblings:
    """Return that nothing is known of siblings."""
    nobody = np.zeros(parcels, np.int64)
    return Siblings(others=nobody, moved_on=nobody.copy(), complained=nobody.copy())


def departures(said: Statements) -> NDArray[np.float64]:
    """Return the day of each parcel's last departure, NaN where none is known."""
    return said.time_of(said.last(said.says(Milestone.DEPARTED)))


def siblings_among(columns: Columns, said: Statements) -> Siblings:
    """Return the siblings of each parcel among the parcels given.

    Args:
        columns: The parcels; their lanes tell carrier and countries.
        said: What was said of the same parcels, in the same order.
    """
    departed = departures(said)
    with np.errstate(invalid="ignore"):
        later = said.is_scan & (said.at > departed[said.row])
    moved = said.any(later & ~said.says(Milestone.DEPARTED))
    found = np.flatnonzero(~np.isnan(departed))
    out = no_siblings(len(columns))
    if not len(found):
        return out
    party = _parties(columns)[columns.lane[found]]
    second = np.round(departed[found] * _SECONDS_A_DAY).astype(np.int64)
    _, bag = np.unique(np.stack((party, second)), axis=1, return_inverse=True)
    bag = bag.reshape(-1)
    size = np.bincount(bag)[bag]
    asked = said.any(said.says(Milestone.REPORTED_NOT_RECEIVED))
    out.others[found] = size - 1
    for counted, where in ((out.moved_on, moved), (out.complained, asked)):
        own = where[found].astype(np.int64)
        counted[found] = np.bincount(bag, weights=own).astype(np.int64)[bag] - own
    return out


def _parties(columns: Columns) -> NDArray[np.int64]:
    """Return a number per lane, equal for lanes of one carrier between the same countries."""
    keys = [(one.carrier, one.origin_country, one.destination_country) for one in columns.lanes]
    return _numbered(keys)


def _numbered(keys: Sequence[tuple[str, ...]]) -> NDArray[np.int64]:
    index = {key: code for code, key in enumerate(sorted(set(keys)))}
    return np.array([index[key] for key in keys], np.int64)
