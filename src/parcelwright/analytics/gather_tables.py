"""Columns straight from the tables of parcels and events, for millions of rows.

Gives what :func:`parcelwright.analytics.gather.columns_of` gives for the same data,
without building one object per parcel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.columns import (
    OUTCOME_OF,
    STAGE_CODE,
    Columns,
    Flag,
    LaneKey,
    Outcome,
    day_number,
)
from parcelwright.analytics.gather import HOLDS, ends_silence
from parcelwright.analytics.scans import Scans
from parcelwright.analytics.sorting import journey_order
from parcelwright.analytics.table_columns import day_column, rows_of_events, text_column
from parcelwright.parcels.events import Milestone, Stage

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from numpy.typing import NDArray

_MARKS = tuple(Milestone)
_CODE = {mark.value: code for code, mark in enumerate(_MARKS)}
_STAGE_OF_MARK = np.array([-1 if m.stage is None else STAGE_CODE[m.stage] for m in _MARKS], np.int8)
# Place of a mark among events of one moment: by the stage it names, then by its code.
_PLACE_OF_MARK = np.argsort(np.lexsort((np.arange(len(_MARKS)), np.maximum(_STAGE_OF_MARK, 0))))
_IS_SCAN = np.array([mark.is_scan for mark in _MARKS])
_ENDS_SILENCE = np.array([ends_silence(mark) for mark in _MARKS])
_CLOSES = np.array([mark.closes for mark in _MARKS])
_OUTCOME_OF_MARK = np.array([OUTCOME_OF.get(mark, Outcome.OPEN) for mark in _MARKS], np.int8)


def columns_from_tables(parcels: pa.Table, events: pa.Table, now: datetime) -> Columns:
    """Return one entry per row of ``parcels``, in order, from what was known at ``now``.

    Args:
        parcels: Columns of ``interchange``; a parcel is found by its ``tracking_number``.
        events: The same; ``milestone`` holds our names, anything else is unknown.
        now: Events heard of later, or said to happen later, are left out.
    """
    until = day_number(now)
    accepted = _known(day_column(parcels, "accepted_at"), until)
    label = _known(day_column(parcels, "label_created_at"), until)
    feed = _Feed(parcels, events, until)
    lane, lanes = lanes_of(parcels)
    n = parcels.num_rows

    first_scan = feed.happened_at(feed.first(feed.is_scan & feed.timed))
    last_scan_row = feed.last(feed.is_scan)
    accepted = np.where(np.isnan(accepted), first_scan, accepted)
    since = np.fmax(accepted, feed.happened_at(last_scan_row))
    proven = ~np.isnan(since)
    announced = np.where(np.isnan(label), feed.happened_at(feed.first(feed.timed)), label)
    since = np.where(proven, since, announced)

    closing = feed.last(_CLOSES[feed.mark])
    reopened = _reopened(feed, closing)
    outcome = np.where((closing >= 0) & ~reopened, _at(_OUTCOME_OF_MARK, feed.mark_at(closing)), 0)
    closing = np.where(outcome > 0, closing, -1)
    stage = _stages(feed, proven | (last_scan_row >= 0))

    held = feed.marked(last_scan_row, HOLDS)
    stopped_row = feed.last(feed.mark == _CODE[Milestone.SOURCE_STOPPED])
    stopped = (stopped_row >= 0) & (stopped_row > last_scan_row)
    stopped_at = feed.happened_at(stopped_row)
    disputed = reopened & (stage == STAGE_CODE[Stage.CLOSED])
    disputed &= feed.marked(feed.last(_CLOSES[feed.mark]), {Milestone.DELIVERED})
    flags = np.zeros(n, np.uint8)
    for flag, where in (
        (Flag.PROVEN, proven),
        (Flag.DISPUTED, disputed),
        (Flag.DECLARED_LOST, feed.marked(closing, {Milestone.DECLARED_LOST})),
        (Flag.HELD, held),
        (Flag.STOPPED, stopped),
        (Flag.UNCOLLECTED, feed.marked(last_scan_row, {Milestone.READY_FOR_PICKUP})),
    ):
        flags |= np.where(where, np.uint8(flag), np.uint8(0))
    return Columns(
        lane=lane,
        lanes=lanes,
        accepted=accepted,
        promised=day_column(parcels, "promised_by"),
        since=since,
        stage=stage,
        outcome=outcome.astype(np.int8),
        outcome_at=feed.happened_at(closing),
        outcome_heard=feed.heard_at(closing),
        # Of a source that does not say when it stopped nothing is known after the last scan.
        seen_until=np.where(stopped, np.where(np.isnan(stopped_at), since, stopped_at), np.inf),
        weight=_weights(parcels),
        flags=flags,
        scans=feed.scans(),
    )


class _Feed:
    """Events sorted by parcel and by the order in which a journey holds them."""

    def __init__(self, parcels: pa.Table, events: pa.Table, until: float) -> None:
        parcel = rows_of_events(parcels, events)
        received = day_column(events, "received_at")
        occurred = day_column(events, "occurred_at")
        happened = np.where(np.isnan(occurred), received, occurred)
        heard = np.nan_to_num(np.fmax(happened, received))
        mark = _milestones(events)
        # As `journey_of` orders them: what has no time stands first.
        told, when = np.nan_to_num(received), np.nan_to_num(happened)
        order = journey_order(parcel, when, _PLACE_OF_MARK[mark], told)
        order = order[(parcel[order] >= 0) & (heard[order] <= until)]
        self._parcels = parcels.num_rows
        self.parcel: NDArray[np.intp] = parcel[order]
        self.mark: NDArray[np.intp] = mark[order]
        self._happened = happened[order]
        self._heard = heard[order]
        self.timed: NDArray[np.bool_] = ~np.isnan(self._happened)
        self.is_scan: NDArray[np.bool_] = _IS_SCAN[self.mark]

    def scans(self) -> Scans:
        """Return what ended silences, with the stage that the last event before it named."""
        named = _STAGE_OF_MARK[self.mark]
        place = np.arange(len(named))
        names = np.maximum.accumulate(np.where(named >= 0, place, -1))
        known = (names >= 0) & (self.parcel[names] == self.parcel)
        stage = np.where(known, named[names], STAGE_CODE[Stage.ANNOUNCED])
        stage = np.where(stage == STAGE_CODE[Stage.ANNOUNCED], STAGE_CODE[Stage.ORIGIN], stage)
        ends = _ENDS_SILENCE[self.mark] & self.timed
        return Scans(
            row=self.parcel[ends].astype(np.int32),
            stage=stage[ends].astype(np.int8),
            mark=self.mark[ends].astype(np.int8),
            at=self._happened[ends],
            heard=self._heard[ends],
            outcome=_OUTCOME_OF_MARK[self.mark[ends]],
        )

    def last(self, where: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Return per parcel the row of its last event among ``where``, or -1."""
        out = np.full(self._parcels, -1, np.intp)
        rows = np.flatnonzero(where)
        out[self.parcel[rows]] = rows
        return out

    def first(self, where: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Return per parcel the row of its first event among ``where``, or -1."""
        out = np.full(self._parcels, -1, np.intp)
        rows = np.flatnonzero(where)[::-1]
        out[self.parcel[rows]] = rows
        return out

    def happened_at(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        return _at(self._happened, rows)

    def heard_at(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        return _at(self._heard, rows)

    def mark_at(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        out = np.full(len(rows), -1, np.intp)
        out[rows >= 0] = self.mark[rows[rows >= 0]]
        return out

    def marked(self, rows: NDArray[np.intp], marks: Collection[Milestone]) -> NDArray[np.bool_]:
        return np.isin(self.mark_at(rows), [_CODE[mark] for mark in marks])


def _reopened(feed: _Feed, closing: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return where something later opened the journey again, as ``Journey.outcome`` has it."""
    complaint = feed.last(feed.mark == _CODE[Milestone.REPORTED_NOT_RECEIVED]) > closing
    turned = feed.last(feed.mark == _CODE[Milestone.RETURNING]) > closing
    scanned = feed.last(feed.is_scan) > closing
    delivered = feed.marked(closing, {Milestone.DELIVERED}) & (complaint | turned)
    received = feed.marked(closing, {Milestone.REPORTED_RECEIVED}) & complaint
    gone = feed.marked(closing, {Milestone.DECLARED_LOST, Milestone.CANCELLED}) & scanned
    return delivered | received | gone


def _stages(feed: _Feed, held: NDArray[np.bool_]) -> NDArray[np.int8]:
    named = _STAGE_OF_MARK[feed.mark]
    out = _at(named, feed.last(named >= 0), missing=STAGE_CODE[Stage.ANNOUNCED]).astype(np.int8)
    return np.where(
        (out == STAGE_CODE[Stage.ANNOUNCED]) & held, np.int8(STAGE_CODE[Stage.ORIGIN]), out
    )


def _at(
    values: NDArray[np.generic], rows: NDArray[np.intp], missing: float = np.nan
) -> NDArray[np.float64]:
    out = np.full(len(rows), missing, np.float64)
    out[rows >= 0] = values[rows[rows >= 0]]
    return out


def _known(days: NDArray[np.float64], until: float) -> NDArray[np.float64]:
    return np.where(days <= until, days, np.nan)


def _milestones(events: pa.Table) -> NDArray[np.intp]:
    unknown = _CODE[Milestone.UNKNOWN]
    if "milestone" not in events.column_names:
        return np.full(events.num_rows, unknown, np.intp)
    coded = text_column(events, "milestone").combine_chunks().dictionary_encode()
    codes = np.array([_CODE.get(text, unknown) for text in coded.dictionary.to_pylist()], np.intp)
    if not len(codes):
        return np.full(events.num_rows, unknown, np.intp)
    return np.asarray(codes[np.asarray(coded.indices)], np.intp)


def lanes_of(parcels: pa.Table) -> tuple[NDArray[np.int32], tuple[LaneKey, ...]]:
    """Return the lane of each row, as an index into the distinct lanes, and these, sorted."""
    code = np.zeros(parcels.num_rows, np.int64)
    parts = []
    for field in LaneKey._fields:
        coded = text_column(parcels, field).combine_chunks().dictionary_encode()
        names = coded.dictionary.to_pylist()
        rank = np.argsort(np.argsort(np.array(names, dtype=object))) if names else np.zeros(0, int)
        parts.append(sorted(names))
        indices = np.asarray(coded.indices)
        code = code * max(len(names), 1) + (rank[indices] if names else 0)
    found, lane = np.unique(code, return_inverse=True)
    columns: list[NDArray[np.int64]] = []
    for names in reversed(parts):
        columns.append(found % max(len(names), 1))
        found = found // max(len(names), 1)
    keys = zip(*reversed(columns), strict=True)
    lanes = tuple(LaneKey(*(names[i] for names, i in zip(parts, key, strict=True))) for key in keys)
    return lane.astype(np.int32), lanes


def _weights(parcels: pa.Table) -> NDArray[np.float64]:
    if "sample_weight" not in parcels.column_names:
        return np.ones(parcels.num_rows)
    column = pc.cast(parcels["sample_weight"], pa.float64())
    return np.asarray(pc.fill_null(column, 1.0).to_numpy(), np.float64)
