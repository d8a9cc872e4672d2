"""A history with all that can be wrong with one, as Parquet: for engines to agree about."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2026, 1, 1)
_TEXTS = [*(mark.value for mark in Milestone), "NEVER_HEARD_OF", None]
_US = pa.timestamp("us")


def troubled_history(
    folder: Path, *, parcels: int = 3000, seed: int = 7, untimed: float = 0.05
) -> tuple[Path, Path]:
    """Write parcels and events and return their files.

    Scans without a time, of an unknown meaning, heard twice, of one moment or dated by day;
    parcels without acceptance, lane or events; events of parcels that nobody sent. The share
    ``untimed`` of the events does not say when it happened.
    """
    random = np.random.default_rng(seed)
    lanes = random.integers(0, 6, parcels)
    table = {
        "parcel_id": pa.array(np.arange(parcels)),
        "carrier": pa.array([["china-post", "4px", None][code % 3] for code in lanes]),
        "destination_country": pa.array([["FR", "DE"][code % 2] for code in lanes]),
        **_times("accepted_at", _some(random, parcels, 0.2, 0, 90)),
        **_times("label_created_at", _some(random, parcels, 0.3, 0, 60)),
        "promised_by": pa.array([date(2026, 3, 1)] * parcels),
        "sample_weight": pa.array(random.choice([1.0, 2.5], parcels)),
    }
    of = np.sort(random.integers(0, parcels + 20, parcels * 6))
    occurred = _some(random, len(of), untimed, 0, 100)
    again = np.flatnonzero(random.random(len(of)) < 0.2)[1:]
    occurred[again] = occurred[again - 1]
    events = {
        "parcel_id": pa.array(of),
        "milestone": pa.array([_TEXTS[code] for code in random.integers(0, len(_TEXTS), len(of))]),
        **_times("occurred_at", occurred, dated=random.random(len(of)) < 0.1),
        "received_at": pa.array(_moments(_some(random, len(of), 0.3, 0, 110)), _US),
    }
    files = folder / "parcels.parquet", folder / "events.parquet"
    pq.write_table(pa.table(table), files[0])
    pq.write_table(pa.table(events), files[1])
    return files


def _some(random, count: int, absent: float, low: int, high: int) -> np.ndarray:
    """Return days, to the second, NaN for the share absent."""
    days = random.integers(low * 86_400, high * 86_400, count) / 86_400
    return np.where(random.random(count) < absent, np.nan, days)


def _times(name: str, days: np.ndarray, dated: np.ndarray | None = None) -> dict[str, pa.Array]:
    is_date = np.zeros(len(days), bool) if dated is None else dated
    known = np.where(is_date, np.floor(days), days)
    kinds = [
        None if np.isnan(day) else "date" if whole else "instant"
        for day, whole in zip(known, is_date, strict=True)
    ]
    return {name: pa.array(_moments(known), _US), f"{name}_kind": pa.array(kinds, pa.string())}


def _moments(days: np.ndarray) -> list[datetime | None]:
    return [
        None if np.isnan(day) else START + timedelta(seconds=round(day * 86_400))
        for day in days.tolist()
    ]
