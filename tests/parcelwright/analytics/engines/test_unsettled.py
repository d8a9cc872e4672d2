from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parcelwright.analytics.columns import Outcome
from parcelwright.analytics.engines.opening import duckdb_engine
from parcelwright.analytics.engines.unsettled import unsettled
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.simulate.large import write_large
from troubled_history import troubled_history

NOW = datetime(2026, 3, 20, 5, tzinfo=UTC)


def named(parcels, events, now=NOW):
    engine = duckdb_engine()
    found = unsettled(engine.read(str(parcels)), engine.read(str(events)), "parcel_id", now)
    return sorted(found.to_pyarrow()["parcel_id"].to_pylist())


def open_or_lost(parcels, events, now=NOW):
    columns = columns_from_tables(pq.read_table(parcels), pq.read_table(events), now)
    return np.flatnonzero(np.isin(columns.outcome, [Outcome.OPEN, Outcome.LOST])).tolist()


@pytest.mark.parametrize("day", [1, 20, 31])
def test_no_parcel_that_is_open_or_lost_is_left_out_however_bad_the_data(tmp_path, day):
    files, now = troubled_history(tmp_path), NOW.replace(day=day)
    assert set(open_or_lost(*files, now)) <= set(named(*files, now))


def test_of_many_settled_journeys_few_are_looked_at_again(tmp_path):
    parcels, events, *_ = write_large(3000, 3, NOW, tmp_path / "world", size=1500)
    found, wanted = named(parcels, events), open_or_lost(parcels, events)
    assert set(wanted) <= set(found)
    assert len(found) < 1.2 * len(wanted) < 0.3 * 3000


def test_events_without_meanings_settle_no_parcel(tmp_path):
    pq.write_table(pa.table({"parcel_id": [1, 2]}), tmp_path / "p")
    assert named(tmp_path / "p", tmp_path / "p") == [1, 2]
