"""Walks through a history day by day, and notes what would have been said of each parcel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.bags import bags_of, with_bags
from parcelwright.analytics.clock import AHEAD_DAYS, clock_of
from parcelwright.analytics.columns import Outcome, moment_of
from parcelwright.analytics.learn import learn
from parcelwright.backtest.history import SCORED_DAYS
from parcelwright.detection.assess import assess_columns
from parcelwright.detection.decide import patience
from parcelwright.detection.odds import arrival_odds
from parcelwright.detection.silence import silence_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.clock import Clock
    from parcelwright.analytics.columns import Columns
    from parcelwright.analytics.published import Calendar
    from parcelwright.backtest.history import History

SWEEPS = SCORED_DAYS + 1
# Days of history before anything is scored.
WARM_UP_DAYS = 60
_LATE_LEVELS = (0.95, 0.99)
_ENOUGH = 30


@dataclass(frozen=True, kw_only=True, eq=False)
class Walk:
    """What was said of each parcel at each of its daily sweeps, the first on acceptance.

    A sweep is at the beginning of a day (UTC), on all that was heard of before. Arrays of one
    row a parcel and one column a sweep are NaN where it was closed, or not swept.

    Args:
        rows: Rows of the parcels in the history.
        accepted: Day of acceptance of each.
        first_sweep: Day number of the first sweep of each.
        lost: Chance that it does not arrive.
        surely_lost: Lower end of the range of that chance.
        silence: Days since its last scan.
        past_promise: Days past the day promised.
        by_lane: Age over the time that 95, and 99, in 100 of its lane stay under.
        patience: Price of a needless act, in days of waiting for a lost parcel, at which
            acting in that moment costs as much as waiting on.
        refits: Day numbers on which the table was learned anew.
    """

    rows: NDArray[np.intp]
    accepted: NDArray[np.float64]
    first_sweep: NDArray[np.int64]
    lost: NDArray[np.float32]
    surely_lost: NDArray[np.float32]
    silence: NDArray[np.float32]
    past_promise: NDArray[np.float32]
    by_lane: tuple[NDArray[np.float32], NDArray[np.float32]]
    patience: NDArray[np.float32]
    refits: tuple[int, ...]

    @property
    def age(self) -> NDArray[np.float32]:
        """Days since acceptance at each sweep, NaN where it was closed."""
        ages = self.first_sweep[:, None] + np.arange(SWEEPS) - self.accepted[:, None]
        return np.where(np.isnan(self.lost), np.nan, ages).astype(np.float32)


def walk(
    history: History,
    until: int,
    progress: Callable[[int, int], None] | None = None,
    *,
    priced: bool = True,
    calendar: Calendar | None = None,
) -> Walk:
    """Return what would have been said from the first weeks of a history to a day.

    The table is learned anew at the beginning of each month, the clock every day, both from
    what was known then. Days on which no parcel is of an age to be scored are passed over.

    Args:
        history: The parcels.
        until: Day number of the last sweep.
        progress: Told the number of days done and of all.
        priced: Whether to note ``patience``, which takes as long as all else; NaN without.
        calendar: What was announced. A line counts from the day on which it became known, and of
            one that does not tell that each day counts from the next on.
    """
    known = history.accepted[~np.isnan(history.accepted)]
    begin = int(np.floor(known.min())) + WARM_UP_DAYS if len(known) else until
    rows = np.flatnonzero(~np.isnan(history.accepted) & (history.accepted <= until))
    place = np.full(len(history.accepted), -1, np.intp)
    place[rows] = np.arange(len(rows))
    first = np.ceil(history.accepted[rows]).astype(np.int64)
    notes = [np.full((len(rows), SWEEPS), np.nan, np.float32) for _ in range(7)]
    refits: list[int] = []
    table: ArrivalTable | None = None
    late: _Late | None = None
    for day in range(begin, until + 1):
        under = history.under_watch(day)
        # A parcel dated years before all others must not make years to walk through.
        if not len(under):
            _tell(progress, day - begin + 1, until - begin + 1)
            continue
        whole = history.known(day)
        clock = _clock(whole, day, calendar)
        if table is None or late is None or _month(day) != _month(refits[-1]):
            table, late = learn(whole, moment_of(day), clock), _Late.of(whole, day)
            refits.append(day)
        whole = with_bags(whole, bags_of(whole, day))
        found = assess_columns(whole.take(under), table, moment_of(day), clock)
        swept = under[found.rows]
        at = place[swept], day - first[place[swept]]
        columns = found.view.columns
        ages = day - columns.accepted
        for note, values in zip(
            notes,
            (
                1 - found.chance_arrives,
                1 - found.chance_high,
                found.view.silent_days,
                day - columns.promised,
                ages / late.days[0][columns.lane],
                ages / late.days[1][columns.lane],
                patience(arrival_odds(columns, table), silence_of(found, clock))
                if priced
                else np.nan,
            ),
            strict=True,
        ):
            note[at] = values
        _tell(progress, day - begin + 1, until - begin + 1)
    return Walk(
        rows=rows,
        accepted=history.accepted[rows],
        first_sweep=first,
        lost=notes[0],
        surely_lost=notes[1],
        silence=notes[2],
        past_promise=notes[3],
        by_lane=(notes[4], notes[5]),
        patience=notes[6],
        refits=tuple(refits),
    )


def _clock(columns: Columns, day: int, calendar: Calendar | None) -> Clock | None:
    """Return the clock of a morning, with what was announced by then of later days."""
    if calendar is None or not calendar.looks_ahead:
        return clock_of(columns, moment_of(day), calendar)
    known = calendar.in_hindsight(moment_of(day - 1).date())
    return clock_of(columns, moment_of(day), known, ahead_days=AHEAD_DAYS)


def _tell(progress: Callable[[int, int], None] | None, done: int, of: int) -> None:
    if progress is not None:
        progress(done, of)


def _month(day: int) -> tuple[int, int]:
    moment = moment_of(day)
    return moment.year, moment.month


@dataclass(frozen=True, kw_only=True)
class _Late:
    """Days that 95, and 99, in 100 delivered parcels of each lane stayed under."""

    days: tuple[NDArray[np.float64], NDArray[np.float64]]

    @classmethod
    def of(cls, columns: Columns, day: int) -> _Late:
        took = columns.took
        came = (columns.outcome == Outcome.DELIVERED) & (columns.outcome_heard <= day)
        came &= ~np.isnan(took)
        lanes = np.arange(len(columns.lanes))
        found = []
        for level in _LATE_LEVELS:
            whole = float(np.quantile(took[came], level)) if came.any() else float(SCORED_DAYS)
            days = np.full(len(lanes), max(whole, 1.0))
            order = np.argsort(columns.lane[came], kind="stable")
            of_lane, times = columns.lane[came][order], took[came][order]
            ends = np.searchsorted(of_lane, lanes, side="right")
            starts = np.searchsorted(of_lane, lanes, side="left")
            for lane in np.flatnonzero(ends - starts >= _ENOUGH):
                own = float(np.quantile(times[starts[lane] : ends[lane]], level))
                days[lane] = max(own, 1.0)
            found.append(days)
        return cls(days=(found[0], found[1]))
