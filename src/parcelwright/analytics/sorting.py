"""Puts events into the order of their journeys, cheaply where they nearly are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def journey_order(
    parcel: NDArray[np.integer], *keys: NDArray[np.float64] | NDArray[np.integer]
) -> NDArray[np.intp]:
    """Return the rows of events by parcel, and of one parcel by the keys, the first one first.

    What is equal in all keys stays as it was. Files mostly hold the events of a parcel one after
    the other as they happened: only parcels of which some event is out of place are sorted.

    Args:
        parcel: Of each event, -1 or more.
        keys: Of each event; without NaN.

    >>> journey_order(np.array([1, 0, 1, 0]), np.array([5, 8, 4, 9])).tolist()
    [1, 3, 2, 0]
    """
    order = np.argsort(parcel, kind="stable")
    of = parcel[order]
    begins = np.ones(len(order), np.bool_)
    begins[1:] = of[1:] != of[:-1]
    for key in keys:
        _mend(order, begins, key)
        values = key[order]
        begins[1:] |= values[1:] != values[:-1]
    return order


def _mend(
    order: NDArray[np.intp],
    begins: NDArray[np.bool_],
    key: NDArray[np.float64] | NDArray[np.integer],
) -> None:
    """Sort the runs of equal rows so far by a further key, those that are not yet.

    Args:
        order: Rows of events, changed in place.
        begins: Where a run of rows begins that are equal in all keys before.
        key: Of each event.
    """
    values = key[order]
    wrong = np.flatnonzero(~begins[1:] & (values[1:] < values[:-1]))
    if not len(wrong):
        return
    run = np.cumsum(begins, dtype=np.int32)
    unsorted = np.zeros(int(run[-1]) + 1, np.bool_)
    unsorted[run[wrong]] = True
    places = np.flatnonzero(unsorted[run])
    order[places] = order[places[np.lexsort((values[places], run[places]))]]
