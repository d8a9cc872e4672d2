"""Writes a simulated world into a new folder, completely or not at all."""

from __future__ import annotations

import csv
import hashlib
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from parcelwright.errors import InputFileError
from parcelwright.simulate.columns import csv_bytes, parquet_bytes
from parcelwright.simulate.deliveries import deliveries
from parcelwright.simulate.oracle_tables import journeys_table, speeds_table
from parcelwright.simulate.orders import orders_table
from parcelwright.simulate.reports import reports_table
from parcelwright.simulate.tables import events_table, outcomes_table, parcels_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from parcelwright.simulate.world import Simulated

Format = Literal["csv", "parquet"]
_TABLES: dict[str, Callable[[Simulated], pa.Table]] = {
    "parcels": parcels_table,
    "orders": orders_table,
    "reports": reports_table,
    "outcomes": outcomes_table,
    "journeys": journeys_table,
    "speeds": lambda world: speeds_table(world.network),
}


def check_folder(out: Path) -> None:
    """Refuse a folder that holds anything.

    Raises:
        InputFileError: ``out`` is a file, or a folder with content.
    """
    if out.is_file():
        msg = f'"{out}" is a file; name a folder that does not exist yet'
        raise InputFileError(msg)
    if out.is_dir() and any(out.iterdir()):
        msg = f'"{out}" is not empty and nothing is overwritten; name another folder or empty it'
        raise InputFileError(msg)


def write_world(
    world: Simulated,
    out: Path,
    *,
    form: Format = "csv",
    source: str = "",
    said: Callable[[str], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Write the tables of a world, and return the files in the order written.

    Scans are written as ``events``, or with a ``source`` as ``payloads.ndjson`` (one raw
    webhook body per line, in the order of arrival) beside ``deliveries.csv`` that tells
    when each line arrived.

    Args:
        world: The world.
        out: Folder to make; may exist when empty.
        form: Form of the tables.
        source: Source whose payloads are written instead of events.
        said: Told the name of each file when it is written.

    Raises:
        InputFileError: The folder is not empty, or cannot be written.
    """
    encode = csv_bytes if form == "csv" else parquet_bytes
    names = []
    with new_folder(out) as work:
        for name, table in _TABLES.items():
            names.append(_put(work, f"{name}.{form}", encode(table(world)), said))
        if source:
            names.extend(_write_payloads(world, source, work, said))
        else:
            names.append(_put(work, f"events.{form}", encode(events_table(world)), said))
    return tuple(out / name for name in names)


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """Yield a folder to write into, which becomes ``out`` when all went well, else nothing.

    Raises:
        InputFileError: ``out`` is not empty, or cannot be written.
    """
    check_folder(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        msg = f'"{out}" cannot be written: {error.strerror}; name a folder you may write to'
        raise InputFileError(msg) from error
    try:
        yield work
        work.chmod(0o755)
        work.replace(out)
    except OSError as error:
        msg = f'"{out}" cannot be written: {error.strerror}; free space or name another folder'
        raise InputFileError(msg) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _put(folder: Path, name: str, content: bytes, said: Callable[[str], None]) -> str:
    (folder / name).write_bytes(content)
    said(name)
    return name


def _write_payloads(
    world: Simulated, source: str, folder: Path, said: Callable[[str], None]
) -> Iterator[str]:
    requests = deliveries(world, source)
    with (folder / "payloads.ndjson").open("wb") as lines:
        lines.writelines(request.body + b"\n" for request in requests)
    said("payloads.ndjson")
    yield "payloads.ndjson"
    with (folder / "deliveries.csv").open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(("line", "received_at", "source", "tracking_number", "payload_digest"))
        for line, request in enumerate(requests, start=1):
            digest = hashlib.sha256(request.body).hexdigest()
            at = request.received_at.isoformat()
            rows.writerow((line, at, source, request.tracking_number, digest))
    said("deliveries.csv")
    yield "deliveries.csv"
