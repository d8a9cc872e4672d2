"""Making parcels with known truth: worlds of many parts, as Parquet."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks._installation import NOW
from benchmarks._scale import SHORT
from benchmarks.figure import Figure, compare
from parcelwright.simulate.large import PART, write_large

DATABASE = False
_SEED = 11
_SHORT_PART = 25_000


def run(database: str) -> list[Figure]:
    """Return parcels made and written per second, against writing random columns alike.

    The floor writes as many rows of each file with the same types, filled with random numbers
    instead of journeys; the peak memory is that of one part, however many there are.
    """
    del database
    size = _SHORT_PART if os.environ.get(SHORT) else PART
    parcels = 4 * size
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder) / "example"
        made = write_large(size, _SEED, NOW, example, size=size)
        files = [file for file in made if file.stem != "speeds"]
        shapes = {file: pq.read_schema(file) for file in files}
        rows = {file: pq.read_metadata(file).num_rows for file in files}

        def work(round_: int) -> None:
            write_large(parcels, _SEED, NOW, Path(folder) / f"work{round_}", size=size)

        def floor(round_: int) -> None:
            random = np.random.default_rng(round_)
            for file, schema in shapes.items():
                target = Path(folder) / f"floor{round_}-{file.name}"
                first = _random(schema, rows[file], random)
                with pq.ParquetWriter(
                    target,
                    first.schema,
                    compression="zstd",
                    use_dictionary=[f.name for f in schema if pa.types.is_string(f.type)],
                ) as writer:
                    writer.write_table(first)
                    for _ in range(parcels // size - 1):
                        writer.write_table(_random(schema, rows[file], random))

        return [
            compare(
                "simulate",
                unit="parcels/s",
                count=parcels,
                work=work,
                against="writing as many random rows of the same columns",
                floor=floor,
                rounds=1,
            )
        ]


def _random(schema: pa.Schema, rows: int, random: np.random.Generator) -> pa.Table:
    """Return a table of a schema whose cells are random, texts of twenty kinds."""
    return pa.table({field.name: _column(field.type, rows, random) for field in schema})


def _column(kind: pa.DataType, rows: int, random: np.random.Generator) -> pa.Array:
    if pa.types.is_string(kind):
        texts = pa.array([f"text {number}" for number in range(20)])
        codes = pa.array(random.integers(0, 20, rows, dtype=np.int32))
        return pa.DictionaryArray.from_arrays(codes, texts)
    if pa.types.is_timestamp(kind):
        return pa.array(random.integers(0, 2**44, rows)).cast(kind)
    if pa.types.is_floating(kind):
        return pa.array(random.random(rows))
    if pa.types.is_boolean(kind):
        return pa.array(random.random(rows) < 0.5)  # noqa: PLR2004 - as often true as false
    return pa.array(random.integers(0, 10_000, rows)).cast(kind)
