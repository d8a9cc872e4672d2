"""The operational clock: days of a network at its usual speed, by destination.

A slow network (peak season, strike, outage) makes every parcel late at once; counted on
this clock those days are short, and only a parcel that lags behind its like stands out.
The speed of a day uses nothing that was not known on that day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import STAGE_CODE, STAGES, Outcome, day_number
from parcelwright.analytics.pauses import Ending, pauses_of
from parcelwright.analytics.transit import hazards, tally
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns, LaneKey
    from parcelwright.analytics.pauses import Pauses
    from parcelwright.analytics.published import Calendar

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
# What is announced of later days moves no decision of today.
AHEAD_DAYS = 120
# Stages that the network of the country of origin rules over.
_BEHIND = (STAGE_CODE[Stage.ANNOUNCED], STAGE_CODE[Stage.ORIGIN], STAGE_CODE[Stage.LINE_HAUL])


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Speed of each place on each day, 1 being usual.

    Args:
        places: Sorted (destination country, destination region).
        first_day: Day number of the first column of ``speed``.
        speed: One row a place, then one row of each of ``of_carriers``; one column a day.
        staged: Carriers whose scans tell stages: until its arrival in the country of
            destination a parcel of theirs waits for the network it comes from.
        of_carriers: Sorted (country, region, carrier), where one carrier's network was announced
            to be closed or slow and so has a speed of its own.
        announced: The announced part of ``speed``, of the same shape, 1 where nothing was; None
            where it is not known what is announced of days to come. Those are the last ones.
    """

    places: tuple[tuple[str, str], ...]
    first_day: int
    speed: NDArray[np.float64]
    staged: frozenset[str] = frozenset()
    of_carriers: tuple[tuple[str, str, str], ...] = ()
    announced: NDArray[np.float64] | None = None

    @property
    def as_announced(self) -> Clock | None:
        """The clock of a network that is as quick as was announced; None where nothing was."""
        if self.announced is None:
            return None
        return replace(self, speed=self.announced, announced=None)

    @cached_property
    def _elapsed(self) -> NDArray[np.float64]:
        start = np.zeros((len(self.speed), 1))
        return np.concatenate((start, np.cumsum(self.speed, axis=1)), axis=1)

    def of_lanes(self, lanes: tuple[LaneKey, ...]) -> LaneClock:
        """Return the clock as parcels of these lanes read it."""
        places = _places_of(lanes, self.staged, self.places, self.of_carriers)
        return LaneClock(clock=self, places=places)

    def days(
        self, columns: Columns, start: NDArray[np.float64], end: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return days from ``start`` to ``end`` on the clock of where each parcel is.

        Days that the clock does not know, and places it does not know, run at 1.
        """
        return self.of_lanes(columns.lanes).days(columns.lane, columns.stage, start, end)

    def read(self, place: NDArray[np.intp], at: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return days since the first day that the clock knows, at each place.

        Args:
            place: Indexes into ``places`` and, beyond them, ``of_carriers``.
            at: Day numbers.
        """
        days = self.speed.shape[1]
        offset = np.asarray(at - self.first_day, np.float64)
        inside = np.fmin(np.fmax(offset, 0.0), days)
        whole = np.minimum(inside.astype(np.intp), days - 1)
        elapsed = self._elapsed.take(place * (days + 1) + whole)
        known = elapsed + (inside - whole) * self.speed.take(place * days + whole)
        return np.asarray(known + (offset - inside), np.float64)


@dataclass(frozen=True, kw_only=True)
class LaneClock:
    """A clock as the parcels of some lanes read it.

    Args:
        clock: The clock.
        places: Index into its places by lane and stage; -1 for a place it does not know.
    """

    clock: Clock
    places: NDArray[np.intp]

    def days(
        self,
        lane: NDArray[np.int32],
        stage: NDArray[np.int8],
        start: NDArray[np.float64],
        end: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Return days from ``start`` to ``end``, spent in a stage of a lane, one entry each."""
        place = self.places.take(lane.astype(np.intp) * len(STAGES) + stage)
        plain = end - start
        moved = self.clock.read(place, end) - self.clock.read(place, start)
        mixed = (1 - SPEED_PART) * plain + SPEED_PART * moved
        if self._all_known:
            return np.asarray(mixed, np.float64)
        return np.asarray(np.where(place < 0, plain, mixed), np.float64)

    @cached_property
    def _all_known(self) -> bool:
        return bool((self.places >= 0).all())


def _places_of(
    lanes: tuple[LaneKey, ...],
    staged: frozenset[str],
    places: tuple[tuple[str, str], ...],
    of_carriers: tuple[tuple[str, str, str], ...] = (),
) -> NDArray[np.intp]:
    """Return the place that rules over each lane in each stage: before arrival abroad, and after.

    One row a lane; -1 for none. A carrier's own row goes before that of the place.
    """
    index: dict[tuple[str, ...], int] = {
        place: code for code, place in enumerate((*places, *of_carriers))
    }

    def row(place: tuple[str, str], carrier: str) -> int:
        own = index.get((*place, carrier))
        return index.get(place, -1) if own is None else own

    def row_behind(lane: LaneKey, ahead: int) -> int:
        if lane.carrier not in staged or not lane.origin_country:
            return ahead
        own = row(_origin(lane), lane.carrier)
        return ahead if own < 0 else own

    ahead = [row(_place(lane), lane.carrier) for lane in lanes]
    behind = [row_behind(lane, there) for lane, there in zip(lanes, ahead, strict=True)]
    found = np.repeat(np.array(ahead, np.intp)[:, None], len(STAGES), axis=1)
    found[:, _BEHIND] = np.array(behind, np.intp)[:, None]
    return found


def _set_apart(
    lanes: tuple[LaneKey, ...], staged: frozenset[str], calendar: Calendar | None
) -> tuple[tuple[str, str, str], ...]:
    """Return the carriers at places of lanes of which something of their own is announced."""
    if calendar is None:
        return ()
    seen = {(_place(lane), lane.carrier) for lane in lanes}
    seen |= {(_origin(lane), lane.carrier) for lane in lanes if lane.carrier in staged}
    return tuple(
        sorted((*place, carrier) for place, carrier in seen if calendar.sets_apart(carrier, place))
    )


def clock_of(
    columns: Columns, until: datetime, calendar: Calendar | None = None, *, ahead_days: int = 0
) -> Clock | None:
    """Return the clock that was known at ``until``, or None when nothing had arrived.

    A day's speed compares the silences that ended with those expected to end, by the chance
    to end at their age, over all places, in the 365 days before; it is fitted anew every 30
    days. Where a feed shows acceptance and delivery alone, the silence is the whole journey.

    With a calendar a day's speed is the announced one times that ratio, and on announced days
    so much less is expected to end: an announced stop that happens leaves the ratio at 1, one
    that does not raises it. So few parcels follow the announcement, many their own days.

    Args:
        columns: Parcels with their scans.
        until: Nothing heard of later is used.
        calendar: What was announced; with one there is a clock before anything has arrived.
        ahead_days: Days from that of ``until`` on, of which it is known what is announced; none
            in a backtest with lines that do not tell since when they were known.
    """
    last = int(np.floor(day_number(until)))
    rows = columns.take((columns.accepted <= last) & (columns.outcome != Outcome.CANCELLED))
    told = (rows.outcome == Outcome.DELIVERED) & (rows.outcome_heard <= last)
    if not len(rows) or (calendar is None and not told.any()):
        return None
    waits = pauses_of(rows, last)
    waits = waits.take(waits.timed)
    staged = _staged(rows, waits)
    origins = {_origin(lane) for lane in rows.lanes if lane.carrier in staged}
    places = tuple(sorted({_place(lane) for lane in rows.lanes} | (origins - {("", "")})))
    lane = rows.lane[waits.row]
    of_carriers = _set_apart(rows.lanes, staged, calendar)
    where = _places_of(rows.lanes, staged, places, of_carriers)[lane, waits.stage]
    first = int(np.floor(rows.accepted.min()))
    days = last - first
    if not days:
        return None
    begin = np.maximum(np.floor(waits.start).astype(np.intp) - first, 0)
    finish = np.clip(
        np.floor(waits.start + waits.calendar_days).astype(np.intp) - first, begin, None
    )
    spans = _Spans(
        kind=waits.stage.astype(np.intp),
        place=where,
        begin=begin,
        finish=finish,
        arrived=waits.left,
        weight=waits.weight,
    )
    told = np.ones((len(places) + len(of_carriers), days))
    if calendar is not None:
        told = calendar.speeds(places, first, days + ahead_days, of_carriers)
        told = told[:, : max(days, int(np.flatnonzero((told < 1).any(axis=0)).max(initial=-1)) + 1)]
    speed = _speeds(spans, told[:, :days])
    return Clock(
        places=places,
        first_day=first,
        speed=np.concatenate((speed, told[:, days:]), axis=1),
        staged=staged,
        of_carriers=of_carriers,
        announced=told if ahead_days and (told < 1).any() else None,
    )


def _staged(rows: Columns, waits: Pauses) -> frozenset[str]:
    """Return the carriers whose parcels mostly moved on when they left their origin."""
    origin = (waits.stage == STAGE_CODE[Stage.ORIGIN]) & waits.left
    names = sorted({lane.carrier for lane in rows.lanes})
    of_lane = np.array([names.index(lane.carrier) for lane in rows.lanes], np.intp)
    carrier = of_lane[rows.lane[waits.row[origin]]]
    left = tally(carrier, None, len(names))
    moved = tally(carrier[(waits.ended == Ending.MOVED)[origin]], None, len(names))
    return frozenset(names[at] for at in np.flatnonzero((left > 0) & (2 * moved >= left)))


@dataclass(frozen=True, kw_only=True)
class _Spans:
    """Whole days, counted from the first, over which each silence lasted; by kind of silence."""

    kind: NDArray[np.intp]
    place: NDArray[np.intp]
    begin: NDArray[np.intp]
    finish: NDArray[np.intp]
    arrived: NDArray[np.bool_]
    weight: NDArray[np.float64]


def _speeds(spans: _Spans, announced: NDArray[np.float64]) -> NDArray[np.float64]:
    shape = announced.shape
    places, days = shape
    inside = spans.arrived & (spans.finish < days)
    cell = spans.place[inside] * days + spans.finish[inside]
    observed = tally(cell, spans.weight[inside], places * days).reshape(shape)
    # One entry for each day of each silence that can still end on it.
    length = np.minimum(spans.finish, days - 1) - spans.begin + 1
    length = np.clip(length, 0, None)
    span = np.repeat(np.arange(len(length)), length)
    age = np.arange(len(span)) - np.repeat(np.cumsum(length) - length, length)
    day = spans.begin[span] + age
    place = spans.place[span] * days + day
    expected = np.zeros(shape)
    age, month = np.minimum(age, _AGES - 1), (day // 30).astype(np.int16)
    # Small numbers are put in order by counting them.
    order = np.argsort(month, kind="stable")
    bounds = np.concatenate(([0], np.cumsum(np.bincount(month, minlength=-(-days // 30)))))
    for number in range(-(-days // 30)):
        hazard = _hazard_before(spans, 30 * number)
        stop = min(30 * number + 30, days)
        if hazard is None:
            expected[:, 30 * number : stop] = observed[:, 30 * number : stop]
            continue
        mine = order[bounds[number] : bounds[number + 1]]
        chance = spans.weight[span[mine]] * hazard[spans.kind[span[mine]], age[mine]]
        expected += announced * tally(place[mine], chance, places * days).reshape(shape)
    return np.clip(announced * _ratio(observed, expected), SLOWEST, FASTEST)


def _hazard_before(spans: _Spans, day: int) -> NDArray[np.float64] | None:
    """Return the chance by kind and age to end within a day, from the year before ``day``.

    None with too few ends.
    """
    used = (spans.begin < day) & (spans.begin >= day - REFERENCE_DAYS)
    finish = np.minimum(spans.finish[used], day)
    age = np.minimum(finish - spans.begin[used], _AGES - 1)
    weight = spans.weight[used]
    arrived = spans.arrived[used] & (spans.finish[used] < day)
    if arrived.sum() < LEAST_REFERENCE_ARRIVALS:
        return None
    shape = (len(STAGES), _AGES)
    cell = spans.kind[used] * _AGES + age
    left = tally(cell, weight, shape[0] * _AGES).reshape(shape)
    at_risk = np.cumsum(left[:, ::-1], axis=1)[:, ::-1]
    ended = tally(cell[arrived], weight[arrived], shape[0] * _AGES).reshape(shape)
    return hazards(at_risk, ended)


def _ratio(observed: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    def week(values: NDArray[np.float64]) -> NDArray[np.float64]:
        padded = np.pad(np.cumsum(values, axis=1), ((0, 0), (WINDOW_DAYS, 0)))
        return padded[:, WINDOW_DAYS:] - padded[:, :-WINDOW_DAYS]

    return (week(observed) + PSEUDO_ARRIVALS) / (week(expected) + PSEUDO_ARRIVALS)


def _place(lane: LaneKey) -> tuple[str, str]:
    return lane.destination_country, lane.destination_region


def _origin(lane: LaneKey) -> tuple[str, str]:
    return lane.origin_country, ""
