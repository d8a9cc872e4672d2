"""How each parcel stands, as one expression: the engine's :func:`columns_from_tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
import numpy as np

from parcelwright.analytics.columns import (
    OUTCOME_OF,
    STAGE_CODE,
    Columns,
    Flag,
    LaneKey,
    Outcome,
)
from parcelwright.analytics.engines.feed import happened_of, mark_of
from parcelwright.analytics.engines.marks import MARK_CODE, stage_named
from parcelwright.analytics.engines.times import DAY, NEVER
from parcelwright.analytics.gather import HOLDS
from parcelwright.parcels.events import Milestone, Stage

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from parcelwright.analytics.scans import Scans

_NARROW, _WIDE = "decimal(19, 0)", "decimal(38, 0)"
_ANNOUNCED, _ORIGIN, _CLOSED = (
    STAGE_CODE[stage] for stage in (Stage.ANNOUNCED, Stage.ORIGIN, Stage.CLOSED)
)


def last_words(feed: ir.Table) -> ir.Table:
    """Return per parcel the first and last of each kind of event that decides how it stands."""

    def last(where: ir.BooleanValue) -> ir.IntegerScalar:
        # Tells when it happened and what it was, too: each aggregate costs as much as reading.
        return feed.order.max(where=where)

    def said(mark: Milestone) -> ir.BooleanValue:
        return feed.mark == MARK_CODE[mark]

    return feed.group_by("parcel").agg(
        first_event=feed.happened.min(),
        first_scan=feed.happened.min(where=feed.is_scan),
        scan=last(feed.is_scan),
        named=last(feed.named >= 0),
        heard_of=last(feed.ends_silence & (feed.happened < NEVER)),
        closing=last(feed.closes),
        closed_heard=_twice_ordered(feed).max(where=feed.closes),
        complaint=last(said(Milestone.REPORTED_NOT_RECEIVED)),
        returning=last(said(Milestone.RETURNING)),
        stopping=last(said(Milestone.SOURCE_STOPPED)),
    )


def state_of(parcels: ir.Table, feed: ir.Table) -> ir.Table:
    """Return how each parcel stood, one row a parcel, times in microseconds.

    Args:
        parcels: As :func:`parcelwright.analytics.engines.feed.parcels_of` returns them.
        feed: As :func:`parcelwright.analytics.engines.feed.feed_of` returns it.
    """
    words = last_words(feed)
    both = parcels.left_join(words, parcels.parcel == words.parcel)
    both = both.mutate(
        accepted=ibis.coalesce(both.accepted, _timed(both.first_scan)),
        last_scan=_timed(happened_of(both["scan"])),
        announced=ibis.coalesce(both.label, _timed(both.first_event)),
        scan_mark=mark_of(both["scan"]),
        closing_mark=mark_of(both.closing),
        stage=stage_named(mark_of(both.named)),
    )
    both = both.mutate(
        scanned=ibis.greatest(
            ibis.coalesce(both.accepted, both.last_scan),
            ibis.coalesce(both.last_scan, both.accepted),
        ),
        reopened=_reopened(both),
        stopped=both.stopping.notnull() & (both["scan"].isnull() | (both.stopping > both["scan"])),
    )
    proven = both.scanned.notnull()
    held = proven | both["scan"].notnull()
    stage = ibis.ifelse((both.stage == _ANNOUNCED) & held, _ORIGIN, both.stage)
    closed = both.closing.notnull() & ~both.reopened
    outcome = ibis.ifelse(closed, _outcome(both.closing_mark), int(Outcome.OPEN))
    disputed = both.reopened & (stage == _CLOSED) & _is(both.closing_mark, Milestone.DELIVERED)
    flags = {
        Flag.PROVEN: proven,
        Flag.DISPUTED: disputed,
        Flag.DECLARED_LOST: closed & _is(both.closing_mark, Milestone.DECLARED_LOST),
        Flag.HELD: _is(both.scan_mark, *HOLDS),
        Flag.STOPPED: both.stopped,
        Flag.UNCOLLECTED: _is(both.scan_mark, Milestone.READY_FOR_PICKUP),
    }
    return both.select(
        "parcel",
        "lane",
        "accepted",
        "promised",
        "weight",
        last_mark=mark_of(both.heard_of),
        last_at=happened_of(both.heard_of),
        since=ibis.coalesce(both.scanned, both.announced),
        stage=stage.cast("int64"),
        outcome=outcome.cast("int64"),
        outcome_at=ibis.ifelse(closed, _timed(happened_of(both.closing)), ibis.null("int64")),
        outcome_heard=ibis.ifelse(
            closed,
            (both.closed_heard - _times_never(both.closing)).cast("int64"),
            ibis.null("int64"),
        ),
        stopped_at=ibis.ifelse(
            both.stopped,
            ibis.coalesce(_timed(happened_of(both.stopping)), both.scanned, both.announced),
            ibis.null("int64"),
        ),
        flags=sum(
            (ibis.ifelse(where, int(flag), 0) for flag, where in flags.items()), ibis.literal(0)
        ).cast("int64"),
    )


def columns_of_rows(
    rows: pa.Table | pa.RecordBatch, lanes: tuple[LaneKey, ...], scans: Scans
) -> Columns:
    """Return rows of :func:`state_of` as columns, in their order.

    Without a column ``outcome_heard`` nobody knows when an end was heard of.
    """
    heard = "outcome_heard" if "outcome_heard" in rows.schema.names else ""
    flags = np.asarray(rows["flags"], np.uint8)
    stopped = _days(rows, "stopped_at")
    return Columns(
        lane=np.asarray(rows["lane"], np.int32),
        lanes=lanes,
        accepted=_days(rows, "accepted"),
        promised=_days(rows, "promised"),
        since=_days(rows, "since"),
        stage=np.asarray(rows["stage"], np.int8),
        outcome=np.asarray(rows["outcome"], np.int8),
        outcome_at=_days(rows, "outcome_at"),
        outcome_heard=_days(rows, heard) if heard else np.full(len(flags), np.nan),
        seen_until=np.where((flags & np.uint8(Flag.STOPPED)) != 0, stopped, np.inf),
        weight=np.asarray(rows["weight"], np.float64),
        flags=flags,
        scans=scans,
    )


def _days(rows: pa.Table | pa.RecordBatch, name: str) -> NDArray[np.float64]:
    micros = rows[name].to_numpy(zero_copy_only=False)
    return np.asarray(micros, np.float64) / DAY


def _twice_ordered(feed: ir.Table) -> ir.DecimalValue:
    """Return the order of what closes, and below it when that was heard."""
    order = _times_never(feed.order) + feed.heard.cast(_NARROW)
    return ibis.ifelse(feed.closes, order.cast(_WIDE), ibis.null(_WIDE))


def _times_never(order: ir.IntegerValue) -> ir.DecimalValue:
    return order.cast(_NARROW) * ibis.literal(NEVER).cast(_NARROW)


def _timed(happened: ir.IntegerValue) -> ir.IntegerValue:
    known = (happened < NEVER) & (happened != 0)
    return ibis.ifelse(known, happened, ibis.null("int64"))


def _is(mark: ir.IntegerValue, *marks: Milestone) -> ir.BooleanValue:
    return mark.isin([MARK_CODE[one] for one in marks]).fill_null(False)


def _outcome(mark: ir.IntegerValue) -> ir.IntegerValue:
    return mark.cases(
        *((MARK_CODE[one], int(outcome)) for one, outcome in OUTCOME_OF.items()),
        else_=int(Outcome.OPEN),
    )


def _reopened(both: ir.Table) -> ir.BooleanValue:
    """Return where something later opened the journey again, as ``Journey.outcome`` has it."""

    def later(other: ir.IntegerValue) -> ir.BooleanValue:
        return (other > both.closing).fill_null(False)

    complaint, turned, scanned = (
        later(both.complaint), later(both.returning), later(both["scan"])
    )  # fmt: skip
    mark = both.closing_mark
    delivered = _is(mark, Milestone.DELIVERED) & (complaint | turned)
    received = _is(mark, Milestone.REPORTED_RECEIVED) & complaint
    gone = _is(mark, Milestone.DECLARED_LOST, Milestone.CANCELLED) & scanned
    return delivered | received | gone
