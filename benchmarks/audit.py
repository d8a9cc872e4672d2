"""The money audit over a million parcels, a tenth of them in trouble, rows written as they come."""

from __future__ import annotations

import csv
import os
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._scale import AUDITED
from benchmarks._troubled import CONTRACTS, ON, batches
from benchmarks.figure import Figure, rated
from parcelwright.claims.audit import AuditItem, audit
from parcelwright.parcels.journey import Journey
from parcelwright.parcels.parcel import Parcel
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATABASE = False
_IN_TROUBLE = 100
_WELL = 900
_KB_IN_MB = 1024
_ARRIVED = AuditItem(parcel=Parcel(tracking_number=""), journey=Journey(events=()), troubled=False)


def run(database: str) -> list[Figure]:
    """Return the rate, and the most memory after all parcels against that after a tenth."""
    del database
    shipped_book()
    floor, items = _Items(), _Items()
    floor_rate, rate = _rate(floor, _write), _rate(items, _audit)
    return [
        rated("audit", unit="parcels/s", rate=rate, against="writing a row for each in trouble",
              floor_rate=floor_rate),
        rated("audit, memory", unit="MB", rate=_most_memory(),
              against="after a tenth of the parcels", floor_rate=items.memory_after_a_tenth),
    ]  # fmt: skip


class _Items:
    """Parcels made on the way; how long that took is known, so that it can be taken off."""

    def __init__(self) -> None:
        self.spent_on_making = 0.0
        self.memory_after_a_tenth = 0.0

    def __iter__(self) -> Iterator[AuditItem]:
        groups = AUDITED // (_IN_TROUBLE + _WELL)
        made = batches(groups * _IN_TROUBLE, _IN_TROUBLE)
        for group in range(groups):
            started = time.process_time()
            items = [
                AuditItem(parcel=one.parcel, journey=one.journey, known=one.known, troubled=True)
                for one in next(made)
            ]
            self.spent_on_making += time.process_time() - started
            yield from items
            for _ in range(_WELL):
                yield _ARRIVED
            if group == groups // 10:
                self.memory_after_a_tenth = _most_memory()


def _rate(items: _Items, work: Callable[[_Items], int]) -> float:
    """Return parcels for each second of one core, making them not counted."""
    started = time.process_time()
    if work(items) != AUDITED:
        raise RuntimeError("some parcels were not looked at")
    return AUDITED / (time.process_time() - started - items.spent_on_making)


def _write(items: _Items) -> int:
    count = 0
    with Path(os.devnull).open("w", encoding="utf-8") as file:
        writer = csv.writer(file)
        for item in items:
            count += 1
            if item.troubled:
                writer.writerow((item.parcel.tracking_number, item.parcel.accepted_on, ON))
    return count


def _audit(items: _Items) -> int:
    with Path(os.devnull).open("w", encoding="utf-8") as file:
        writer = csv.writer(file)
        found = audit(
            items,
            shipped_book(),
            ON,
            shipped_rates(),
            contracts=CONTRACTS,
            told=lambda row: writer.writerow(
                (row.tracking_number, row.bucket, row.amount, row.why)
            ),
        )
    return found.parcels


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_IN_MB
