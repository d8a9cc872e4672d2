"""What one parcel is found to be on one day, and what each rule gives it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.claims.ahead import ahead, taken_by
from parcelwright.claims.assumed import assumed_remedy, no_rule_remedy
from parcelwright.claims.claim_types import chosen_type, stated
from parcelwright.claims.closing import closed_by
from parcelwright.claims.comparable import any_asks_scans
from parcelwright.claims.facts import NO_VALUES, named_days, scanned_days, unvalued, valued
from parcelwright.claims.judged import Judged
from parcelwright.claims.last_mile import last_mile_remedies
from parcelwright.claims.liability import most_of
from parcelwright.claims.offices import office_zone
from parcelwright.claims.order_of_acts import opposed_orders
from parcelwright.claims.planning import Planner
from parcelwright.claims.ranking import after_contract, rank
from parcelwright.claims.remedies import Case
from parcelwright.claims.stacking import less_paid, paid_in
from parcelwright.money import Money
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.parcel import ContractParty
from parcelwright.rulebook.rule import ClaimType, PayerKind
from parcelwright.rulebook.select import s10_of
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from parcelwright.claims.judged import Depth
    from parcelwright.claims.known import Known
    from parcelwright.claims.parties import Parties
    from parcelwright.claims.plan import Plan
    from parcelwright.claims.regime import RegimeChoice
    from parcelwright.claims.remedies import Prepared
    from parcelwright.claims.remedy import Remedy
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.key import Key

_POSTING, _CARRIER, _LAST_MILE = Since.POSTING, PayerKind.CARRIER, ContractParty.LAST_MILE
_DUE = Since.DUE_DELIVERY
_NOT_RECEIVED, _SEIZED = ClaimType.DELIVERED_NOT_RECEIVED, Milestone.SEIZED
_new = tuple.__new__


class Judge:
    """Judges many parcels on one day; see :class:`.entitlement.Clerk` for the arguments."""

    def __init__(
        self,
        book: RuleBook,
        on: date,
        rates: Rates,
        contracts: Sequence[ContractTerms],
        covers: Sequence[CoverTerms],
    ) -> None:
        self._book, self._on, self._rates = book, on, rates
        self._planner = planner = Planner(book, on, rates, contracts, covers)
        self._parties, self._plan = planner.parties, planner.plan

    def regime(self, found: Judged) -> RegimeChoice:
        """Return which law governs a parcel that was judged."""
        return self._planner.regime(found.key, found.parties, found.plan)

    def judged(
        self,
        parcel: Parcel,
        journey: Journey,
        known: Known,
        claim_type: ClaimType | None,
        depth: Depth,
    ) -> Judged:
        """Return what a parcel is found to be, and what each rule gives it."""
        on, late = self._on, ""
        explained, summed, is_scanned = depth
        moments = named_days(parcel, journey, known.moments)
        accepted = moments.get(_POSTING)
        if accepted is not None and accepted > on and (undated := taken_by(parcel, on)):
            parcel, late = undated, ahead(accepted)
            moments = named_days(parcel, journey, known.moments)
            accepted = moments.get(_POSTING)
        is_scanned = is_scanned or parcel.contract_party is _LAST_MILE or _DUE in moments
        if is_scanned:
            moments = scanned_days(journey) | moments
        letters, post = s10_of(parcel.tracking_number)
        parties = self._parties(parcel, post)
        contract = parties.contract(accepted, parcel) if parties.agreed else None
        consolidated = parties.by_other if contract is None else parties.is_consolidated(contract)
        choice = (
            chosen_type(parcel, journey, moments, on, known.reported, consolidated=consolidated)
            if claim_type is None
            else stated(claim_type)
        )
        key = parties.key_of(parcel, letters, accepted, choice.claim_type)
        plan = self._plan(parties, key, contract, consolidated=consolidated)
        # A contract that was entered speaks for itself, even where it sets no period.
        assumes = consolidated and contract is None
        if not is_scanned and (
            plan.asks_scans or (assumes and any_asks_scans(self._book, key.claim_type))
        ):
            moments = scanned_days(journey) | moments
        outcome = journey.course.outcome
        # As Case(...) would, in a fifth of the time.
        case: Case = _new(
            Case,
            (
                valued(parcel, moments) if explained or summed else unvalued(NO_VALUES, moments),
                on,
                self._rates,
                "" if outcome is None else closed_by(outcome, choice),
                known,
                parcel,
                parties.met,
                choice.claim_type is _NOT_RECEIVED,
                outcome is _SEIZED,
                explained,
                summed,
                office_zone(parcel.lane.origin_country or post),
            ),
        )
        remedies, rules = self._given(case, parcel, journey, parties, key, plan, assumes=assumes)
        most = left = most_of(case.facts, on, self._rates) if explained or summed else None
        warnings: tuple[str, ...] = ()
        if known.paid:
            left, warnings, remedies = self._less_paid(most, remedies, case)
        if len(remedies) > 1:
            remedies.sort(key=rank)
            ordered = [each.rule for each in rules if each.ordered]
            warnings += opposed_orders(ordered, remedies) if ordered else ()
        if late:
            warnings += (late,)
        barred = [rule.remedy(case) for rule in plan.barred] if plan.barred else ()
        every = (*remedies, *barred, *parties.barred)
        return _new(
            Judged,
            (parcel, parties, key, choice, plan, case.facts, every, most, left, warnings),
        )

    def _given(
        self,
        case: Case,
        parcel: Parcel,
        journey: Journey,
        parties: Parties,
        key: Key,
        plan: Plan,
        *,
        assumes: bool,
    ) -> tuple[list[Remedy], tuple[Prepared, ...]]:
        """Return what each rule gives a parcel, or that there is none, and the rules."""
        book, rules = self._book, self._planner.with_covers(plan.rules, parcel, key)
        remedies = [rule.remedy(case) for rule in rules]
        if len(remedies) > 1:
            remedies = after_contract(rules, remedies)
        if parcel.contract_party is _LAST_MILE:
            remedies += last_mile_remedies(parcel, journey, key, case, book)
        # Cover that was bought says nothing of what the carrier owes.
        owes, dates = _of_carrier(remedies)
        if assumes and not dates and not (case.closed and owes):
            remedies.append(assumed_remedy(parcel, parties.carrier, book, case, key))
        elif not owes:
            gap = self._planner.regime(key, parties, plan).gap
            remedies.append(no_rule_remedy(parcel, parties.carrier, key.claim_type, case, gap=gap))
        return remedies, rules

    def _less_paid(
        self, most: Money | None, remedies: list[Remedy], case: Case
    ) -> tuple[Money | None, tuple[str, ...], list[Remedy]]:
        """Return what is left of the loss, what of the payments has no rate, and the remedies."""
        on, rates, paid = self._on, self._rates, case.known.paid
        currency = case.facts.currency or next(iter(paid.values())).currency
        same, warnings = paid_in(paid, currency, on, rates)
        return _left(most, same), warnings, less_paid(remedies, most, paid, on, rates)


def _of_carrier(remedies: Iterable[Remedy]) -> tuple[bool, bool]:
    """Return whether a carrier is among those that pay, and whether it sets a last day."""
    found = False
    for each in remedies:
        if each.kind is _CARRIER:
            found = True
            for deadline in each.deadlines:
                if deadline.latest is not None:
                    return True, True
    return found, False


def _left(most: Money | None, paid: Mapping[str, Money]) -> Money | None:
    if most is None:
        return None
    total = sum((m.amount for m in paid.values() if m.currency == most.currency), Decimal(0))
    return Money(max(most.amount - total, Decimal(0)), most.currency).rounded()
