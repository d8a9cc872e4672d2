"""What was said of many parcels as flat arrays, from tables or from journeys.

One parcel is a table of one: whatever is worked out of these arrays is the same for the
page of a parcel and for the sweep over millions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import STAGE_CODE, day_number
from parcelwright.analytics.table_columns import day_column, rows_of_events, text_column
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    import pyarrow as pa
    from numpy.typing import NDArray

    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey

MARKS = tuple(Milestone)
CODE = {mark: code for code, mark in enumerate(MARKS)}
_BY_NAME = {mark.value: code for mark, code in CODE.items()}
_SCAN = np.array([mark.is_scan for mark in MARKS])
# Order of statements that share a time: as a parcel would meet them.
_RANK = np.array([0 if mark.stage is None else STAGE_CODE[mark.stage] for mark in MARKS])


@dataclass(frozen=True, kw_only=True)
class Statements:
    """Events of many parcels, sorted by parcel and then as a journey holds them.

    Args:
        parcels: How many parcels there are; some may have no statement.
        row: int64, the parcel of each statement.
        mark: int64, index into :data:`MARKS`.
        at: Days since 1970-01-01 UTC; NaN where no time is known.
        country: int64, index into ``countries``.
        countries: ISO 3166-1 alpha-2 codes; the first is empty, for unknown.
    """

    parcels: int
    row: NDArray[np.int64]
    mark: NDArray[np.int64]
    at: NDArray[np.float64]
    country: NDArray[np.int64]
    countries: tuple[str, ...]

    @property
    def is_scan(self) -> NDArray[np.bool_]:
        """Where a statement proves that a carrier held the parcel."""
        return np.asarray(_SCAN[self.mark], np.bool_)

    def says(self, *marks: Milestone) -> NDArray[np.bool_]:
        """Return where a statement has one of these milestones."""
        return np.asarray(np.isin(self.mark, [CODE[mark] for mark in marks]), np.bool_)

    def any(self, where: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return per parcel whether any of the chosen statements is about it."""
        out = np.zeros(self.parcels, np.bool_)
        out[self.row[where]] = True
        return out

    def last(self, where: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return per parcel the place of its last chosen statement, or -1."""
        out = np.full(self.parcels, -1, np.int64)
        places = np.flatnonzero(where)
        out[self.row[places]] = places
        return out

    def time_of(self, places: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return when the statements at these places happened; NaN for -1."""
        out = np.full(len(places), np.nan)
        out[places >= 0] = self.at[places[places >= 0]]
        return out

    def marked(self, places: NDArray[np.int64], marks: Collection[Milestone]) -> NDArray[np.bool_]:
        """Return where the statement at a place has one of these milestones."""
        out = np.zeros(len(places), np.bool_)
        known = places >= 0
        out[known] = np.isin(self.mark[places[known]], [CODE[mark] for mark in marks])
        return out


def statements_of(journeys: Sequence[Journey]) -> Statements:
    """Return what some journeys hold, one parcel each; they are taken to be known by now."""
    told = [(row, event) for row, found in enumerate(journeys) for event in found.events]
    names = ("", *sorted({event.country for _, event in told if event.country}))
    index = {name: code for code, name in enumerate(names)}
    return Statements(
        parcels=len(journeys),
        row=np.array([row for row, _ in told], np.int64),
        mark=np.array([CODE[event.milestone] for _, event in told], np.int64),
        at=np.array([_happened(event) for _, event in told], np.float64),
        country=np.array([index[event.country] for _, event in told], np.int64),
        countries=names,
    )


def statements_from_tables(parcels: pa.Table, events: pa.Table, now: datetime) -> Statements:
    """Return what a table of events holds, as it was known at ``now``.

    Args:
        parcels: Columns of ``interchange``; its rows are the parcels.
        events: The same, buyers' reports among them.
        now: Events heard of later, or said to happen later, are left out.
    """
    row = rows_of_events(parcels, events)
    received, occurred = day_column(events, "received_at"), day_column(events, "occurred_at")
    at = np.where(np.isnan(occurred), received, occurred)
    heard = np.nan_to_num(np.fmax(at, received))
    mark = _coded(events, "milestone", _BY_NAME, CODE[Milestone.UNKNOWN])
    names = ("", *sorted(set(text_column(events, "country").unique().to_pylist()) - {""}))
    index = {name: code for code, name in enumerate(names)}
    country = _coded(events, "country", index, 0)
    order = np.lexsort((np.nan_to_num(received), _RANK[mark], np.nan_to_num(at), row))
    order = order[(row[order] >= 0) & (heard[order] <= day_number(now))]
    return Statements(
        parcels=parcels.num_rows,
        row=row[order].astype(np.int64),
        mark=mark[order],
        at=at[order],
        country=country[order],
        countries=names,
    )


def _happened(event: TrackingEvent) -> float:
    if event.occurred_at is not None:
        return day_number(event.occurred_at.utc)
    return np.nan if event.received_at is None else day_number(event.received_at)


def _coded(table: pa.Table, name: str, codes: dict[str, int], missing: int) -> NDArray[np.int64]:
    found = text_column(table, name).combine_chunks().dictionary_encode()
    values = [codes.get(text, missing) for text in found.dictionary.to_pylist()]
    if not values:
        return np.full(table.num_rows, missing, np.int64)
    return np.asarray(np.array(values, np.int64)[np.asarray(found.indices)], np.int64)
