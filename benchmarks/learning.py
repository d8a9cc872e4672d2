"""Learning from Parquet of any size, beside a well-known library's curve for each group."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks._history import PARCELS, history, read_all
from benchmarks._installation import NOW
from benchmarks.figure import Figure, compare, rated
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import Columns, Outcome, day_number
from parcelwright.analytics.engines.gathering import gathered
from parcelwright.analytics.learn import learn

if TYPE_CHECKING:
    from collections.abc import Callable

DATABASE = False
_SAMPLE = 100_000


def run(database: str) -> list[Figure]:
    """Return parcels a second from Parquet to the table, and of the curves alone.

    Of more than a million parcels a weighted million is learned from, so the first figure grows
    with the history; the second sets the whole estimator beside one fit a lane, on one sample.
    """
    del database
    with history() as found:

        def work(_: int) -> None:
            columns = gathered(found, NOW)
            learn(columns, NOW, clock_of(columns, NOW))

        whole = compare(
            "learning, Parquet",
            unit="parcels/s",
            count=PARCELS,
            work=work,
            against="reading the same columns",
            floor=lambda _: read_all(found),
            rounds=1,
        )
        sample = gathered(found, NOW, most=_SAMPLE)
    clock = clock_of(sample, NOW)
    ours = _seconds(lambda: learn(sample, NOW, clock))
    theirs = _seconds(lambda: _fits(sample))
    curves = rated(
        "learning, memory",
        unit="parcels/s",
        rate=len(sample) / ours,
        against="lifelines' Kaplan-Meier fit by lane",
        floor_rate=len(sample) / theirs,
    )
    return [whole, curves]


def _fits(columns: Columns) -> int:
    """Fit one curve a lane, journeys alone: no clock, no stages, no shrinkage."""
    from lifelines import KaplanMeierFitter  # noqa: PLC0415 - takes seconds

    known = columns.take(columns.accepted <= day_number(NOW))
    arrived = known.outcome == Outcome.DELIVERED
    end = np.where(arrived, known.outcome_at, day_number(NOW))
    days = np.maximum(end - known.accepted, 0.0)
    fitter = KaplanMeierFitter()
    lanes = np.unique(known.lane)
    for lane in lanes:
        here = known.lane == lane
        fitter.fit(days[here], arrived[here], weights=known.weight[here])
    return len(lanes)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
