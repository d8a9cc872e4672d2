"""Bags: parcels that leave the export hub together and share what happens on the way.

A bag is one lane (route and destination) at one identical moment of departure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.simulate.speed import DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.sendings import Sendings

_MINUTES_BETWEEN_BAGS = 4
_DEPARTURE_HOUR = 20


def next_departure(
    ready: NDArray[np.float64], sent: Sendings, bag_size: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return when each parcel departs: the lane's next slot, in bags of about that size.

    A bag holds parcels of one part of the world only: each part has its own second of the
    minute, so that bags of 60 parts stay apart; from the 61st on two bags may share a flight.
    """
    period = sent.dispatch_days * DAY
    finite = np.isfinite(ready)
    shift = _DEPARTURE_HOUR * 3600.0
    slot = np.where(finite, np.ceil((np.where(finite, ready, 0.0) - shift) / period), -1)
    _, group, sizes = np.unique(
        np.stack([sent.lane.astype(np.float64), slot]),
        axis=1,
        return_inverse=True,
        return_counts=True,
    )
    bags_of_slot = 1 + sizes[group.reshape(-1)] // bag_size
    part = np.floor(rng.random(len(ready)) * bags_of_slot)
    # The lane's own minute keeps bags of two lanes apart on a departure board.
    minutes = part * _MINUTES_BETWEEN_BAGS + sent.lane % _MINUTES_BETWEEN_BAGS
    moment = slot * period + shift + minutes * 60.0 + sent.part % 60
    return np.where(finite, moment, np.inf)


def assign(lane: NDArray[np.int64], departed: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return a number per bag, equal exactly for parcels of one lane and one departure."""
    key = np.stack([lane.astype(np.float64), departed])
    _, bag = np.unique(key, axis=1, return_inverse=True)
    return np.asarray(bag.reshape(-1), dtype=np.int64)
