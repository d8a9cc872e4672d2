"""Keeps a ledger in a folder: what is carried, and one folder of settled journeys a day."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.analytics.columns import Columns, LaneKey
from parcelwright.analytics.gather_tables import lanes_of
from parcelwright.analytics.ledger import Ledger, joined, opened
from parcelwright.analytics.scans import Scans
from parcelwright.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path

_SETTLED = "settled"
_NUMBER = "tracking_number"


def read_ledger(folder: Path) -> Ledger | None:
    """Return the ledger of a folder, or None where there is none yet.

    Raises:
        TableError: Some file of it is missing or damaged.
    """
    if not (folder / "parcels.parquet").exists():
        return None
    try:
        ledger = opened(
            pq.read_table(folder / "parcels.parquet"), pq.read_table(folder / "events.parquet")
        )
        parts = [_settled(part, ledger.settled) for part in sorted((folder / _SETTLED).iterdir())]
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        raise TableError(f"{folder} is no whole ledger; begin a new one: {error}") from error
    if not parts:
        return ledger
    return replace(
        ledger,
        numbers=pa.concat_arrays([numbers for numbers, _ in parts]),
        settled=joined([columns for _, columns in parts]),
    )


def write_ledger(fresh: Ledger, folder: Path, day: str) -> None:
    """Add what settled on a day, and write what is carried on.

    Args:
        fresh: As ``Refreshed.fresh`` is; what had settled before stays as it is.
        folder: Of the ledger; made where it is missing.
        day: Names the part, such as ``2026-09-01``; a part of that name is replaced.
    """
    part = folder / _SETTLED / day
    part.mkdir(parents=True, exist_ok=True)
    columns = fresh.settled
    rows = {_NUMBER: fresh.numbers} | {
        name: pa.array([getattr(lane, name) for lane in columns.lanes], pa.string()).take(
            pa.array(columns.lane)
        )
        for name in LaneKey._fields
    }
    rows |= {name: pa.array(getattr(columns, name)) for name in _arrays(columns)}
    scans = {field.name: pa.array(getattr(columns.scans, field.name)) for field in fields(Scans)}
    _replace(part / "journeys.parquet", pa.table(rows))
    _replace(part / "scans.parquet", pa.table(scans))
    _replace(folder / "events.parquet", fresh.events)
    _replace(folder / "parcels.parquet", fresh.parcels)


def _settled(part: Path, like: Columns) -> tuple[pa.Array, Columns]:
    rows, scans = pq.read_table(part / "journeys.parquet"), pq.read_table(part / "scans.parquet")
    lane, lanes = lanes_of(rows)
    columns = replace(
        like,
        lane=lane,
        lanes=lanes,
        scans=Scans(**{field.name: scans[field.name].to_numpy() for field in fields(Scans)}),
        **{name: rows[name].to_numpy() for name in _arrays(like)},
    )
    return rows[_NUMBER].combine_chunks(), columns


def _arrays(columns: Columns) -> list[str]:
    """Return the fields of the columns that hold one value a parcel, the lane apart."""
    names = [field.name for field in fields(columns) if field.name != "lane"]
    return [name for name in names if isinstance(getattr(columns, name), np.ndarray)]


def _replace(path: Path, table: pa.Table) -> None:
    """Write a file whole or not at all."""
    new = path.with_suffix(".new")
    pq.write_table(table, new, compression="zstd")
    new.replace(path)
