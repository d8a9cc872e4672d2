"""Writes the rows of an audit as they come, so that a million take no memory."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING

from parcelwright.claims.plain import plain_day
from parcelwright.interchange.writing import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from parcelwright.claims.audit import AuditRow

COLUMNS = (
    "tracking_number", "bucket", "payer", "rule", "amount", "currency", "deadline",
    "first_chance", "assumed", "chance_arrives", "why",
)  # fmt: skip


@contextmanager
def rows_into(path: Path | None) -> Iterator[Callable[[AuditRow], None]]:
    """Give a function that writes one row into a CSV file; without a path it writes none."""
    if path is None:
        yield lambda _: None
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        yield lambda row: writer.writerow([guarded(cell) for cell in _cells(row)])


def _cells(row: AuditRow) -> tuple[str, ...]:
    amount = None if row.amount is None else row.amount.rounded()
    return (
        row.tracking_number,
        row.bucket.value,
        row.payer,
        row.rule,
        "" if amount is None else str(amount.amount),
        "" if amount is None else amount.currency,
        plain_day(row.deadline) or "",
        plain_day(row.first_chance) or "",
        "yes" if row.assumed else "no",
        "" if row.chance is None else str(row.chance),
        row.why,
    )
