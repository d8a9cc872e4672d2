"""The money audit: over many parcels, what can be claimed, what lapses, what has lapsed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.claims.entitlement import NOTHING, Known, entitle
from parcelwright.claims.remedy import Act, RemedyStatus
from parcelwright.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from parcelwright.claims.remedy import Entitlement, Remedy
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates

SOON_DAYS = 7


class Bucket(StrEnum):
    """Where a parcel stands; each parcel is in exactly one."""

    EXPIRING = "expiring"
    CLAIMABLE = "claimable"
    TOO_EARLY = "too_early"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    NOT_COVERED = "not_covered"


_BUCKETS = {
    RemedyStatus.TOO_EARLY: Bucket.TOO_EARLY,
    RemedyStatus.EXPIRED: Bucket.EXPIRED,
    RemedyStatus.EXCLUDED: Bucket.NOT_COVERED,
    RemedyStatus.CHECK_WITH_CARRIER: Bucket.UNKNOWN,
}


@dataclass(frozen=True, kw_only=True)
class AuditItem:
    """One parcel to audit.

    Args:
        troubled: Lost, presumed lost, or silent beyond the threshold; others are not claimed.
        chance: Chance from 0 to 1 that it still arrives, if assessed.
        known: What the case file adds.
    """

    parcel: Parcel
    journey: Journey
    troubled: bool
    chance: float | None = None
    known: Known = NOTHING


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


@dataclass(frozen=True, kw_only=True)
class Audit:
    """The whole audit on one day; rows and groups are in a fixed order."""

    on: date
    parcels: int
    not_in_trouble: int
    rows: tuple[AuditRow, ...] = field(default=())
    groups: tuple[AuditGroup, ...] = field(default=())

    def totals(self, *buckets: Bucket) -> tuple[Money, ...]:
        """Return the sums of some buckets, one for each currency and never mixed."""
        sums: dict[str, Money] = {}
        for group in self.groups:
            if group.bucket in buckets and group.total is not None:
                known = sums.get(group.currency)
                sums[group.currency] = group.total if known is None else known + group.total
        return tuple(sums[currency] for currency in sorted(sums))


def audit(
    items: Iterable[AuditItem],
    book: RuleBook,
    on: date,
    rates: Rates,
    *,
    contracts: Sequence[ContractTerms] = (),
    covers: Sequence[CoverTerms] = (),
) -> Audit:
    """Return what many parcels can claim on day ``on``, each counted once by its best remedy."""
    rows: list[AuditRow] = []
    count = 0
    for item in items:
        count += 1
        if item.troubled:
            found = entitle(
                item.parcel,
                item.journey,
                book,
                on,
                rates,
                contracts=contracts,
                covers=covers,
                known=item.known,
            )
            rows.append(audit_row(found, item.parcel, item.chance))
    rows.sort(key=_order)
    return Audit(
        on=on,
        parcels=count,
        not_in_trouble=count - len(rows),
        rows=tuple(rows),
        groups=_groups(rows),
    )


def audit_row(found: Entitlement, parcel: Parcel, chance: float | None = None) -> AuditRow:
    """Return the audit's row of one troubled parcel from what it can claim.

    Args:
        found: Its entitlement, on the day of the audit.
        parcel: The parcel.
        chance: Chance from 0 to 1 that it still arrives, if assessed.
    """
    best = found.remedies[0]
    ends = _ends(best, found.on)
    return AuditRow(
        tracking_number=found.tracking_number,
        bucket=_bucket(best, ends, found.on),
        payer=best.payer,
        rule=best.rule,
        amount=best.amount,
        deadline=ends,
        first_chance=_first_chance(best, parcel),
        assumed=any(deadline.assumed for deadline in best.deadlines),
        chance=chance,
        why=best.why,
    )


def _ends(remedy: Remedy, on: date) -> date | None:
    """Return the next last day; a day that has passed only where the remedy has expired.

    An inquiry that was made in time leaves its last day behind without ending anything.
    """
    acts = {Act.INQUIRY, Act.CLAIM, Act.COURT}
    days = [found.latest for found in remedy.deadlines if found.act in acts and found.latest]
    usable = remedy.status in {RemedyStatus.OPEN, RemedyStatus.TOO_EARLY}
    return min((day for day in days if not usable or day >= on), default=None)


def _first_chance(remedy: Remedy, parcel: Parcel) -> date | None:
    days = [found.earliest for found in remedy.deadlines if found.earliest is not None]
    return min(days, default=parcel.accepted_on)


def _bucket(remedy: Remedy, ends: date | None, on: date) -> Bucket:
    if remedy.status is not RemedyStatus.OPEN:
        return _BUCKETS[remedy.status]
    if ends is not None and ends <= on + timedelta(days=SOON_DAYS):
        return Bucket.EXPIRING
    return Bucket.CLAIMABLE


_BUCKET_ORDER = list(Bucket)


def _order(row: AuditRow) -> tuple[int, str, str]:
    return _BUCKET_ORDER.index(row.bucket), str(row.deadline or "9"), row.tracking_number


def _groups(rows: Sequence[AuditRow]) -> tuple[AuditGroup, ...]:
    together: dict[tuple[int, str, str, str], list[AuditRow]] = {}
    for row in rows:
        currency = "" if row.amount is None else row.amount.currency
        key = (_BUCKET_ORDER.index(row.bucket), row.payer, row.rule, currency)
        together.setdefault(key, []).append(row)
    return tuple(_group(key, together[key]) for key in sorted(together))


def _group(key: tuple[int, str, str, str], rows: Sequence[AuditRow]) -> AuditGroup:
    at, payer, rule, currency = key
    total = sum((row.amount.amount for row in rows if row.amount is not None), start=0)
    days = [row.deadline for row in rows if row.deadline is not None]
    return AuditGroup(
        bucket=_BUCKET_ORDER[at],
        payer=payer,
        rule=rule,
        currency=currency,
        parcels=len(rows),
        total=Money.of(total, currency) if currency else None,
        next_deadline=min(days, default=None),
        assumed=any(row.assumed for row in rows),
    )
