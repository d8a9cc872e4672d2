"""The money audit from two files of simulated parcels, as the command does it."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks._scale import AUDITED
from benchmarks.figure import Figure, rated
from parcelwright.claims.audit import audit
from parcelwright.cli._audit_items import audit_items
from parcelwright.interchange.bulk import each_columns
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

if TYPE_CHECKING:
    from collections.abc import Callable

DATABASE = False
_ON = date(2026, 6, 1)
_END_OF_DAY = datetime(2026, 6, 2, tzinfo=UTC)
_KB_IN_MB = 1024


def run(database: str) -> list[Figure]:
    """Return the rate, and the most memory after all parcels against that after a tenth.

    The tenth is audited first, as files of its own.
    """
    del database
    shipped_book()
    with TemporaryDirectory(prefix="pw-bench-") as name:
        tenth = _simulated(Path(name, "tenth"), AUDITED // 10)
        _audited(*tenth)
        early = _most_memory()
        files = _simulated(Path(name, "all"), AUDITED)
        floor = _seconds(_read, *files)
        seconds = _seconds(_audited, *files)
    return [
        rated("audit, files", unit="parcels/s", rate=AUDITED / seconds,
              against="reading both files as columns", floor_rate=AUDITED / floor),
        rated("audit, files, memory", unit="MB", rate=_most_memory(),
              against="after a tenth of the parcels", floor_rate=early),
    ]  # fmt: skip


def _simulated(folder: Path, count: int) -> tuple[Path, Path]:
    """Make files in a process of its own, whose memory counts for nothing here."""
    words = ["simulate", "--parcels", str(count), "--seed", "5", "--now", f"{_ON}"]
    command = [sys.executable, "-m", "parcelwright", *words, "--format", "parquet"]
    subprocess.run([*command, "--out", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return folder / "parcels.parquet", folder / "events.parquet"


def _seconds(work: Callable[[Path, Path], None], parcels: Path, events: Path) -> float:
    """Return the processor time of one run."""
    started = time.process_time()
    work(parcels, events)
    return time.process_time() - started


def _read(parcels: Path, events: Path) -> None:
    for path, kind in ((parcels, "parcels"), (events, "events")):
        for _ in each_columns(path, kind):
            pass


def _audited(parcels: Path, events: Path) -> None:
    items = audit_items(parcels, events, _END_OF_DAY)
    audit(items, shipped_book(), _ON, shipped_rates(), told=lambda _row: None)


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_IN_MB
