"""The law of outages: one source falls silent, one incident is raised, and no alarm."""

from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.detection.assessment import Standing
from parcelwright.diagnosis.incidents.find import LEARN_BEFORE_DAYS, find_incidents
from parcelwright.diagnosis.incidents.gather import tracks_from_tables
from parcelwright.diagnosis.incidents.holding import without_outage
from parcelwright.diagnosis.incidents.incident import IncidentKind
from parcelwright.diagnosis.incidents.usual import learn_usual
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.world import simulate

NOW = datetime(2026, 9, 1, tzinfo=UTC)
ALARMS = [STANDINGS.index(one) for one in (Standing.STALLED, Standing.PRESUMED_LOST)]


@cache
def sold(seed):
    """Return parcels and events of one simulated seller, what is usual, and what was learned.

    Carriers of every other name are told of by the source ``file``, the rest by ``other``.
    """
    world = simulate(6_000, seed, NOW)
    parcels, events = parcels_table(world), events_table(world)
    carrier = np.array(parcels["carrier"].to_pylist())
    mine = np.isin(carrier, np.unique(carrier)[::2])
    number = {name: row for row, name in enumerate(parcels["tracking_number"].to_pylist())}
    row = np.array([number[name] for name in events["tracking_number"].to_pylist()])
    told = pa.array(np.where(mine[row], "file", "other"))
    events = events.set_column(events.column_names.index("source"), "source", told)
    before = NOW - timedelta(days=30)
    usual = learn_usual(tracks_from_tables(parcels, events), day_number(before) - LEARN_BEFORE_DAYS)
    table = learn(columns_from_tables(parcels, events, before), before)
    return parcels, events, set(np.flatnonzero(mine).tolist()), usual, table


def silenced(events, begins):
    """Return the events of ``file`` that were heard before it fell silent, and all others."""
    source = np.array(events["source"].to_pylist())
    heard = events["received_at"].cast("int64").to_numpy() / 1e6
    return events.filter(pa.array((source != "file") | (heard <= begins.timestamp())))


def alarms(columns, table, now):
    found = assess_columns(columns, table, now)
    return set(found.rows[np.isin(found.standing, ALARMS)].tolist())


@given(seed=st.sampled_from([51, 52]), start=st.integers(0, 480), hours=st.integers(24, 144))
@settings(max_examples=10, deadline=None)
def test_a_source_outage_raises_one_incident_and_no_alarms(seed, start, hours):
    parcels, events, mine, usual, table = sold(seed)
    begins = NOW - timedelta(days=28) + timedelta(hours=start)
    now = begins + timedelta(hours=hours)
    told = silenced(events, begins)
    tracks = tracks_from_tables(parcels, told)
    (outage,) = [
        one
        for one in find_incidents(tracks, usual, day_number(now))
        if mine & set(one.rows) and one.started > day_number(begins) - 1
    ]
    assert (outage.kind, outage.what) == (IncidentKind.OUTAGE, ("source", "file"))

    since = np.full(parcels.num_rows, np.nan)
    since[list(outage.rows)] = outage.started
    dark = without_outage(columns_from_tables(parcels, told, now), since)
    before = columns_from_tables(parcels, told, begins)
    assert mine & alarms(dark, table, now) <= alarms(before, table, begins)


def test_without_the_incident_the_same_outage_would_raise_alarms():
    parcels, events, mine, _usual, table = sold(51)
    begins, now = NOW - timedelta(days=20), NOW - timedelta(days=14)
    told = silenced(events, begins)
    silent = columns_from_tables(parcels, told, now)
    before = columns_from_tables(parcels, told, begins)
    assert len(mine & (alarms(silent, table, now) - alarms(before, table, begins))) >= 5
