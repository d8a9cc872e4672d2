"""Worlds too large to be held at once: made in parts, each one row group of every file.

Memory depends on the size of a part, not on how many there are. Part ``n`` of a seed is
the same whatever the size of the world, so that a smaller world is the beginning of a
larger one (the last part, when not full, is a world of its own size).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.simulate import parameters as shipped
from parcelwright.simulate.folder import new_folder
from parcelwright.simulate.lean_tables import (
    identified,
    lean_events,
    lean_parcels,
    lean_reports,
)
from parcelwright.simulate.oracle_tables import journeys_table, speeds_table
from parcelwright.simulate.tables import outcomes_table
from parcelwright.simulate.world import check_world, shared_network, simulate_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from parcelwright.simulate.parameters import Parameters
    from parcelwright.simulate.world import Simulated

PART = 250_000
_FILES = ("parcels", "events", "reports", "outcomes", "journeys", "speeds")


def parts(parcels: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield (number of the part, its parcels): full ones, then what is left."""
    for number, first in enumerate(range(0, parcels, size)):
        yield number, min(size, parcels - first)


def write_large(
    parcels: int,
    seed: int,
    now: datetime,
    out: Path,
    *,
    numbers: Parameters | None = None,
    size: int = PART,
    said: Callable[[int], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Write a world of any size as Parquet, part by part, and return its files.

    ``parcels``, ``events`` and ``reports`` are what is known; ``outcomes``, ``journeys``
    and ``speeds`` the truth. Parcels are named by ``parcel_id``, from 0. The same
    arguments give the same bytes.

    Args:
        parcels: How many, at least 1.
        seed: Any non-negative integer.
        now: An instant with zone, up to which anything is known.
        out: Folder to make; may exist when empty.
        numbers: Other parameters than the shipped ones.
        size: Parcels of a part, at least 1; another size makes another world.
        said: Told after each part how many parcels are written.

    Raises:
        InputFileError: The folder is not empty, or cannot be written.
        ValueError: As :func:`parcelwright.simulate.world.simulate`.
    """
    check_world(parcels, seed, now)
    known, now = numbers or shipped.parameters(), now.replace(microsecond=0)
    shared = shared_network(seed, now, known)
    with new_folder(out) as work, _RowGroups(work) as files:
        for part, count in parts(parcels, size):
            _write_part(
                files,
                simulate_part(count, seed, now, part, numbers=known, shared=shared),
                part * size,
            )
            said(part * size + count)
        files.add("speeds", speeds_table(shared))
    return tuple(out / f"{name}.parquet" for name in _FILES)


def _write_part(files: _RowGroups, world: Simulated, first_id: int) -> None:
    """Write one part; it is let go before the next one is made."""
    for name, table in _tables(world, first_id):
        files.add(name, table)


def _tables(world: Simulated, first_id: int) -> Iterator[tuple[str, pa.Table]]:
    """Yield the tables of a part one by one, so that only one is held."""
    yield "parcels", lean_parcels(world, first_id)
    yield "events", lean_events(world, first_id)
    yield "reports", lean_reports(world, first_id)
    named = identified(np.arange(len(world.sent.route)), first_id)
    yield "outcomes", outcomes_table(world, named)
    yield "journeys", journeys_table(world, named)


def _rising(schema: pa.Schema) -> list[str]:
    """Return the columns whose values seldom repeat: identities and moments."""
    return [f.name for f in schema if f.name == "parcel_id" or pa.types.is_timestamp(f.type)]


def _repeating(schema: pa.Schema) -> list[str]:
    rising = {*_rising(schema)}
    return [f.name for f in schema if f.name not in rising and not pa.types.is_boolean(f.type)]


@dataclass
class _RowGroups:
    """Open files of a folder; each table added is one row group of its file."""

    folder: Path
    writers: dict[str, pq.ParquetWriter] = field(default_factory=dict)

    def add(self, name: str, table: pa.Table) -> None:
        if name not in self.writers:
            # Without Arrow's own schema, coded texts come back as plain text.
            self.writers[name] = pq.ParquetWriter(
                self.folder / f"{name}.parquet",
                table.schema,
                compression="zstd",
                use_dictionary=_repeating(table.schema),
                column_encoding=dict.fromkeys(_rising(table.schema), "DELTA_BINARY_PACKED"),
                store_schema=False,
            )
        self.writers[name].write_table(table, row_group_size=max(table.num_rows, 1))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for writer in self.writers.values():
            writer.close()
