"""The operational clock: days of a network at its usual speed, by destination.

A slow network (peak season, strike, outage) makes every parcel late at once; counted on
this clock those days are short, and only a parcel that lags behind its like stands out.
The speed of a day uses nothing that was not known on that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import Outcome, day_number
from parcelwright.analytics.transit import hazards, tally

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns, LaneKey

# How much of a day's length the network's speed decides; the rest is the calendar's.
SPEED_PART = 0.8
WINDOW_DAYS = 7
# Arrivals, observed and expected alike, added so that few parcels leave the speed at 1.
PSEUDO_ARRIVALS = 15.0
SLOWEST, FASTEST = 0.15, 2.5
REFERENCE_DAYS = 365
# With fewer arrivals to compare with, nothing can be called slow or fast.
LEAST_REFERENCE_ARRIVALS = 100
_AGES = 120


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Speed of each place on each day, 1 being usual.

    Args:
        places: Sorted (destination country, destination region).
        first_day: Day number of the first column of ``speed``.
        speed: One row a place, one column a day.
    """

    places: tuple[tuple[str, str], ...]
    first_day: int
    speed: NDArray[np.float64]

    @cached_property
    def _elapsed(self) -> NDArray[np.float64]:
        start = np.zeros((len(self.places), 1))
        return np.concatenate((start, np.cumsum(self.speed, axis=1)), axis=1)

    def days(
        self, columns: Columns, start: NDArray[np.float64], end: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return days from ``start`` to ``end`` on the clock of each parcel's destination.

        Days that the clock does not know, and places it does not know, run at 1.
        """
        return self.days_of_lanes(columns.lanes, columns.lane, start, end)

    def days_of_lanes(
        self,
        lanes: tuple[LaneKey, ...],
        lane: NDArray[np.int32],
        start: NDArray[np.float64],
        end: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Return the same for spans of which ``lane`` gives the lane, an index into ``lanes``."""
        index = {place: code for code, place in enumerate(self.places)}
        of_lane = np.array([index.get(_place(lane), -1) for lane in lanes], np.intp)
        place = of_lane[lane]
        plain = end - start
        moved = self._read(place, end) - self._read(place, start)
        mixed = (1 - SPEED_PART) * plain + SPEED_PART * moved
        return np.asarray(np.where(place < 0, plain, mixed), np.float64)

    def _read(self, place: NDArray[np.intp], at: NDArray[np.float64]) -> NDArray[np.float64]:
        days = self.speed.shape[1]
        offset = np.nan_to_num(at - self.first_day)
        inside = np.clip(offset, 0, days)
        whole = np.minimum(inside.astype(np.intp), days - 1)
        known = self._elapsed[place, whole] + (inside - whole) * self.speed[place, whole]
        return np.asarray(known + (offset - inside), np.float64)


def clock_of(columns: Columns, until: datetime) -> Clock | None:
    """Return the clock that was known at ``until``, or None when nothing had arrived.

    Expected arrivals come from the chance to arrive by age, over all places, in the 365
    days before; it is fitted anew every 30 days.
    """
    last = int(np.floor(day_number(until)))
    rows = columns.take((columns.accepted <= last) & (columns.outcome != Outcome.CANCELLED))
    arrived = (rows.outcome == Outcome.DELIVERED) & (rows.outcome_heard <= last)
    if not arrived.any():
        return None
    places = tuple(sorted({_place(lane) for lane in rows.lanes}))
    index = {place: code for code, place in enumerate(places)}
    place = np.array([index[_place(lane)] for lane in rows.lanes], np.intp)[rows.lane]
    first = int(np.floor(rows.accepted.min()))
    begin = np.floor(rows.accepted).astype(np.intp) - first
    open_end = np.minimum(rows.seen_until, last)
    end = np.where(rows.outcome_heard <= last, rows.outcome_at, open_end)
    finish = np.clip(np.floor(end).astype(np.intp) - first, begin, None)
    spans = _Spans(place=place, begin=begin, finish=finish, arrived=arrived, weight=rows.weight)
    speed = _speeds(spans, places=len(places), days=last - first)
    return Clock(places=places, first_day=first, speed=speed)


@dataclass(frozen=True, kw_only=True)
class _Spans:
    """Whole days, counted from the first, on which each parcel was under way."""

    place: NDArray[np.intp]
    begin: NDArray[np.intp]
    finish: NDArray[np.intp]
    arrived: NDArray[np.bool_]
    weight: NDArray[np.float64]


def _speeds(spans: _Spans, *, places: int, days: int) -> NDArray[np.float64]:
    shape = (places, days)
    observed = np.zeros(shape)
    inside = spans.arrived & (spans.finish < days)
    np.add.at(observed, (spans.place[inside], spans.finish[inside]), spans.weight[inside])
    expected = np.zeros(shape)
    for month in range(0, days, 30):
        hazard = _hazard_before(spans, month)
        stop = min(month + 30, days)
        if hazard is None:
            expected[:, month:stop] = observed[:, month:stop]
            continue
        for day in range(month, stop):
            out = (spans.begin <= day) & (spans.finish >= day)
            age = np.minimum(day - spans.begin[out], _AGES - 1)
            expected[:, day] = tally(spans.place[out], spans.weight[out] * hazard[age], places)
    return _ratio(observed, expected)


def _hazard_before(spans: _Spans, day: int) -> NDArray[np.float64] | None:
    """Return the chance by age to arrive within a day, from the year before ``day``.

    None with too few arrivals.
    """
    used = (spans.begin < day) & (spans.begin >= day - REFERENCE_DAYS)
    finish = np.minimum(spans.finish[used], day)
    age = np.minimum(finish - spans.begin[used], _AGES - 1)
    weight = spans.weight[used]
    arrived = spans.arrived[used] & (spans.finish[used] < day)
    if arrived.sum() < LEAST_REFERENCE_ARRIVALS:
        return None
    at_risk = np.cumsum(tally(age, weight, _AGES)[::-1])[::-1]
    return hazards(at_risk, tally(age[arrived], weight[arrived], _AGES))


def _ratio(observed: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    def week(values: NDArray[np.float64]) -> NDArray[np.float64]:
        padded = np.pad(np.cumsum(values, axis=1), ((0, 0), (WINDOW_DAYS, 0)))
        return padded[:, WINDOW_DAYS:] - padded[:, :-WINDOW_DAYS]

    ratio = (week(observed) + PSEUDO_ARRIVALS) / (week(expected) + PSEUDO_ARRIVALS)
    return np.asarray(np.clip(ratio, SLOWEST, FASTEST), np.float64)


def _place(lane: LaneKey) -> tuple[str, str]:
    return lane.destination_country, lane.destination_region
