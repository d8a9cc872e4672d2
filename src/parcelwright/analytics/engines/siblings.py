"""Bags of parcels that wait after a departure, from an engine: who left in them, who moved on.

The engine finds the few parcels that left when one of those waiting did, and their scans; what
bags they make is said by the code that finds bags in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.bags import Bags, bags_among, party_of
from parcelwright.analytics.columns import MARK_CODE, day_number
from parcelwright.analytics.engines.feed import feed_of, parcels_of
from parcelwright.analytics.engines.opening import lanes_table
from parcelwright.analytics.engines.scans import scans_of_rows, told_of
from parcelwright.analytics.engines.times import NEVER
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

    from parcelwright.analytics.columns import LaneKey
    from parcelwright.analytics.engines.opening import History

_SECOND = 1_000_000


def waiting_among(rows: pa.Table) -> pa.Table:
    """Return lane and time of the departures that were the last scan of a parcel.

    Args:
        rows: Of :func:`parcelwright.analytics.engines.state.state_of`.
    """
    departed = pc.equal(rows["last_mark"], MARK_CODE[Milestone.DEPARTED])
    return rows.filter(departed).select(["lane", "last_at"])


def bags_of_waiting(history: History, waiting: pa.Table, now: datetime) -> Bags:
    """Return the bags of these departures, with all parcels of the history that left in them.

    Args:
        history: Parcels and events.
        waiting: Of :func:`waiting_among`.
        now: Events heard of later, or said to happen later, are left out.
    """
    lanes, key = history.lanes, history.key
    sought = _sought(waiting, lanes)
    parcels = parcels_of(history.parcels, key, lanes_table(lanes), now).select("parcel", "lane")
    then = _departures(history, now).semi_join(sought, "second")
    theirs = then.join(parcels, "parcel").join(_parties(lanes), "lane")
    found = theirs.semi_join(sought, ["party", "second"]).select("parcel", "lane").distinct()
    rows = found.order_by("parcel").to_pyarrow()
    # Chosen before anything is made of the events: they are few among all.
    some = ibis.memtable(pa.table({key: rows["parcel"]}))
    feed = feed_of(history.events.semi_join(some, key), key, now)
    # Bags do not ask in which stage a scan was, which other events would tell.
    scans = feed.filter(feed.ends_silence & (feed.happened < NEVER))
    told = told_of(scans).to_pyarrow()
    return bags_among(
        scans_of_rows(told, rows["parcel"]),
        np.asarray(rows["lane"], np.int32),
        lanes,
        day_number(now),
    )


def _departures(history: History, now: datetime) -> ir.Table:
    """Return parcel and second of each departure."""
    events = history.events
    if "milestone" in events.columns:
        events = events.filter(events.milestone == Milestone.DEPARTED.value)
    feed = feed_of(events, history.key, now)
    left = feed.filter((feed.mark == MARK_CODE[Milestone.DEPARTED]) & (feed.happened < NEVER))
    return left.select("parcel", second=_second(left.happened))


def _second(happened: ir.IntegerValue) -> ir.IntegerValue:
    """Return the microsecond with which the second of a time began."""
    return happened - (happened % _SECOND + _SECOND) % _SECOND


def _sought(waiting: pa.Table, lanes: tuple[LaneKey, ...]) -> ir.Table:
    """Return the party and the seconds about each departure.

    A bag is of one rounded second, to which parts of two seconds round; so those beside are
    sought as well. What is found in vain makes bags that nobody asks for.
    """
    codes = np.array(_party_codes(lanes), np.int64)
    parties = int(codes.max(initial=0)) + 1
    second = np.asarray(waiting["last_at"], np.int64) // _SECOND
    key = np.unique(second * parties + codes[np.asarray(waiting["lane"], np.int64)])
    beside = np.unique(np.concatenate((key - parties, key, key + parties)))
    second, party = beside // parties * _SECOND, beside % parties
    return ibis.memtable(pa.table({"party": party, "second": second}))


def _parties(lanes: tuple[LaneKey, ...]) -> ir.Table:
    codes = pa.array(_party_codes(lanes), pa.int64())
    return ibis.memtable(
        pa.table({"lane": pa.array(range(len(lanes)), pa.int64()), "party": codes})
    )


def _party_codes(lanes: tuple[LaneKey, ...]) -> list[int]:
    parties = {party: code for code, party in enumerate(sorted({party_of(one) for one in lanes}))}
    return [parties[party_of(one)] for one in lanes]
