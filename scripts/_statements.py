"""Chances said of open parcels on some days, and whether the parcels came."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.bags import bags_of, with_bags
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import day_number, moment_of
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.analytics.ledger import joined
from parcelwright.backtest.history import history_of, truth_of
from parcelwright.detection.assess import assess_columns
from parcelwright.simulate.stages import Cause
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.world import simulate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns

# What ended tracking in another way than by a loss.
_CLOSING = ("DELIVERED", "RETURNED", "SEIZED", "DESTROYED")


@dataclass(frozen=True, kw_only=True)
class Statements:
    """One entry each time that a chance was said of a parcel.

    Args:
        table: Statements of one number rest on one table, learned by one seller on one day.
        silent: Days of silence.
        said: Chance to arrive.
        low: Lower end of its range.
        high: Upper end.
        came: Whether the parcel was seen to come.
        weight: Parcels that the entry stands for.
    """

    table: NDArray[np.int64]
    silent: NDArray[np.float64]
    said: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    came: NDArray[np.bool_]
    weight: NDArray[np.float64]

    def take(self, chosen: NDArray[np.bool_]) -> Statements:
        """Return the entries that a mask chooses."""
        return Statements(**{one.name: getattr(self, one.name)[chosen] for one in fields(self)})


def together(parts: Iterable[Statements]) -> Statements:
    """Return all entries, the tables of each part told from those of the others."""
    every = list(parts)
    names = [one.name for one in fields(Statements)]
    found = {name: np.concatenate([getattr(part, name) for part in every]) for name in names}
    counts = [int(part.table.max(initial=-1)) + 1 for part in every]
    before = np.cumsum([0, *counts[:-1]])
    found["table"] += np.repeat(before, [len(part.table) for part in every])
    return Statements(**found)


def of_world(
    seed: int, *, parcels: int, sellers: int, now: datetime, days: Sequence[date]
) -> Statements:
    """Return what several sellers say of all parcels of a simulated world.

    Its parcels are dealt out at random; each seller learns from its own alone, and speaks of
    everybody's, whose bags are known to their own sellers only. So what comes of parcels of one
    kind is counted over many times as many as the seller learned from.
    """
    world = simulate(parcels=parcels, seed=seed, now=now)
    sent, told = parcels_table(world), events_table(world)
    seller = np.random.default_rng(seed).integers(0, sellers, parcels)
    numbers = sent["tracking_number"]
    of_event = seller[np.asarray(pc.index_in(told["tracking_number"], numbers.combine_chunks()))]
    closing = pc.is_in(told["milestone"], value_set=pa.array(_CLOSING))
    closed = pc.unique(told["tracking_number"].filter(closing))
    came = np.asarray(pc.is_in(numbers, closed))
    sent_at_all = world.truth.cause != Cause.NEVER_HANDED_OVER
    own = [
        (sent.filter(pa.array(seller == one)), told.filter(pa.array(of_event == one)))
        for one in range(sellers)
    ]
    ends = np.concatenate([came[seller == one] for one in range(sellers)])
    counted = np.concatenate([sent_at_all[seller == one] for one in range(sellers)])
    parts = []
    for day in days:
        at = int(day_number(day))
        known = [columns_from_tables(*tables, moment_of(at)) for tables in own]
        every = joined([with_bags(one, bags_of(one, at)) for one in known])
        parts += [_said(one, every, ends, counted, at) for one in known]
    return together(parts)


def of_history(
    parcels: pa.Table, events: pa.Table, outcomes: pa.Table, until: date, days: Sequence[date]
) -> Statements:
    """Return what a seller says of its own parcels, as records tell what came of them."""
    history = history_of(parcels, events)
    truth = truth_of(history, outcomes, int(day_number(until)))
    parts = []
    for day in days:
        at = int(day_number(day))
        known = history.known(at)
        every = with_bags(known, bags_of(known, at))
        parts.append(_said(known, every, ~truth.lost, truth.told, at))
    return together(parts)


def _said(
    own: Columns, every: Columns, came: NDArray[np.bool_], counted: NDArray[np.bool_], day: int
) -> Statements:
    moment = moment_of(day)
    clock = clock_of(own, moment)
    found = assess_columns(every, learn(own, moment, clock), moment, clock)
    use = counted[found.rows]
    return Statements(
        table=np.zeros(len(found), np.int64),
        silent=found.view.silent_days,
        said=found.chance_arrives,
        low=found.chance_low,
        high=found.chance_high,
        came=came[found.rows],
        weight=every.weight[found.rows],
    ).take(use)
