from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.engines.gathering import gathered
from parcelwright.analytics.engines.opening import History, duckdb_engine
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.analytics.storage import write_table
from parcelwright.errors import InputFileError
from parcelwright.simulate.large import write_large
from same_columns import assert_same
from troubled_history import troubled_history

NOW = datetime(2026, 3, 20, 5, tzinfo=UTC)


def history(parcels, events) -> History:
    engine = duckdb_engine()
    return History(
        engine=engine, parcels=engine.read(str(parcels)), events=engine.read(str(events))
    )


@pytest.mark.parametrize("day", [20, 31])
def test_an_engine_gives_the_columns_of_the_tables_however_bad_the_data(tmp_path, day):
    files = troubled_history(tmp_path)
    now = NOW.replace(day=day)
    assert_same(
        gathered(history(*files), now),
        columns_from_tables(*(pq.read_table(file) for file in files), now),
    )


def test_the_table_learned_through_an_engine_is_the_same_to_the_last_byte(tmp_path):
    parcels, events, *_ = write_large(3000, 3, NOW, tmp_path / "world", size=1500)
    slow = columns_from_tables(pq.read_table(parcels), pq.read_table(events), NOW)
    tables = []
    for name, columns in (("slow", slow), ("engine", gathered(history(parcels, events), NOW))):
        write_table(learn(columns, NOW, clock_of(columns, NOW)), tmp_path / name)
        tables.append((tmp_path / name).read_bytes())
    assert tables[0] == tables[1]


def test_the_order_of_rows_in_the_files_changes_nothing(tmp_path):
    files = troubled_history(tmp_path, parcels=400)
    before = gathered(history(*files), NOW)
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    random = np.random.default_rng(1)
    for file in files:
        table = pq.read_table(file)
        pq.write_table(
            table.take(pa.array(random.permutation(table.num_rows))), shuffled / file.name
        )
    after = gathered(history(*(shuffled / file.name for file in files)), NOW)
    assert_same(after, before)


def test_of_too_many_parcels_some_stand_for_the_others(tmp_path):
    files = troubled_history(tmp_path)
    whole, some = gathered(history(*files), NOW), gathered(history(*files), NOW, most=600)
    assert len(some) <= 606
    assert some.lanes == whole.lanes
    every = np.bincount(whole.lane, minlength=len(whole.lanes))
    taken = np.bincount(some.lane, minlength=len(whole.lanes))
    raised = np.bincount(some.lane, some.weight, len(whole.lanes))
    own = np.bincount(whole.lane, whole.weight, len(whole.lanes))
    assert (taken <= every).all()
    # Weights of 1 and 2.5 are drawn at random, so the sums agree but roughly.
    np.testing.assert_allclose(raised, own, rtol=0.15)


def test_parcels_named_alike_are_refused_with_what_to_do(tmp_path):
    pq.write_table(pa.table({"tracking_number": ["LX1", "LX1"]}), tmp_path / "p.parquet")
    pq.write_table(pa.table({"tracking_number": ["LX1"]}), tmp_path / "e.parquet")
    found = history(tmp_path / "p.parquet", tmp_path / "e.parquet")
    with pytest.raises(InputFileError, match="1 of 2 parcels have no tracking_number of their own"):
        gathered(found, NOW)


def test_times_written_as_text_are_refused_by_name(tmp_path):
    pq.write_table(pa.table({"parcel_id": [1], "accepted_at": ["2026-01-01"]}), tmp_path / "p")
    pq.write_table(pa.table({"parcel_id": [1]}), tmp_path / "e")
    with pytest.raises(InputFileError, match="column accepted_at holds string instead of times"):
        gathered(history(tmp_path / "p", tmp_path / "e"), NOW)


def test_a_history_without_parcels_gives_no_columns(tmp_path):
    for file in troubled_history(tmp_path, parcels=20):
        pq.write_table(pq.read_table(file).slice(0, 0), file)
    assert (
        len(gathered(history(tmp_path / "parcels.parquet", tmp_path / "events.parquet"), NOW)) == 0
    )
