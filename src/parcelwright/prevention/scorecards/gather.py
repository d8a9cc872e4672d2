"""Journeys from the tables of parcels, events and outcomes, as known on one day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.columns import Flag, Outcome, day_number
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.losses import mature_after
from parcelwright.analytics.table_columns import day_column, rows_of_events, text_column
from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.parcels.events import Milestone
from parcelwright.prevention.scorecards.journeys import Journeys
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from datetime import date, datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns
    from parcelwright.rulebook.exchange import Rates

_HOLDS = (
    Milestone.HELD_BY_CUSTOMS,
    Milestone.CUSTOMS_NEEDS_DOCUMENTS,
    Milestone.DUTIES_UNPAID,
    Milestone.SEIZED,
)
_COMPLAINTS = (Milestone.REPORTED_NOT_RECEIVED, Milestone.DAMAGED)


def journeys_of(
    parcels: pa.Table,
    events: pa.Table,
    now: datetime,
    rates: Rates,
    *,
    outcomes: pa.Table | None = None,
    currency: str = "",
) -> Journeys:
    """Return the journeys of all parcels that a carrier had taken by ``now``.

    Args:
        parcels: Columns of ``interchange``.
        events: The same; buyers' reports may stand among them.
        now: What was heard or decided later is left out.
        rates: For values in other currencies.
        outcomes: The seller's own records of how parcels ended; they outweigh tracking.
        currency: In which values are counted; by default the most frequent one.
    """
    columns = columns_from_tables(parcels, events, now)
    until = day_number(now)
    told_lost, told_arrived, told_at = _told(parcels, outcomes, until)
    ends = np.where(np.isnan(columns.outcome_at), told_at, columns.outcome_at)
    arrived = ((columns.outcome == Outcome.DELIVERED) | told_arrived) & ~told_lost
    other = np.isin(columns.outcome, (Outcome.RETURNED, Outcome.SEIZED, Outcome.CANCELLED))
    other &= ~arrived & ~told_lost
    known = arrived & ~np.isnan(ends)
    transit = np.maximum(ends - columns.accepted, 0.0)[known & ~np.isnan(columns.accepted)]
    mature = mature_after(transit, np.ones(len(transit)))
    age = until - columns.accepted
    counted = age >= mature
    lost = told_lost | (columns.outcome == Outcome.LOST) & ~told_arrived
    # An end that tracking never told is a loss, once the parcel is old enough.
    lost |= counted & ~arrived & ~other
    said_delivered = _ever(parcels, events, until, (Milestone.DELIVERED,))
    complained = _ever(parcels, events, until, _COMPLAINTS)
    gap, scans, legs = _scan_quality(columns, len(age))
    value, code = _values(parcels, currency, now.date(), rates)
    watched = np.fmin(columns.seen_until, until)
    taken = np.flatnonzero(~np.isnan(columns.accepted))
    found = Journeys(
        lane=columns.lane,
        lanes=columns.lanes,
        month=_months(columns.accepted),
        accepted=columns.accepted,
        ended=np.where(known, ends, np.where(np.isnan(ends), watched, np.fmin(ends, watched))),
        delivered=known,
        lost=lost & ~arrived,
        counted=counted,
        open=~(arrived | other | lost),
        held=_ever(parcels, events, until, _HOLDS),
        false_delivery=said_delivered & (lost | columns.has(Flag.DISPUTED)) & ~told_arrived,
        complained=complained,
        scans=scans,
        legs=legs,
        longest=gap,
        value=value,
        currency=code,
        mature_days=mature,
        now=until,
        number=np.arange(len(age)),
    )
    return found.take(taken)


def _told(
    parcels: pa.Table, outcomes: pa.Table | None, until: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.float64]]:
    """Return whether the seller's records say lost or delivered by then, and on which day."""
    n = parcels.num_rows
    if outcomes is None or "outcome" not in outcomes.column_names:
        return np.zeros(n, np.bool_), np.zeros(n, np.bool_), np.full(n, np.nan)
    at = day_column(outcomes, "outcome_at")
    by_then = ~(np.nan_to_num(at, nan=-np.inf) > until)
    row = rows_of_events(parcels, outcomes)
    word = np.array(text_column(outcomes, "outcome").to_pylist(), dtype=object)
    lost, arrived, day = np.zeros(n, np.bool_), np.zeros(n, np.bool_), np.full(n, np.nan)
    usable = (row >= 0) & by_then
    lost[row[usable & (word == "lost")]] = True
    arrived[row[usable & (word == "delivered")]] = True
    day[row[usable]] = at[usable]
    return lost, arrived & ~lost, day


def _ever(
    parcels: pa.Table, events: pa.Table, until: float, marks: tuple[Milestone, ...]
) -> NDArray[np.bool_]:
    """Return which parcels have an event of these kinds, heard by then."""
    out = np.zeros(parcels.num_rows, np.bool_)
    if "milestone" not in events.column_names or not events.num_rows:
        return out
    mine = pc.is_in(events["milestone"], pa.array([mark.value for mark in marks]))
    chosen = events.filter(mine)
    heard = np.fmax(day_column(chosen, "occurred_at"), day_column(chosen, "received_at"))
    row = rows_of_events(parcels, chosen)
    out[row[(row >= 0) & (np.nan_to_num(heard) <= until)]] = True
    return out


def _scan_quality(
    columns: Columns, n: int
) -> tuple[NDArray[np.float64], NDArray[np.int32], NDArray[np.int32]]:
    """Return per parcel the longest silence between scans, its scans, and the stages they name."""
    scans = columns.scans
    row = scans.row.astype(np.intp)
    longest = np.full(n, np.nan)
    if len(row) > 1:
        same = row[1:] == row[:-1]
        gaps = (scans.at[1:] - scans.at[:-1])[same]
        np.fmax.at(longest, row[1:][same], gaps)
    pairs = np.unique(row * 64 + scans.stage.astype(np.intp))
    legs = np.bincount(pairs // 64, minlength=n)
    return longest, np.bincount(row, minlength=n).astype(np.int32), legs.astype(np.int32)


def _months(accepted: NDArray[np.float64]) -> NDArray[np.int32]:
    days = np.nan_to_num(accepted).astype("datetime64[D]")
    return days.astype("datetime64[M]").astype(np.int32)


def _values(
    parcels: pa.Table, currency: str, on: date, rates: Rates
) -> tuple[NDArray[np.float64], str]:
    """Return sale values in one currency, and which it is; what has no rate stays unknown."""
    codes = text_column(parcels, "currency").to_pylist()
    amounts = text_column(parcels, "value").to_pylist()
    common = Counter(code for code, text in zip(codes, amounts, strict=True) if code and text)
    if not currency and not common:
        return np.full(len(codes), np.nan), ""
    to = currency or common.most_common(1)[0][0]
    worth = {code: _worth(code, to, on, rates) for code in common}
    found = [
        _number(text) * worth.get(code, np.nan) for code, text in zip(codes, amounts, strict=True)
    ]
    return np.array(found, np.float64), to


def _worth(code: str, to: str, on: date, rates: Rates) -> float:
    try:
        return float(convert(Money.of(1, code), to, on, rates).rate)
    except MoneyError:
        return np.nan


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return np.nan
