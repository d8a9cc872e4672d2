"""A history as files tell it, cut to what was known on any day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from parcelwright.analytics.columns import Columns, Outcome, moment_of
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.table_columns import day_column, rows_of_events, text_column

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A parcel is scored from acceptance until it is this old.
SCORED_DAYS = 75
# A delivery whose scan is heard of later than this was never scanned.
BOOKED_WITHIN_DAYS = 14.0
_TIMES = ("accepted_at", "label_created_at", "promised_by", "occurred_at", "received_at")
_MICROSECONDS_A_DAY = 86_400_000_000


@dataclass(frozen=True, kw_only=True, eq=False)
class History:
    """Parcels and events, prepared to be asked what was known on a day.

    Args:
        parcels: One row a parcel; ``tracking_number`` holds the number of the row.
        events: Sorted by parcel; ``tracking_number`` holds the row of its parcel.
        first_event: Where the events of each parcel begin, and one more for the end.
        heard: Day on which each event was heard of.
        accepted: Day of acceptance of each parcel, by the whole history; NaN for never.
        numbers: Tracking numbers as the file has them.
        carriers: Carriers as the file has them, empty when unknown.
    """

    parcels: pa.Table
    events: pa.Table
    first_event: NDArray[np.intp]
    heard: NDArray[np.float64]
    accepted: NDArray[np.float64]
    numbers: pa.ChunkedArray
    carriers: pa.ChunkedArray

    def known(self, day: float, rows: NDArray[np.intp] | None = None) -> Columns:
        """Return what was known at the beginning of a day, of some parcels or of all."""
        if rows is None:
            parcels, events = self.parcels, self.events.filter(pa.array(self.heard <= day))
        else:
            parcels = self.parcels.take(pa.array(rows))
            at = _ranges(self.first_event[rows], self.first_event[rows + 1])
            events = self.events.take(pa.array(at[self.heard[at] <= day]))
        return columns_from_tables(parcels, events, moment_of(day))

    def under_watch(self, day: int) -> NDArray[np.intp]:
        """Return the parcels that are of an age to be scored at the beginning of a day."""
        first = np.ceil(self.accepted)
        return np.flatnonzero((first <= day) & (day - first <= SCORED_DAYS))


def history_of(parcels: pa.Table, events: pa.Table) -> History:
    """Return the tables of parcels and events as a history."""
    row = rows_of_events(parcels, events)
    numbers, carriers = text_column(parcels, "tracking_number"), text_column(parcels, "carrier")
    order = np.argsort(row, kind="stable")
    order = order[row[order] >= 0]
    sorted_rows = row[order]
    events = _plain(events.take(pa.array(order)), pa.array(sorted_rows.astype(str)))
    parcels = _plain(parcels, pa.array(np.arange(parcels.num_rows).astype(str)))
    heard = np.fmax(day_column(events, "occurred_at"), day_column(events, "received_at"))
    first = np.searchsorted(sorted_rows, np.arange(parcels.num_rows + 1))
    whole = columns_from_tables(parcels, events, moment_of(float(np.nanmax(heard, initial=0)) + 1))
    return History(
        parcels=parcels,
        events=events,
        first_event=first,
        heard=np.nan_to_num(heard, nan=-np.inf),
        accepted=whole.accepted,
        numbers=numbers,
        carriers=carriers,
    )


def _plain(table: pa.Table, numbers: pa.Array) -> pa.Table:
    """Return a table whose times are stamps, read once, and whose numbers are rows."""
    for name in _TIMES:
        if name in table.column_names:
            days = day_column(table, name)
            stamps = np.round(np.nan_to_num(days) * _MICROSECONDS_A_DAY).astype("int64")
            column = pa.array(stamps, pa.int64(), mask=np.isnan(days)).cast(pa.timestamp("us"))
            table = table.set_column(table.column_names.index(name), name, column)
    kinds = [f"{name}_kind" for name in _TIMES if f"{name}_kind" in table.column_names]
    table = table.drop_columns(kinds)
    return table.set_column(table.column_names.index("tracking_number"), "tracking_number", numbers)


def _ranges(first: NDArray[np.intp], end: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the numbers from each ``first`` up to its ``end``, one after another."""
    counts = end - first
    starts = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    return starts + np.arange(int(counts.sum()))


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What became of each parcel, one entry each.

    Args:
        lost: It never came; only where ``told``.
        told: The history, or the records beside it, tell whether it came. Not where records
            call a parcel lost that a scan calls delivered: no silence can tell. Nor where
            the end has no time, or one before the acceptance: nobody knows on which days the
            parcel was still awaited.
        unscanned: It came by the records, though no scan has ever said so.
        lost_at: Day on which it was lost, NaN where nobody knows.
        weight: Parcels that the row stands for.
    """

    lost: NDArray[np.bool_]
    told: NDArray[np.bool_]
    unscanned: NDArray[np.bool_]
    lost_at: NDArray[np.float64]
    weight: NDArray[np.float64]


def truth_of(history: History, outcomes: pa.Table | None, until: int) -> Truth:
    """Return what became of the parcels: by the records given, else by the history's end.

    Without records a parcel counts as lost when it was still open at ``until`` and older than
    it is scored; one that is younger, came back, was seized or cancelled tells nothing.
    """
    end = history.known(until)
    dated = (end.outcome == Outcome.OPEN) | ~np.isnan(end.took)
    if outcomes is None:
        old = np.ceil(history.accepted) + SCORED_DAYS <= until
        lost = (end.outcome == Outcome.LOST) | ((end.outcome == Outcome.OPEN) & old)
        told = lost | (end.outcome == Outcome.DELIVERED)
        nobody = np.full(len(lost), np.nan)
        return Truth(
            lost=lost,
            told=told & dated,
            unscanned=np.zeros(len(lost), np.bool_),
            lost_at=nobody,
            weight=end.weight,
        )
    named = {
        number: about
        for number, *about in zip(
            text_column(outcomes, "tracking_number").to_pylist(),
            text_column(outcomes, "outcome").to_pylist(),
            day_column(outcomes, "lost_at").tolist(),
            day_column(outcomes, "outcome_at").tolist(),
            strict=True,
        )
    }
    found = [named.get(number, ("", np.nan, np.nan)) for number in history.numbers.to_pylist()]
    said = np.array([outcome for outcome, _, _ in found])
    heard = history.heard[np.isfinite(history.heard)]
    last = float(heard.max(initial=-np.inf))
    whole = history.known(last)
    came = np.array([day for _, _, day in found], np.float64)
    with np.errstate(invalid="ignore"):
        silent = (whole.outcome == Outcome.OPEN) & (came + BOOKED_WITHIN_DAYS <= last)
    lost = (said == "lost") & (whole.outcome != Outcome.DELIVERED)
    return Truth(
        lost=lost,
        told=(lost | (said == "delivered")) & dated,
        unscanned=(said == "delivered") & silent,
        lost_at=np.array([day for _, day, _ in found], np.float64),
        weight=end.weight,
    )
