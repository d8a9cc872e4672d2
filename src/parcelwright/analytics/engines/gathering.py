"""Columns with scans from an engine, to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.engines.feed import feed_of, parcels_of
from parcelwright.analytics.engines.opening import lanes_table
from parcelwright.analytics.engines.sampling import MOST_LEARNED, strides, thinned
from parcelwright.analytics.engines.scans import scans_of_rows, told_of
from parcelwright.analytics.engines.state import columns_of_rows, state_of

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.analytics.columns import Columns
    from parcelwright.analytics.engines.opening import History


def gathered(history: History, now: datetime, most: int = MOST_LEARNED) -> Columns:
    """Return what ``columns_from_tables`` returns, by parcel, of all parcels or of so many.

    Beyond ``most`` every so manieth parcel of the largest lanes is taken and stands for the
    others by its weight; which ones depends on their names alone.

    Args:
        history: Parcels and events.
        now: Events heard of later, or said to happen later, are left out.
        most: Parcels to take at most.

    Raises:
        InputFileError: The tables do not name parcels alike, or hold no times.
    """
    parcels = parcels_of(history.parcels, history.key, lanes_table(history.lanes), now)
    feed = feed_of(history.events, history.key, now)
    by_lane = parcels.group_by("lane").agg(parcels=parcels.count()).to_pyarrow()
    counted = np.zeros(len(history.lanes), np.int64)
    counted[np.asarray(by_lane["lane"])] = np.asarray(by_lane["parcels"])
    found = strides(counted, most)
    if not found.all:
        parcels = thinned(parcels, found)
        feed = feed.semi_join(parcels, "parcel")
    rows = state_of(parcels, feed).order_by("parcel").to_pyarrow()
    told = told_of(feed).to_pyarrow()
    return columns_of_rows(rows, history.lanes, scans_of_rows(told, rows["parcel"]))
