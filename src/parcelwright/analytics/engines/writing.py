"""Writes results as Parquet: from this machine, or by the machines of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import ibis.expr.types as ir

    from parcelwright.analytics.engines.opening import Engine

_SPARK_TYPES = {pa.int64(): "bigint", pa.float64(): "double", pa.string(): "string"}
_ROWS = "parcelwright_rows"


def write_parts(parts: Iterable[pa.Table], schema: pa.Schema, out: str) -> int:
    """Write tables one after the other to one file, and return how many rows they had.

    Args:
        parts: Of this schema.
        schema: The columns.
        out: A path, or an object storage address.
    """
    system, path = fs.FileSystem.from_uri(out) if "://" in out else (fs.LocalFileSystem(), out)
    rows = 0
    with pq.ParquetWriter(path, schema, filesystem=system, compression="zstd") as writer:
        for part in parts:
            writer.write_table(part)
            rows += part.num_rows
    return rows


def write_mapped(
    engine: Engine,
    rows: ir.Table,
    work: Callable[[pa.RecordBatch], pa.Table],
    schema: pa.Schema,
    out: str,
) -> int:
    """Have a cluster turn rows into others and write them, and return how many it wrote.

    Args:
        engine: A cluster's, whose machines have Parcelwright installed.
        rows: What to work on.
        work: Sent to the machines; gets some rows at a time.
        schema: What ``work`` returns.
        out: Folder to make, as the cluster names it; what stood there is replaced.
    """

    def over(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from work(batch).to_batches()

    if engine.session is None:
        raise ValueError(f"{engine.name} is no cluster")
    engine.backend.create_view(_ROWS, rows, overwrite=True)
    columns = ", ".join(f"{field.name} {_SPARK_TYPES[field.type]}" for field in schema)
    found = engine.session.table(_ROWS).mapInArrow(over, columns)
    found.write.mode("overwrite").parquet(out)
    return int(engine.session.read.parquet(out).count())
