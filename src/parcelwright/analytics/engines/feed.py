"""Events and parcels as an engine sees them: coded, timed, and with one key that orders them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir

from parcelwright.analytics.columns import LaneKey
from parcelwright.analytics.engines.marks import CODES, ORDER_BITS, RANKS, Meaning, marks_table
from parcelwright.analytics.engines.times import NEVER, known_by, micros, micros_of

if TYPE_CHECKING:
    from datetime import datetime


# Columns of events that a feed is made of, beside the one that names the parcel.
READ = ("occurred_at", "occurred_at_kind", "received_at", "received_at_kind", "milestone")


def feed_of(events: ir.Table, key: str, now: datetime) -> ir.Table:
    """Return what was heard by ``now``, one row an event.

    ``order`` is larger for what stands later in a journey: by when it happened, the stage it
    names, and its meaning; what is said again has the same. Where nobody gave a time an event
    stands first, and ``happened`` is :data:`NEVER`.

    Args:
        events: Columns of ``interchange``.
        key: Column that names the parcel.
        now: Nothing heard of, or said to happen, later is returned.
    """
    occurred, received = micros(events, "occurred_at"), micros(events, "received_at")
    milestone = events.milestone if "milestone" in events.columns else ibis.null("string")
    # Compared before anything is made of them, so that an engine reads no later events at all.
    known = known_by(events, "occurred_at", now) & known_by(events, "received_at", now)
    told = events.filter(known).select(
        parcel=events[key],
        said=milestone,
        happened=ibis.coalesce(occurred, received),
        received=received,
    )
    marks = marks_table()
    coded = told.left_join(marks, told.said == marks.milestone)
    meaning = Meaning.of(coded.meaning)
    happened = coded.happened.fill_null(NEVER)
    heard = ibis.greatest(
        ibis.coalesce(coded.happened, coded.received, ibis.literal(0, "int64")),
        coded.received.fill_null(0),
    )
    return coded.select(
        "parcel",
        mark=meaning.mark,
        named=meaning.named,
        happened=happened,
        heard=heard,
        order=coded.happened.fill_null(0) * (RANKS * CODES) + meaning.low,
        outcome=meaning.outcome,
        is_scan=meaning.is_scan,
        ends_silence=meaning.ends_silence,
        closes=meaning.closes,
    )


def mark_of(order: ir.IntegerValue) -> ir.IntegerValue:
    """Return the mark of the event that has this ``order``."""
    return order & (CODES - 1)


def happened_of(order: ir.IntegerValue) -> ir.IntegerValue:
    """Return when the event that has this ``order`` happened; 0 for no time."""
    return order >> ORDER_BITS


def parcels_of(parcels: ir.Table, key: str, lanes: ir.Table, now: datetime) -> ir.Table:
    """Return parcels with the code of their lane, and what was known of them at ``now``.

    Args:
        parcels: Columns of ``interchange``.
        key: Column that names the parcel.
        lanes: As :func:`lanes_table` returns it.
        now: The seller's own times after it are not known yet.
    """
    until = micros_of(now)

    def known(name: str) -> ir.IntegerValue:
        time = micros(parcels, name)
        return ibis.ifelse(time <= until, time, ibis.null("int64"))

    weight = ibis.literal(1.0, "float64")
    if "sample_weight" in parcels.columns:
        weight = parcels.sample_weight.cast("float64").fill_null(1.0)
    own = parcels.select(
        parcel=parcels[key],
        accepted=known("accepted_at"),
        label=known("label_created_at"),
        promised=micros(parcels, "promised_by"),
        weight=weight,
        **lane_fields(parcels),
    )
    joined = own.join(lanes, [own[f"lane_{field}"] == lanes[field] for field in LaneKey._fields])
    return joined.select("parcel", "accepted", "label", "promised", "weight", "lane")


def lane_fields(parcels: ir.Table) -> dict[str, ir.StringValue]:
    """Return the fields of the lane, named ``lane_...``, empty where nothing is known."""
    return {
        f"lane_{field}": parcels[field].cast("string").fill_null("")
        if field in parcels.columns
        else ibis.literal("")
        for field in LaneKey._fields
    }
