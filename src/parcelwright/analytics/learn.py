"""Learns the arrival table from journeys, as they were known on one day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics import losses, usual
from parcelwright.analytics.arrivals import (
    ENOUGH_JOURNEYS,
    SHARED_FIELDS,
    ArrivalTable,
    Group,
    Width,
)
from parcelwright.analytics.columns import Outcome, day_number
from parcelwright.analytics.pauses import by_news, pauses_of
from parcelwright.analytics.prior import prior
from parcelwright.analytics.stage_parts import Fates
from parcelwright.analytics.stages import learn_stages
from parcelwright.analytics.transit import (
    BIN_DAYS,
    BINS,
    FIRST_DAY,
    Curve,
    cure_curve,
    curve_of,
    tally,
)
from parcelwright.analytics.trust import trust_of

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.clock import Clock
    from parcelwright.analytics.columns import Columns

# The shipped figures count as this many journeys beside the seller's own.
PRIOR_JOURNEYS = losses.PRIOR_JOURNEYS


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Journeys as they were known on the day of learning; arrays of equal length.

    ``age`` is NaN of a journey that ended nobody knows when, or before it was accepted: it
    counts in shares, not in times.
    """

    lane: NDArray[np.int32]
    age: NDArray[np.float64]
    arrived: NDArray[np.bool_]
    closed: NDArray[np.bool_]
    mature: NDArray[np.bool_]
    weight: NDArray[np.float64]
    mature_days: float

    def timed(self) -> _Known:
        """Return the journeys of which it is known how long they took."""
        known = ~np.isnan(self.age)
        return replace(
            self,
            lane=self.lane[known],
            age=self.age[known],
            arrived=self.arrived[known],
            closed=self.closed[known],
            mature=self.mature[known],
            weight=self.weight[known],
        )


def learn(columns: Columns, until: datetime, clock: Clock | None = None) -> ArrivalTable:
    """Return what journeys known at ``until`` say; the shipped prior where they are few.

    A delivery heard of later is still under way. A returned or seized parcel counts as
    on its way until then and in no loss share; a cancelled one is left out. A source
    that stopped ends what is known of its parcels and says nothing of their fate. Where so
    many parcels are old and none is lost that losses must have been left out, the shares lost
    stay those shipped.

    Args:
        columns: Parcels and how they ended, in any order.
        until: Nothing heard of after this moment is used.
        clock: Measures ages in days of a network at its usual speed, when given.
    """
    today = day_number(until)
    rows = _taken(columns, today)
    known = _known_journeys(rows, today, clock)
    if known.closed.sum() < ENOUGH_JOURNEYS:
        return prior_table()
    survivors = losses.only_survivors(known.mature, known.arrived)
    trust = trust_of(
        closed=known.closed,
        mature=known.mature,
        lost=known.mature & ~known.arrived,
        age=today - rows.accepted,
        weight=known.weight,
    )
    if survivors:
        known = replace(known, mature=np.zeros_like(known.mature))
    groups, lane_usual = _groups(known, columns)
    whole = groups[(Width.ALL, ())]
    start = _prior_curve()
    timed = known.timed()
    curve = cure_curve(
        timed.age - lane_usual[timed.lane],
        timed.arrived,
        timed.weight,
        loss_share=losses.among_timed(
            whole.loss_share,
            float(known.weight[known.arrived].sum()),
            float(timed.weight[timed.arrived].sum()),
        ),
        prior_at_risk=start.at_risk,
        prior_delivered=start.delivered,
    )
    fates = Fates(
        told=known.mature,
        lost=known.mature & ~known.arrived,
        delivered_at=np.where(known.arrived, rows.accepted + rows.took, np.nan),
    )
    pauses = pauses_of(rows, today, clock)
    parts = by_news(pauses, rows, today, clock)
    return ArrivalTable(
        until=today,
        mature_days=known.mature_days,
        curve=curve,
        groups=groups,
        stages=learn_stages(
            pauses, parts, rows.lane, rows.lanes, fates, today, tells_losses=not survivors
        ),
        trust=trust,
    )


def closed_journeys(columns: Columns, until: datetime) -> int:
    """Return how many journeys had ended by a moment, or are old enough to count as lost."""
    today = day_number(until)
    return int(_known_journeys(_taken(columns, today), today, None).closed.sum())


def prior_table() -> ArrivalTable:
    """Return the table that a seller starts with: published figures only."""
    median = prior().transit.days[0]
    deviation = (prior().transit.quantile(0.16) - prior().transit.quantile(0.84)) / 2
    whole = Group(
        width=Width.PRIOR,
        key=(),
        journeys=0,
        matured=0.0,
        lost=0.0,
        usual_days=median,
        usual_variance=np.pi / 2 * deviation**2 / PRIOR_JOURNEYS,
        loss_share=prior().loss_share,
        loss_worth=PRIOR_JOURNEYS,
    )
    return ArrivalTable(
        until=nan,
        mature_days=losses.MATURE_DAYS,
        curve=_prior_curve(),
        groups={(Width.PRIOR, ()): whole},
    )


