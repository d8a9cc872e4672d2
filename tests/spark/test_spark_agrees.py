"""What Spark counts is what DuckDB and numpy count; runs in an environment with Spark."""

import os
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession

from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.engines.gathering import gathered
from parcelwright.analytics.engines.opening import Engine, History, duckdb_engine, spark_engine
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.analytics.storage import write_table
from parcelwright.detection.sweep import Scorer, write_sweep
from parcelwright.simulate.large import write_large
from same_columns import assert_same
from troubled_history import troubled_history

NOW = datetime(2026, 3, 20, 5, tzinfo=UTC)


# Spark leaves its sockets to the end of the process.
pytestmark = [
    pytest.mark.timeout(1200),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def spark():
    """Return Spark on this machine, on the loopback address and with few partitions."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield spark_engine("local[2]")
    session.stop()


def history(engine: Engine, files) -> History:
    parcels, events = (engine.read(str(file)) for file in files[:2])
    return History(engine=engine, parcels=parcels, events=events)


def test_spark_duckdb_and_the_tables_give_the_same_columns_of_bad_data(spark, tmp_path):
    files = troubled_history(tmp_path, parcels=300)
    found = gathered(history(spark, files), NOW)
    assert_same(found, gathered(history(duckdb_engine(), files), NOW))
    assert_same(found, columns_from_tables(*(pq.read_table(file) for file in files), NOW))


def test_spark_takes_the_same_parcels_to_stand_for_the_others(spark, tmp_path):
    files = troubled_history(tmp_path, parcels=300)
    found = gathered(history(spark, files), NOW, most=60)
    assert len(found) < 70
    assert_same(found, gathered(history(duckdb_engine(), files), NOW, most=60))


def test_table_and_sweep_of_a_simulated_history_agree_to_the_last_byte(spark, tmp_path):
    files = write_large(1000, 3, NOW, tmp_path / "world", size=500)
    tables, sweeps = [], []
    for engine in (spark, duckdb_engine()):
        told = history(engine, files)
        columns = gathered(told, NOW)
        clock = clock_of(columns, NOW)
        table = learn(columns, NOW, clock)
        write_table(table, tmp_path / engine.name)
        tables.append((tmp_path / engine.name).read_bytes())
        scorer = Scorer(lanes=told.lanes, table=table, clock=clock, now=NOW, key=told.key)
        out = str(tmp_path / f"{engine.name}-open.parquet")
        count = write_sweep(told, scorer, out)
        sweeps.append(pq.read_table(out).sort_by("parcel_id").combine_chunks())
        assert count == sweeps[-1].num_rows
    assert tables[0] == tables[1]
    assert sweeps[0].cast(sweeps[1].schema) == sweeps[1]
