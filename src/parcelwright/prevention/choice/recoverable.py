"""What would come back if a parcel were lost: the rule book's ceiling, and how often it is paid."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from parcelwright.claims.entitlement import Clerk
from parcelwright.claims.remedy import ClaimType, PayerKind, RemedyStatus
from parcelwright.claims.stacking import shares_of
from parcelwright.errors import MoneyError
from parcelwright.parcels.journey import journey_of
from parcelwright.rulebook.contract import is_own_contract
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parcelwright.claims.remedy import Entitlement, Remedy
    from parcelwright.money import Money
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.prevention.choice.grants import Grants
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates

    Clerks: TypeAlias = dict[tuple[object, ...], Clerk]

_NOTHING_SAID = journey_of(())
# Days and policies that are remembered at a time; a list of orders names few.
_MOST_CLERKS = 32
_COUNTED = frozenset({RemedyStatus.OPEN, RemedyStatus.TOO_EARLY})


@dataclass(frozen=True, kw_only=True, eq=False)
class Terms:
    """Whose terms count: the rule book's, and what the shop agreed itself.

    ``clerks`` is what entitlement has worked out already, by day and terms; filled as it goes.
    """

    book: RuleBook
    rates: Rates
    contracts: Sequence[ContractTerms] = ()
    covers: Sequence[CoverTerms] = ()
    clerks: Clerks = field(default_factory=dict, compare=False, repr=False)

    def clerk(self, on: date) -> Clerk:
        """Return who answers on one day under these terms, for all parcels the same."""
        # The clerk keeps the rates, so that no others can be where they are.
        asked = (on, self.book, id(self.rates), tuple(self.contracts), tuple(self.covers))
        known = self.clerks.get(asked)
        if known is None:
            if len(self.clerks) >= _MOST_CLERKS:
                self.clerks.clear()
            known = self.clerks[asked] = Clerk(
                self.book, on, self.rates, contracts=self.contracts, covers=self.covers
            )
        return known


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one payer would owe for the loss, after those before it in turn.

    Args:
        odds: Share of claims that it grants.
        decided: Claims of the shop that it decided, by which ``odds`` are drawn away from one in
            two; with none they are an assumption.
        rule: The rule that says so; ``rate table`` where the seller's own table does.
    """

    payer: str
    amount: Money
    odds: float
    rule: str
    kind: PayerKind
    decided: int = 0

    @property
    def expected(self) -> float:
        """What comes back of it on average."""
        return float(self.amount.amount) * self.odds


@dataclass(frozen=True, kw_only=True)
class Recoverable:
    """What all payers together would owe if the parcel were lost.

    Args:
        parts: By payer, in turn.
        unknown: Payers that may owe something, and nobody can say how much.
    """

    parts: tuple[Part, ...]
    unknown: tuple[str, ...] = ()

    @property
    def expected(self) -> float:
        """What comes back of a loss on average, in the currency of the parts."""
        return sum(part.expected for part in self.parts)

    @property
    def ceiling(self) -> Decimal:
        """What comes back if every payer pays."""
        return sum((part.amount.amount for part in self.parts), Decimal(0))


def recoverable(
    parcel: Parcel, terms: Terms, grants: Grants, currency: str, *, included: Money | None = None
) -> Recoverable:
    """Return what would be owed if the parcel were lost, each payer once.

    Args:
        parcel: As it would be accepted; without insurance unless it names one.
        terms: Whose terms count.
        grants: How often each payer grants what is claimed.
        currency: Of all sums.
        included: Cover that the seller's rate table says the service includes; it stands for
            whatever the rule book says of the carrier.
    """
    on = (parcel.accepted_on or _missing()) + timedelta(days=1)
    asked = terms.clerk(on).entitle(parcel, _NOTHING_SAID, claim_type=ClaimType.LOST_IN_TRANSIT)
    found = replace(asked, remedies=tuple(map(_without_a_day, asked.remedies)))
    parts = [
        Part(
            payer=payer,
            amount=money,
            odds=grants.odds(payer).mean,
            decided=grants.count(payer),
            rule=rule,
            kind=kind,
        )
        for payer, money, rule, kind in _owed(found, currency, on, terms.rates)
        if not (included is not None and kind is PayerKind.CARRIER)
    ]
    if included is not None:
        parts.insert(0, _included(parcel, included, grants, currency, on, terms.rates))
    unknown = dict.fromkeys(
        remedy.payer
        for remedy in found.remedies
        if remedy.amount is None
        and remedy.kind is not PayerKind.CARRIER
        and remedy.status is not RemedyStatus.EXCLUDED
    )
    if not any(part.kind is PayerKind.CARRIER for part in parts):
        unknown[parcel.carrier] = None
    return Recoverable(parts=tuple(parts), unknown=tuple(unknown))


def _without_a_day(remedy: Remedy) -> Remedy:
    """Return the seller's own contract as open where it agrees a sum and no period.

    After a loss the carrier must be asked until when; what it would pay is agreed all the same.
    """
    dayless = remedy.status is RemedyStatus.CHECK_WITH_CARRIER and not remedy.deadlines
    agreed = remedy.amount is not None and is_own_contract(remedy.rule)
    return replace(remedy, status=RemedyStatus.OPEN) if dayless and agreed else remedy


def _owed(
    found: Entitlement, currency: str, on: date, rates: Rates
) -> list[tuple[str, Money, str, PayerKind]]:
    """Return what each payer gives in its turn, the best rule of each."""
    best: dict[str, tuple[str, Money, str, PayerKind]] = {}
    for remedy, share in zip(found.remedies, shares_of(found), strict=True):
        if remedy.status not in _COUNTED or share.in_turn is None or not share.in_turn.amount:
            continue
        try:
            money = convert(share.in_turn, currency, on, rates).money
        except MoneyError:
            continue
        known = best.get(remedy.payer)
        if known is None:
            best[remedy.payer] = (remedy.payer, money, remedy.rule, remedy.kind)
        else:
            best[remedy.payer] = (known[0], known[1] + money, known[2], known[3])
    return list(best.values())


def _included(
    parcel: Parcel, cover: Money, grants: Grants, currency: str, on: date, rates: Rates
) -> Part:
    value = parcel.contents.value
    sums = [convert(cover, currency, on, rates).money]
    if value is not None:
        sums.append(convert(value, currency, on, rates).money)
    return Part(
        payer=parcel.carrier,
        amount=min(sums, key=lambda money: money.amount),
        odds=grants.odds(parcel.carrier).mean,
        decided=grants.count(parcel.carrier),
        rule="rate table",
        kind=PayerKind.CARRIER,
    )


def _missing() -> date:
    raise ValueError("the parcel has no day of acceptance, from which rules are chosen")
