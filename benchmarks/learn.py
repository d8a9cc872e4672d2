"""Learning the arrival table from files of parcels and events."""

from __future__ import annotations

import io

import pyarrow.parquet as pq

from benchmarks._installation import NOW
from benchmarks.figure import Figure, compare
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.simulate.columns import parquet_bytes
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.world import simulate

DATABASE = False
_PARCELS = 50_000
_SEED = 11


def run(database: str) -> list[Figure]:
    """Return the rate from files to arrival table, speed of the network included."""
    del database
    world = simulate(parcels=_PARCELS, seed=_SEED, now=NOW)
    files = parquet_bytes(parcels_table(world)), parquet_bytes(events_table(world))

    def read(_: int) -> None:
        for content in files:
            pq.read_table(io.BytesIO(content))

    def work(_: int) -> None:
        parcels, events = (pq.read_table(io.BytesIO(content)) for content in files)
        columns = columns_from_tables(parcels, events, NOW)
        learn(columns, NOW, clock_of(columns, NOW))

    return [
        compare(
            "learn",
            unit="parcels/s",
            count=_PARCELS,
            work=work,
            against="reading the same files",
            floor=read,
        )
    ]
