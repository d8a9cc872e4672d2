import re
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parcelwright.analytics.engines import opening
from parcelwright.analytics.engines.opening import History, duckdb_engine
from parcelwright.errors import InputFileError


def table(tmp_path, name, **columns):
    pq.write_table(pa.table(columns), tmp_path / name)
    return duckdb_engine().read(str(tmp_path / name))


def test_a_missing_file_is_named(tmp_path):
    place = str(tmp_path / "none.parquet")
    with pytest.raises(InputFileError, match=f"^{re.escape(place)} cannot be read as Parquet"):
        duckdb_engine().read(place)


def test_a_file_that_is_no_parquet_is_named(tmp_path):
    (tmp_path / "parcels.parquet").write_text("tracking_number\nLX1\n")
    with pytest.raises(InputFileError, match="cannot be read as Parquet by duckdb"):
        duckdb_engine().read(str(tmp_path / "parcels.parquet"))


def test_a_folder_stands_for_the_files_in_it(tmp_path):
    for part in (1, 2):
        pq.write_table(pa.table({"parcel_id": [part]}), tmp_path / f"{part}.parquet")
    found = duckdb_engine().read(str(tmp_path))
    assert sorted(found.parcel_id.to_pyarrow().to_pylist()) == [1, 2]


def test_an_address_is_read_as_the_file_it_names(tmp_path):
    pq.write_table(pa.table({"parcel_id": [7]}), tmp_path / "p.parquet")
    found = duckdb_engine().read((tmp_path / "p.parquet").as_uri())
    assert found.parcel_id.to_pyarrow().to_pylist() == [7]


def test_the_newest_event_is_found(tmp_path):
    engine = duckdb_engine()
    events = table(
        tmp_path, "e", parcel_id=[1, 1], occurred_at=[datetime(2026, 1, 2), datetime(2026, 1, 3, 4)]
    )
    assert History(engine=engine, parcels=events, events=events).newest() == datetime(
        2026, 1, 3, 4, tzinfo=UTC
    )


def test_a_few_events_of_a_wrong_year_are_not_the_newest(tmp_path):
    engine = duckdb_engine()
    known = [datetime(2026, 1, 2, 3) + timedelta(hours=hour) for hour in range(300)]
    events = table(
        tmp_path, "e", parcel_id=[1] * 303,
        occurred_at=[*known, datetime(2062, 1, 2), datetime(2062, 1, 3), None],
    )  # fmt: skip
    found = History(engine=engine, parcels=events, events=events)
    assert found.newest() == known[-1].replace(tzinfo=UTC)
    assert found.later_than(datetime(2026, 2, 1, tzinfo=UTC)) == 2
    assert found.later_than(datetime(2062, 1, 2, tzinfo=UTC)) == 1


def test_events_without_any_time_have_no_newest(tmp_path):
    events = table(tmp_path, "e", parcel_id=[1], occurred_at=pa.array([None], pa.timestamp("us")))
    found = History(engine=duckdb_engine(), parcels=events, events=events)
    assert found.newest() is None
    assert found.later_than(datetime(2026, 2, 1, tzinfo=UTC)) == 0


def test_slices_hold_each_parcel_once(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "SLICE", 4)
    pq.write_table(pa.table({"parcel_id": [2, 3, 5, 9, 10]}), tmp_path / "p")
    engine = duckdb_engine()
    rows = engine.read(str(tmp_path / "p"))
    found = [
        sorted(parcels.parcel_id.to_pyarrow().to_pylist())
        for parcels, _ in History(engine=engine, parcels=rows, events=rows).slices()
    ]
    assert found == [[2, 3, 5], [9], [10]]
