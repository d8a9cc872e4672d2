from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.analytics.bags import bags_of, with_bags
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.engines import opening
from parcelwright.analytics.engines.feed import feed_of, parcels_of
from parcelwright.analytics.engines.opening import History, duckdb_engine, lanes_table
from parcelwright.analytics.engines.state import state_of
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.detection.sweep import Scorer, open_parcels, write_sweep
from parcelwright.simulate.large import write_large
from troubled_history import troubled_history

NOW = datetime(2026, 3, 20, 5, tzinfo=UTC)


def swept(files, scorer_of):
    engine = duckdb_engine()
    history = History(
        engine=engine, parcels=engine.read(str(files[0])), events=engine.read(str(files[1]))
    )
    return history, scorer_of(history)


def both(files, *, shipped=False):
    columns = columns_from_tables(*(pq.read_table(file) for file in files[:2]), NOW)
    clock = None if shipped else clock_of(columns, NOW)
    table = prior_table() if shipped else learn(columns, NOW, clock)
    history, scorer = swept(
        files,
        lambda found: Scorer(lanes=found.lanes, table=table, clock=clock, now=NOW, key="parcel_id"),
    )
    lines = pa.concat_tables(open_parcels(history, scorer))
    columns = with_bags(columns, bags_of(columns, day_number(NOW)))
    return lines, assess_columns(columns, table, NOW, clock), (history, scorer)


def rows_of(history):
    lanes = lanes_table(history.lanes)
    for parcels, events in history.slices():
        feed = feed_of(events, history.key, NOW)
        state = state_of(parcels_of(parcels, history.key, lanes, NOW), feed)
        yield state.filter(state.outcome.isin([0, 3])).order_by("parcel").to_pyarrow()


def assert_alike(lines, found):
    assert lines["parcel_id"].to_pylist() == found.rows.tolist()
    np.testing.assert_array_equal(lines["chance_arrives"], np.round(found.chance_arrives, 6))
    np.testing.assert_array_equal(lines["chance_low"], np.round(found.chance_low, 6))
    np.testing.assert_array_equal(lines["chance_high"], np.round(found.chance_high, 6))
    assert lines["assessment"].to_pylist() == [STANDINGS[code].value for code in found.standing]
    assert lines["reasons"].to_pylist() == [
        " ".join(reason.code for reason in found.assessment(entry).reasons)
        for entry in range(len(found))
    ]


def test_the_sweep_says_of_each_parcel_what_assessing_it_says(tmp_path):
    files = write_large(4000, 3, NOW, tmp_path / "world", size=2000)
    lines, found, _ = both(files)
    assert len(lines) > 300
    assert_alike(lines, found)


def test_news_of_a_sibling_in_another_slice_are_heard(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "SLICE", 500)
    lines, found, (history, scorer) = both(write_large(6000, 4, NOW, tmp_path / "world", size=2000))
    moved = found.view.columns.siblings_moved
    assert np.isfinite(moved).sum() > 2
    assert np.isinf(moved).sum() > 50
    assert_alike(lines, found)
    alone = pa.concat_tables(scorer(rows) for rows in rows_of(history))
    assert (np.abs(alone["chance_arrives"].to_numpy() - found.chance_arrives) > 0.01).sum() > 2


def test_a_sweep_in_many_slices_says_the_same_of_bad_data(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "SLICE", 700)
    lines, found, _ = both(troubled_history(tmp_path, parcels=2000, untimed=0.0), shipped=True)
    assert_alike(lines, found)


def test_the_file_holds_the_lines_by_parcel(tmp_path):
    lines, _, (history, scorer) = both(write_large(1000, 5, NOW, tmp_path / "world", size=500))
    count = write_sweep(history, scorer, str(tmp_path / "open.parquet"))
    written = pq.read_table(tmp_path / "open.parquet")
    assert count == written.num_rows == len(lines)
    assert written.equals(lines.combine_chunks())
