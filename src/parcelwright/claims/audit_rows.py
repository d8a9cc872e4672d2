"""The rows of the money audit, and what they add up to, one row at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.records import quickly_made
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from parcelwright.claims.lacking import Want
    from parcelwright.rulebook.exchange import Rates


class Bucket(StrEnum):
    """Where a parcel stands; each parcel is in exactly one."""

    EXPIRING = "expiring"
    CLAIMABLE = "claimable"
    TOO_EARLY = "too_early"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    CLAIMED = "claimed"
    SETTLED = "settled"
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
        want: The one thing that would make an unknown day or sum known, if one is.
        waits: What waits for that: the amount, or where it is unknown the most that payers
            together may pay.
        paid: What payers granted or paid so far.
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
    want: Want | None = None
    waits: Money | None = None
    paid: Money | None = None


@dataclass(frozen=True, kw_only=True)
class AuditGroup:
    """Rows of one bucket, payer, rule and currency together.

    Args:
        currency: Empty for parcels whose amount is unknown.
        total: Sum of the known amounts, or None when none is known.
        next_deadline: Earliest last day among them.
        assumed: Some of those days are assumed from comparable contracts.
        paid: What payers granted or paid of them so far, one sum for each currency.
    """

    bucket: Bucket
    payer: str
    rule: str
    currency: str
    parcels: int
    total: Money | None
    next_deadline: date | None
    assumed: bool = False
    paid: tuple[Money, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """The parcels that wait for one thing.

    Args:
        sums: At most how much waits for it, one sum for each currency.
        without_sum: Parcels among them of which not even that is known.
        assumed: Parcels among them with an assumed last day.
    """

    want: Want
    parcels: int
    sums: tuple[Money, ...]
    without_sum: int
    assumed: int


@dataclass(kw_only=True, slots=True)
class _Queue:
    """What the rows that wait for one thing have come to so far."""

    parcels: int = 0
    without_sum: int = 0
    assumed: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)

    def add(self, row: AuditRow) -> None:
        self.parcels += 1
        self.assumed += row.assumed
        self.without_sum += row.waits is None
        _add(self.sums, row.waits)


@dataclass(kw_only=True, slots=True)
class _Heap:
    """What the rows of one group have come to so far."""

    parcels: int = 0
    total: Decimal = Decimal(0)
    next_deadline: date | None = None
    assumed: bool = False
    paid: dict[str, Decimal] = field(default_factory=dict)

    def add(self, row: AuditRow) -> None:
        self.parcels += 1
        self.assumed |= row.assumed
        _add(self.paid, row.paid)
        if row.amount is not None:
            self.total += row.amount.amount
        known = self.next_deadline
        if row.deadline is not None and (known is None or row.deadline < known):
            self.next_deadline = row.deadline


def _add(sums: dict[str, Decimal], money: Money | None) -> None:
    if money is not None:
        sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount


def _sums(sums: dict[str, Decimal]) -> tuple[Money, ...]:
    return tuple(Money.of(sums[currency], currency) for currency in sorted(sums))


class Tally:
    """Adds up rows in memory that grows with payers and rules, never with parcels.

    The order of the rows changes nothing.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._heaps: dict[tuple[int, str, str, str], _Heap] = {}
        self._queues: dict[Want, _Queue] = {}

    def add(self, row: AuditRow) -> None:
        """Count one row."""
        self.rows += 1
        currency = "" if row.amount is None else row.amount.currency
        key = (_BUCKET_ORDER.index(row.bucket), row.payer, row.rule, currency)
        heap = self._heaps.get(key)
        if heap is None:
            heap = self._heaps[key] = _Heap()
        heap.add(row)
        if row.want is not None:
            self._queues.setdefault(row.want, _Queue()).add(row)

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
                paid=_sums(heap.paid),
            )
            for (at, payer, rule, currency), heap in sorted(
                self._heaps.items(), key=lambda each: each[0]
            )
        )

    def waiting(self) -> tuple[Waiting, ...]:
        """Return what parcels wait for, by kind and name."""
        return tuple(
            Waiting(
                want=want,
                parcels=queue.parcels,
                sums=_sums(queue.sums),
                without_sum=queue.without_sum,
                assumed=queue.assumed,
            )
            for want, queue in sorted(self._queues.items(), key=lambda each: _named(each[0]))
        )


def most_money_first(waiting: Iterable[Waiting], on: date, rates: Rates) -> tuple[Waiting, ...]:
    """Return what parcels wait for, the most money first and then the most parcels.

    Sums of several currencies are compared at the rates of the day, and never shown added;
    a currency without rate counts for nothing here.
    """

    def place(each: Waiting) -> tuple[Decimal, int, str]:
        worth = sum((_compared(money, on, rates) for money in each.sums), Decimal(0))
        return -worth, -each.parcels, _named(each.want)

    return tuple(sorted(waiting, key=place))


def _compared(money: Money, on: date, rates: Rates) -> Decimal:
    try:
        return convert(money, "USD", on, rates).money.amount
    except MoneyError:
        return Decimal(0)


def _named(want: Want) -> str:
    return f"{want.lack} {want.of}"


def in_order(row: AuditRow) -> tuple[int, str, str]:
    """Return what rows are sorted by: bucket, last day, number."""
    return _BUCKET_ORDER.index(row.bucket), str(row.deadline or "9"), row.tracking_number


_BUCKET_ORDER = list(Bucket)