def _prior_curve() -> Curve:
    transit = prior().transit
    edges = FIRST_DAY + BIN_DAYS * np.arange(BINS + 1) + transit.days[0]
    return curve_of(PRIOR_JOURNEYS, transit.survival(np.maximum(edges, 0.0)))


def _taken(columns: Columns, today: float) -> Columns:
    return columns.take((columns.accepted <= today) & (columns.outcome != Outcome.CANCELLED))


def _known_journeys(rows: Columns, until: float, clock: Clock | None) -> _Known:
    ended = (rows.outcome != Outcome.OPEN) & (rows.outcome_heard <= until)
    arrived = ended & (rows.outcome == Outcome.DELIVERED)
    diverted = ended & np.isin(rows.outcome, (Outcome.RETURNED, Outcome.SEIZED))
    declared = ended & (rows.outcome == Outcome.LOST)
    seen = np.minimum(rows.seen_until, until)
    days = np.where(arrived | diverted, rows.took, np.maximum(seen - rows.accepted, 0.0))
    took = arrived & ~np.isnan(days)
    mature_days = losses.mature_after(days[took], rows.weight[took])
    old = rows.accepted + mature_days <= until
    told = arrived | declared | (rows.seen_until >= rows.accepted + mature_days)
    mature = old & told & ~diverted
    age = days if clock is None else clock.days(rows, rows.accepted, rows.accepted + days)
    return _Known(
        lane=rows.lane,
        age=age,
        arrived=arrived,
        closed=arrived | diverted | declared | mature,
        mature=mature,
        weight=rows.weight,
        mature_days=mature_days,
    )


def _groups(
    known: _Known, columns: Columns
) -> tuple[dict[tuple[Width, tuple[str, ...]], Group], NDArray[np.float64]]:
    """Return the groups of every width, and the usual days of every lane."""
    start = prior_table().whole
    lanes = len(columns.lanes)
    parent_usual = np.full(lanes, start.usual_days)
    parent_share = np.full(lanes, start.loss_share)
    timed = known.timed()
    deviation = usual.deviation(timed.age[timed.arrived])
    found: dict[tuple[Width, tuple[str, ...]], Group] = {}
    for width in (Width.ALL, Width.CARRIER, Width.DESTINATION, Width.LANE):
        keys = sorted({lane[: SHARED_FIELDS[width]] for lane in columns.lanes})
        index = {key: code for code, key in enumerate(keys)}
        of_lane = np.array([index[lane[: SHARED_FIELDS[width]]] for lane in columns.lanes], np.intp)
        first_lane = np.unique(of_lane, return_index=True)[1]
        level = _level(
            known,
            timed,
            of_lane,
            len(keys),
            parent_usual=parent_usual[first_lane],
            parent_share=parent_share[first_lane],
            deviation=deviation,
            widest=width is Width.ALL,
        )
        for code, key in enumerate(keys):
            found[(width, key)] = level.group(width, key, code)
        parent_usual, parent_share = level.usual_days[of_lane], level.share[of_lane]
    return found, parent_usual


@dataclass(frozen=True, kw_only=True)
class _Level:
    """All groups of one width, as arrays."""

    journeys: NDArray[np.float64]
    matured: NDArray[np.float64]
    lost: NDArray[np.float64]
    usual_days: NDArray[np.float64]
    usual_variance: NDArray[np.float64]
    share: NDArray[np.float64]
    share_worth: float

    def group(self, width: Width, key: tuple[str, ...], code: int) -> Group:
        return Group(
            width=width,
            key=key,
            journeys=int(self.journeys[code]),
            matured=float(self.matured[code]),
            lost=float(self.lost[code]),
            usual_days=float(self.usual_days[code]),
            usual_variance=float(self.usual_variance[code]),
            loss_share=float(self.share[code]),
            loss_worth=float(self.matured[code] + self.share_worth),
        )


def _level(
    known: _Known,
    timed: _Known,
    of_lane: NDArray[np.intp],
    groups: int,
    *,
    parent_usual: NDArray[np.float64],
    parent_share: NDArray[np.float64],
    deviation: float,
    widest: bool,
) -> _Level:
    group, group_timed = of_lane[known.lane], of_lane[timed.lane]

    def total(where: NDArray[np.bool_], weight: NDArray[np.float64] | None) -> NDArray[np.float64]:
        part = None if weight is None else weight[where]
        return tally(group[where], part, groups)

    arrivals = tally(group_timed[timed.arrived], None, groups)
    median = usual.medians(group_timed, groups, timed.age, timed.arrived, timed.weight)
    matured = total(known.mature, known.weight)
    lost = total(known.mature & ~known.arrived, known.weight)
    if widest:
        median_worth = share_worth = PRIOR_JOURNEYS
    else:
        median_worth = usual.worth(median, parent_usual, arrivals, deviation)
        share_worth = losses.spread(lost, matured)
    return _Level(
        journeys=total(known.closed, None),
        matured=matured,
        lost=lost,
        usual_days=usual.shrunk(median, parent_usual, arrivals, median_worth),
        usual_variance=np.pi / 2 * deviation**2 / (arrivals + median_worth),
        share=losses.shrunk(lost, matured, parent=parent_share, worth=share_worth),
        share_worth=share_worth,
    )
