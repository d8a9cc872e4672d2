"""Keeps an operational clock as a Parquet file: one row a place and day."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.analytics.clock import Clock
from parcelwright.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

VERSION = "4"
_MARK = b"parcelwright_clock"


def write_clock(clock: Clock, path: str | Path | IO[bytes]) -> None:
    """Write the clock to a path or an open binary file; the same clock gives the same bytes.

    What is announced stands beside the speed only where it is known of days to come.
    """
    days = clock.speed.shape[1]
    rows = [*((*place, "") for place in clock.places), *clock.of_carriers]
    day = np.tile(np.arange(days) + clock.first_day, len(rows))
    columns = {
        "destination_country": np.repeat([row[0] for row in rows], days).tolist(),
        "destination_region": np.repeat([row[1] for row in rows], days).tolist(),
        "carrier": np.repeat([row[2] for row in rows], days).tolist(),
        "day": pa.array(day, pa.int32()).cast(pa.date32()),
        "speed": clock.speed.ravel(),
    }
    if clock.announced is not None:
        columns["announced"] = clock.announced.ravel()
    facts = {_MARK: VERSION, "days": str(days), "staged": json.dumps(sorted(clock.staged))}
    found = pa.table(columns).replace_schema_metadata(facts)
    pq.write_table(found, path, compression="zstd")


def read_clock(path: str | Path | IO[bytes]) -> Clock:
    """Return the clock of a path or an open binary file.

    Raises:
        TableError: The file is missing, no clock, or of another version.
    """
    try:
        found = pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise TableError(f"{path} cannot be read as a clock; run learn again") from error
    facts = found.schema.metadata or {}
    version = facts.get(_MARK, b"none").decode()
    if version != VERSION or not found.num_rows:
        raise TableError(
            f"{path} is a clock of version {version}; expected {VERSION}, run learn again"
        )
    days = int(facts[b"days"])
    first = found.take(np.arange(0, found.num_rows, days))
    countries, regions, carriers = (
        first[name].to_pylist() for name in ("destination_country", "destination_region", "carrier")
    )
    rows = list(zip(countries, regions, carriers, strict=True))

    def daily(name: str) -> NDArray[np.float64]:
        return np.asarray(found[name].to_numpy().reshape(len(rows), days), np.float64)

    return Clock(
        places=tuple((country, region) for country, region, carrier in rows if not carrier),
        first_day=int(found["day"][0].cast(pa.int32()).as_py()),
        speed=daily("speed"),
        staged=frozenset(json.loads(facts[b"staged"])),
        of_carriers=tuple(row for row in rows if row[2]),
        announced=daily("announced") if "announced" in found.column_names else None,
    )
