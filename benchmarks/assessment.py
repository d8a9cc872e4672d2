"""Assessing open parcels: a million in columns, and the worker's sweep over stored ones."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks._installation import NOW, bodies, connection
from benchmarks.figure import Figure, compare
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import Columns, Outcome
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.detection.assess import assess_columns
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.world import simulate

if TYPE_CHECKING:
    from numpy.typing import NDArray

DATABASE = True
_SIMULATED = 20_000
_MILLION = 1_000_000
_BODIES = 1500
_SEED = 11


def run(database: str) -> list[Figure]:
    """Return the rate of the core on columns, and that of the sweep on stored parcels."""
    # The core knows no database, so it is measured once.
    core = [_core()] if database == "sqlite" else []
    return [*core, _sweep(database)]


def _core() -> Figure:
    world = simulate(parcels=_SIMULATED, seed=_SEED, now=NOW)
    known = columns_from_tables(parcels_table(world), events_table(world), NOW)
    clock = clock_of(known, NOW)
    table = learn(known, NOW, clock)
    still = np.flatnonzero((known.outcome == Outcome.OPEN) & ~np.isnan(known.since))
    many = known.take(np.random.default_rng(_SEED).choice(still, _MILLION))
    stored = _stored(many)
    return compare(
        "assessment, columns",
        unit="parcels/s",
        count=_MILLION,
        work=lambda _: _assert_whole(len(assess_columns(many, table, NOW, clock)), _MILLION),
        against="reading the same columns from Parquet",
        floor=lambda _: _assert_whole(pq.read_table(io.BytesIO(stored)).num_rows, _MILLION),
    )


def _stored(columns: Columns) -> bytes:
    arrays: dict[str, NDArray[np.generic]] = {
        name: value for name, value in vars(columns).items() if isinstance(value, np.ndarray)
    }
    content = io.BytesIO()
    pq.write_table(pa.table(arrays), content)
    return content.getvalue()


def _sweep(database: str) -> Figure:
    connected = connection()
    from parcelwright_web.actions import inbound  # noqa: PLC0415  # Django starts late
    from parcelwright_web.jobs import assess, project  # noqa: PLC0415
    from parcelwright_web.models.parcels import Parcel, TrackingEventRow  # noqa: PLC0415

    connected.secret = ""
    connected.save()
    for one in bodies(_BODIES):
        inbound.receive(connected, one.body, {}, NOW)
    while project.run(NOW):
        pass
    count = Parcel.across_tenants.count()

    def read(_: int) -> None:
        rows = list(Parcel.across_tenants.all())
        list(TrackingEventRow.across_tenants.values_list())
        _assert_whole(len(rows), count)

    def sweep(_: int) -> None:
        Parcel.across_tenants.update(assess_due=True)
        while assess.run(NOW):
            pass
        _assert_whole(Parcel.across_tenants.filter(assess_due=False).count(), count)

    return compare(
        f"assessment, sweep, {database}",
        unit="parcels/s",
        count=count,
        work=sweep,
        against="reading the same rows",
        floor=read,
        rounds=2,
    )


def _assert_whole(found: int, expected: int) -> None:
    if found != expected:
        raise RuntimeError(f"{found} of {expected} were handled")
