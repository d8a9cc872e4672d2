"""Columns of the files: typed times, texts picked from small lists, and their CSV form."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

KIND, OFFSET = "_kind", "_offset_min"


def picked(pool: Sequence[str], index: NDArray[np.integer]) -> pa.Array:
    """Return ``pool[index]`` as a text column; an index of -1 is an empty cell."""
    return coded(pool, index).cast(pa.string())


def coded(pool: Sequence[str], index: NDArray[np.integer]) -> pa.DictionaryArray:
    """Return the same as numbers with their texts beside them, small and quick to write."""
    # Each text once: Parquet of a dictionary with repeats differs from one writing to the next.
    distinct = {text: code for code, text in enumerate(dict.fromkeys(pool))}
    code_of = np.array([distinct[text] for text in pool], dtype=np.int32)
    mask = index < 0
    codes = pa.array(code_of[np.where(mask, 0, index)], mask=mask)
    return pa.DictionaryArray.from_arrays(codes, pa.array(list(distinct), pa.string()))


def times(
    name: str,
    moment: NDArray[np.float64],
    offset_min: NDArray[np.integer],
    texts: Callable[[Sequence[str], NDArray[np.integer]], pa.Array] = picked,
) -> dict[str, pa.Array]:
    """Return the three columns of a time; an infinite moment is an empty cell.

    ``moment`` is in seconds since 1970 UTC, and is stored so; the offset is that of the place.
    ``texts`` is :func:`picked` or :func:`coded`.
    """
    known = np.isfinite(moment)
    stamp = (np.where(known, moment, 0.0) * 1e6).astype(np.int64).astype("datetime64[us]")
    kind = texts(["instant"], np.where(known, 0, -1))
    return {
        name: pa.array(stamp, pa.timestamp("us"), mask=~known),
        name + KIND: kind,
        name + OFFSET: pa.array(offset_min.astype(np.int32), mask=~known),
    }


def money(amount: NDArray[np.float64]) -> pa.Array:
    """Return amounts as decimal texts with two digits."""
    cents = np.rint(amount * 100).astype(np.int64)
    return pa.array([f"{value // 100}.{value % 100:02d}" for value in cents.tolist()])


def iso(moment: NDArray[np.float64], offset_min: NDArray[np.integer]) -> list[str]:
    """Return finite moments as ISO 8601 texts with their offset."""
    column = times("at", moment, offset_min)
    texts: list[str] = _iso_column(column["at"], column["at" + OFFSET]).to_pylist()
    return texts


def csv_bytes(table: pa.Table) -> bytes:
    """Return a table as CSV (UTF-8), its times written as ISO 8601."""
    flat = {
        name: _iso_column(table[name], table[name + OFFSET])
        if name + KIND in table.column_names
        else table[name]
        for name in table.column_names
        if not name.endswith((KIND, OFFSET))
    }
    target = io.BytesIO()
    header = ",".join(flat) + "\n"
    target.write(header.encode())
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="needed")
    pyarrow.csv.write_csv(pa.table(flat), target, options)
    return target.getvalue()


def parquet_bytes(table: pa.Table) -> bytes:
    """Return a table as Parquet."""
    target = io.BytesIO()
    pq.write_table(table, target, compression="zstd")
    return target.getvalue()


def _iso_column(moment: pa.Array, offset_min: pa.Array) -> pa.Array:
    """Return UTC timestamps as texts at their offsets, null where unknown."""
    shift = pc.multiply(offset_min.cast(pa.int64()), 60_000_000).cast(pa.duration("us"))
    wall = pc.add(moment, shift).cast(pa.timestamp("s")).cast(pa.string())
    wall = pc.binary_replace_slice(wall, start=10, stop=11, replacement="T")
    zones = [_zone(minutes) for minutes in range(-14 * 60, 14 * 60 + 1)]
    index = pc.add(offset_min.cast(pa.int32()), 14 * 60)
    return pc.binary_join_element_wise(wall, pa.array(zones).take(index), "")


def _zone(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
