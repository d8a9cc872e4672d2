"""The money audit: over many parcels, what can be claimed, what lapses, what has lapsed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.claims.audit_rows import (
    AuditGroup,
    AuditRow,
    Bucket,
    Tally,
    Waiting,
    in_order,
    most_money_first,
)
from parcelwright.claims.entitlement import NOTHING, Clerk, Known
from parcelwright.claims.gaps import Question
from parcelwright.claims.lacking import Lack, Want, want_of
from parcelwright.claims.remedy import Act, RemedyStatus
from parcelwright.claims.standing_of_claims import Stand, claims_of, paid_so_far

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from parcelwright.claims.remedy import Entitlement, Remedy
    from parcelwright.money import Money
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates

__all__ = [
    "Audit",
    "AuditGroup",
    "AuditItem",
    "AuditRow",
    "Bucket",
    "Waiting",
    "audit",
    "audit_row",
]

SOON_DAYS = 7


_BUCKETS = {
    RemedyStatus.TOO_EARLY: Bucket.TOO_EARLY,
    RemedyStatus.EXPIRED: Bucket.EXPIRED,
    RemedyStatus.EXCLUDED: Bucket.NOT_COVERED,
    RemedyStatus.CHECK_WITH_CARRIER: Bucket.UNKNOWN,
}
_CLAIMED = {Stand.CLAIMED: Bucket.CLAIMED, Stand.SETTLED: Bucket.SETTLED}


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
class Audit:
    """The whole audit on one day; rows and groups are in a fixed order.

    ``rows`` is empty where they were handed on one by one. ``waiting`` is what would turn
    unknowns into knowns, the most money first.
    """

    on: date
    parcels: int
    not_in_trouble: int
    rows: tuple[AuditRow, ...] = field(default=())
    groups: tuple[AuditGroup, ...] = field(default=())
    waiting: tuple[Waiting, ...] = field(default=())

    def totals(self, *buckets: Bucket) -> tuple[Money, ...]:
        """Return the sums of some buckets, one for each currency and never mixed."""
        sums: dict[str, Money] = {}
        for group in self.groups:
            if group.bucket in buckets and group.total is not None:
                known = sums.get(group.currency)
                sums[group.currency] = group.total if known is None else known + group.total
        return tuple(sums[currency] for currency in sorted(sums))

    @property
    def paid(self) -> tuple[Money, ...]:
        """What payers granted or paid so far, one sum for each currency."""
        sums: dict[str, Money] = {}
        for money in (money for group in self.groups for money in group.paid):
            known = sums.get(money.currency)
            sums[money.currency] = money if known is None else known + money
        return tuple(sums[currency] for currency in sorted(sums))


def audit(
    items: Iterable[AuditItem],
    book: RuleBook,
    on: date,
    rates: Rates,
    *,
    contracts: Sequence[ContractTerms] = (),
    told: Callable[[AuditRow], object] | None = None,
    covers: Sequence[CoverTerms] = (),
) -> Audit:
    """Return what many parcels can claim on day ``on``, each counted once by its best remedy.

    Items are taken one at a time and none is kept, so an iterator of any length fits.

    Args:
        items: The parcels.
        book: The rules.
        on: Day asked about.
        rates: For sums in other currencies.
        contracts: The seller's own terms.
        covers: The policies of the shop.
        told: Called with each row as it comes, in the order of the items. The rows are then
            not in the audit as well, and memory does not grow with the parcels.
    """
    rows: list[AuditRow] = []
    tell = told or rows.append
    tally = Tally()
    count = 0
    clerk = Clerk(book, on, rates, contracts=contracts, covers=covers)
    for item in items:
        count += 1
        if not item.troubled:
            continue
        found = _found(clerk, item)
        question = Question(
            found=found,
            parcel=item.parcel,
            journey=item.journey,
            book=book,
            contracts=contracts,
        )
        row = audit_row(question, rates, item.chance, known=item.known)
        tally.add(row)
        tell(row)
    return Audit(
        on=on,
        parcels=count,
        not_in_trouble=count - tally.rows,
        rows=tuple(sorted(rows, key=in_order)),
        groups=tally.groups(),
        waiting=most_money_first(tally.waiting(), on, rates),
    )


def _found(clerk: Clerk, item: AuditItem) -> Entitlement:
    """Return what a parcel can claim, explained only where a row says what the explanation says."""
    found = clerk.cover(item.parcel, item.journey, known=item.known)
    if all(remedy.why for remedy in found.remedies):
        return found
    return clerk.entitle(item.parcel, item.journey, known=item.known)


def audit_row(
    question: Question, rates: Rates, chance: float | None = None, *, known: Known = NOTHING
) -> AuditRow:
    """Return the audit's row of one troubled parcel from what it can claim.

    Args:
        question: Its entitlement on the day of the audit, and what that was worked out from.
        rates: For what was paid in another currency than that of the loss.
        chance: Chance from 0 to 1 that it still arrives, if assessed.
        known: What the entitlement took from the case file: claims, decisions and payments.
    """
    found = question.found
    claims = claims_of(found, known)
    best = claims.remedy
    ends = _ends(best, found.on)
    bucket = _CLAIMED.get(claims.stand) or _bucket(best, ends, found.on)
    if bucket in _CLAIMED.values():
        ends = None
    want = None if claims.stand is not Stand.OPEN else want_of(question, best, known)
    return AuditRow(
        tracking_number=found.tracking_number,
        bucket=bucket,
        payer=best.payer,
        rule=best.rule,
        amount=None if bucket is Bucket.SETTLED else _left(best.amount, found.left),
        deadline=ends,
        first_chance=_first_chance(best, question.parcel),
        assumed=any(deadline.assumed for deadline in best.deadlines),
        chance=chance,
        why=claims.why,
        want=want,
        waits=None if want is None else _waits(question, best, want),
        paid=paid_so_far(found, known, rates),
    )


def _left(amount: Money | None, left: Money | None) -> Money | None:
    """Return a sum, cut to what is left of the loss."""
    if amount is None or left is None or amount.currency != left.currency:
        return amount
    return min(amount, left, key=lambda money: money.amount)


def _waits(question: Question, best: Remedy, want: Want) -> Money | None:
    if want.lack is Lack.VALUE:
        return None
    found = question.found
    most = found.left if found.left is not None else found.most
    return best.amount if best.amount is not None else most


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
