"""The rows of the money audit, and what they add up to, one row at a time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.money import Money
from parcelwright.records import quickly_made

if TYPE_CHECKING:
    from datetime import date


class Bucket(StrEnum):
    """Where a parcel stands; each parcel is in exactly one."""

    EXPIRING = "expiring"
    CLAIMABLE = "claimable"
    TOO_EARLY = "too_early"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    NOT_COVERED = "not_covered"


@quickly_made
@dataclass(frozen=True, kw_only=True)
class AuditRow:
    """One troubled parcel by its best remedy.

    Args:
        deadline: Next last day, or the one that passed; None when unknown.
        first_chance: First day on which the act was possible, as far as known.
        assumed: The deadline is assumed from comparable contracts.
        why: One sentence.
    """

    tracking_number: str
    bucket: Bucket
    payer: str
    rule: str
    amount: Money | None
    deadline: date | None
    first_chance: date | None
    assumed: bool
    chance: float | None
    why: str


@dataclass(frozen=True, kw_only=True)
class AuditGroup:
    """Rows of one bucket, payer, rule and currency together.

    Args:
        currency: Empty for parcels whose amount is unknown.
        total: Sum of the known amounts, or None when none is known.
        next_deadline: Earliest last day among them.
        assumed: Some of those days are assumed from comparable contracts.
    """

    bucket: Bucket
    payer: str
    rule: str
    currency: str
    parcels: int
    total: Money | None
    next_deadline: date | None
    assumed: bool = False


@dataclass(kw_only=True, slots=True)
class _Heap:
    """What the rows of one group have come to so far."""

    parcels: int = 0
    total: Decimal = Decimal(0)
    next_deadline: date | None = None
    assumed: bool = False

    def add(self, row: AuditRow) -> None:
        self.parcels += 1
        self.assumed |= row.assumed
        if row.amount is not None:
            self.total += row.amount.amount
        known = self.next_deadline
        if row.deadline is not None and (known is None or row.deadline < known):
            self.next_deadline = row.deadline


class Tally:
    """Adds up rows in memory that grows with payers and rules, never with parcels.

    The order of the rows changes nothing.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._heaps: dict[tuple[int, str, str, str], _Heap] = {}

    def add(self, row: AuditRow) -> None:
        """Count one row."""
        self.rows += 1
        currency = "" if row.amount is None else row.amount.currency
        key = (_BUCKET_ORDER.index(row.bucket), row.payer, row.rule, currency)
        heap = self._heaps.get(key)
        if heap is None:
            heap = self._heaps[key] = _Heap()
        heap.add(row)

    def groups(self) -> tuple[AuditGroup, ...]:
        """Return the groups so far: by bucket, payer, rule and currency."""
        return tuple(
            AuditGroup(
                bucket=_BUCKET_ORDER[at],
                payer=payer,
                rule=rule,
                currency=currency,
                parcels=heap.parcels,
                total=Money.of(heap.total, currency) if currency else None,
                next_deadline=heap.next_deadline,
                assumed=heap.assumed,
            )
            for (at, payer, rule, currency), heap in sorted(
                self._heaps.items(), key=lambda each: each[0]
            )
        )


def in_order(row: AuditRow) -> tuple[int, str, str]:
    """Return what rows are sorted by: bucket, last day, number."""
    return _BUCKET_ORDER.index(row.bucket), str(row.deadline or "9"), row.tracking_number


_BUCKET_ORDER = list(Bucket)
