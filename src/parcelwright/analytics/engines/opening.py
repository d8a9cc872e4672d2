"""Opens an engine, and the Parquet files of a history in it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.dataset as pads
from pyarrow import fs

from parcelwright.analytics.columns import LaneKey, moment_of
from parcelwright.analytics.engines.feed import lane_fields
from parcelwright.analytics.engines.times import DAY, known_by, micros
from parcelwright.analytics.newest import newest_among
from parcelwright.errors import InputFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    import ibis.expr.types as ir
    from ibis.backends import BaseBackend
    from pyspark.sql import SparkSession

# Parcels counted at a time on one machine; counts add up, so the cut changes no figure.
SLICE = 5_000_000
_MEMORY = "3GB"


@dataclass(frozen=True, kw_only=True)
class Engine:
    """Where expressions run.

    Args:
        name: ``duckdb`` (this machine) or ``spark`` (a cluster that exists).
        backend: Its connection.
        session: Spark's own, when it is one.
    """

    name: Literal["duckdb", "spark"]
    backend: BaseBackend
    session: SparkSession | None = None

    @property
    def slices(self) -> bool:
        """Whether work is cut by ``parcel_id``, to bound memory; a cluster cuts itself."""
        return self.session is None

    def read(self, place: str) -> ir.Table:
        """Return the table of a Parquet file, a folder of such, or an object storage address.

        Raises:
            InputFileError: It cannot be read as Parquet.
        """
        try:
            if self.name == "spark" or "://" not in place:
                return self.backend.read_parquet(_files(place))
            system, path = fs.FileSystem.from_uri(place)
            dataset = pads.dataset(path, filesystem=system, format="parquet")
            name = re.sub(r"\W", "_", place)
            self.backend.con.register(name, dataset)
            return self.backend.table(name)
        except (OSError, pa.ArrowException, *_unreadable(self.name)) as error:
            raise InputFileError(
                f"{place} cannot be read as Parquet by {self.name}: {str(error).splitlines()[0]}"
            ) from error


def duckdb_engine(memory: str = _MEMORY, folder: str = "") -> Engine:
    """Return the embedded engine.

    Args:
        memory: Most that it holds, such as ``3GB``; beyond it writes to ``folder``.
        folder: Where to write what does not fit; by default ``.tmp`` in the current folder.
    """
    backend = ibis.duckdb.connect()
    backend.raw_sql(f"SET memory_limit = '{memory}'")
    backend.raw_sql("SET preserve_insertion_order = false")
    backend.raw_sql("SET TimeZone = 'UTC'")
    if folder:
        backend.raw_sql(f"SET temp_directory = '{folder}'")
    return Engine(name="duckdb", backend=backend)


def spark_engine(master: str = "") -> Engine:
    """Return a cluster's engine.

    Args:
        master: Address of the cluster, such as ``spark://host:7077``, ``yarn`` or ``local[4]``;
            by default what Spark's own configuration says.
    """
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only the extra "spark" has it

    builder = SparkSession.builder.appName("parcelwright")
    if master:
        builder = builder.master(master)
    session = (
        builder.config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    if master.startswith("local"):
        # Workers on this machine run what runs here; a cluster has an environment of its own.
        session.sparkContext.pythonExec = sys.executable
    return Engine(name="spark", backend=ibis.pyspark.connect(session), session=session)


@dataclass(frozen=True, kw_only=True)
class History:
    """Parcels and events in an engine, as their files hold them.

    Args:
        engine: Where they are read.
        parcels: Columns of ``interchange``.
        events: The same.
    """

    engine: Engine
    parcels: ir.Table
    events: ir.Table

    @cached_property
    def key(self) -> str:
        """Column that names the parcel in both tables.

        Raises:
            InputFileError: There is none, or it names several parcels alike.
        """
        both = set(self.parcels.columns) & set(self.events.columns)
        key = next((name for name in ("parcel_id", "tracking_number") if name in both), "")
        if not key:
            raise InputFileError("parcels and events share neither parcel_id nor tracking_number")
        rows = self.parcels.aggregate(n=self.parcels.count(), named=self.parcels[key].nunique())
        n, named = (rows.to_pyarrow()[name][0].as_py() for name in ("n", "named"))
        if n != named:
            raise InputFileError(
                f"{n - named} of {n} parcels have no {key} of their own; give each a parcel_id, "
                "or work without an engine, which tells uses of one number apart by time"
            )
        return key

    @cached_property
    def lanes(self) -> tuple[LaneKey, ...]:
        """The distinct lanes, sorted."""
        fields = lane_fields(self.parcels)
        found = self.parcels.select(**fields).distinct().to_pyarrow().to_pylist()
        return tuple(sorted(LaneKey(*(row[name] for name in fields)) for row in found))

    def newest(self) -> datetime | None:
        """Return when the newest event happened, None where no event has a time.

        A few events that bear a wrong year do not count, as in ``analytics.newest``.
        """
        told = self.events.select(time=micros(self.events, "occurred_at"))
        told = told.filter(told.time.notnull())
        by_day = told.group_by(day=told.time // DAY).agg(
            first=told.time.min(), last=told.time.max(), events=told.count()
        )
        found = by_day.order_by("day").to_pyarrow()
        first, last = (np.asarray(found[name], np.float64) / DAY for name in ("first", "last"))
        newest = newest_among(first, last, np.asarray(found["events"], np.int64))
        return None if np.isnan(newest) else moment_of(newest)

    def later_than(self, now: datetime) -> int:
        """Return how many events were heard of, or are said to have happened, after a moment."""
        times = ("occurred_at", "received_at")
        known = ibis.and_(*(known_by(self.events, name, now) for name in times))
        return int(self.events.filter(~known).count().to_pyarrow().as_py())

    def slices(self) -> Iterator[tuple[ir.Table, ir.Table]]:
        """Yield (parcels, events), the whole history or so many parcels at a time."""
        if not self.engine.slices or self.key != "parcel_id":
            yield self.parcels, self.events
            return
        ends = self.parcels.aggregate(
            first=self.parcels.parcel_id.min(), last=self.parcels.parcel_id.max()
        ).to_pyarrow()
        first, last = ends["first"][0].as_py(), ends["last"][0].as_py()
        for low in range(first or 0, (last or 0) + 1, SLICE):
            within = ibis.and_(ibis._.parcel_id >= low, ibis._.parcel_id < low + SLICE)
            yield self.parcels.filter(within), self.events.filter(within)


def lanes_table(lanes: tuple[LaneKey, ...]) -> ir.Table:
    """Return the lanes with their codes, to be joined to parcels."""
    columns = {
        field: pa.array([getattr(lane, field) for lane in lanes], pa.string())
        for field in LaneKey._fields
    }
    return ibis.memtable(pa.table({**columns, "lane": pa.array(range(len(lanes)), pa.int64())}))


def _files(place: str) -> str:
    """Return what an engine is asked to read: a folder stands for the Parquet files in it."""
    system = fs.LocalFileSystem()
    if "://" not in place and system.get_file_info(place).type is fs.FileType.Directory:
        return f"{place.rstrip('/')}/*.parquet"
    return place


def _unreadable(name: str) -> tuple[type[Exception], ...]:
    """Return what an engine raises where a file cannot be read."""
    if name == "duckdb":
        import duckdb  # noqa: PLC0415 - only the extra "analytics" has it

        return (duckdb.Error,)
    from pyspark.errors import PySparkException  # noqa: PLC0415 - only the extra "spark" has it

    return (PySparkException,)
