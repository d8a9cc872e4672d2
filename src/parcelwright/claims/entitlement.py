"""Who answers for one parcel, under which rule, how much, and until when."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache, partial
from operator import add
from typing import TYPE_CHECKING

from parcelwright.claims.ahead import ahead, taken_by
from parcelwright.claims.assumed import assumed_remedy, no_rule_remedy
from parcelwright.claims.buyer_clocks import buyer_clocks, unlisted_law
from parcelwright.claims.claim_types import chosen_type, stated
from parcelwright.claims.closing import closed_by, is_with_buyer
from parcelwright.claims.comparable import any_asks_scans
from parcelwright.claims.covers import cover_rules, covers_of
from parcelwright.claims.facts import NO_VALUES, named_days, scanned_days, unvalued, valued
from parcelwright.claims.judged import Depth, Judged
from parcelwright.claims.known import NOTHING, Known
from parcelwright.claims.last_mile import last_mile_remedies
from parcelwright.claims.liability import most_of
from parcelwright.claims.order_of_acts import opposed_orders
from parcelwright.claims.parties import Names, parties_of
from parcelwright.claims.plan import cover_plan, own_plan
from parcelwright.claims.ranking import after_contract, rank
from parcelwright.claims.regime import by_ground
from parcelwright.claims.remedies import Case, prepared
from parcelwright.claims.remedy import Entitlement
from parcelwright.claims.stacking import less_paid, paid_in
from parcelwright.money import Money
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.parcel import ContractParty
from parcelwright.records import changing
from parcelwright.rulebook.alike import asked_by_payer
from parcelwright.rulebook.rule import ClaimType, PayerKind
from parcelwright.rulebook.select import covering, s10_of
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from parcelwright.claims.buyer_clocks import BuyerClock
    from parcelwright.claims.parties import Parties
    from parcelwright.claims.plan import Plan
    from parcelwright.claims.regime import RegimeChoice
    from parcelwright.claims.remedies import Prepared
    from parcelwright.claims.remedy import Remedy
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.clocks import Scheme
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Rule

__all__ = ["NOTHING", "Clerk", "Known", "entitle"]

_POSTING, _CARRIER, _LAST_MILE = Since.POSTING, PayerKind.CARRIER, ContractParty.LAST_MILE
_DUE = Since.DUE_DELIVERY
_NOT_RECEIVED, _SEIZED = ClaimType.DELIVERED_NOT_RECEIVED, Milestone.SEIZED


_answered = changing(
    Entitlement, "tracking_number", "carrier", "service", "regime", "remedies", "most", "left",
    "buyer_clocks", "unlisted_law", "claim_type", "type_reason", "other_types", "warnings",
    "explained", "regime_choice", "holder",
)  # fmt: skip
_new = tuple.__new__


class Clerk:
    """Answers for many parcels on one day, and remembers what they have in common.

    Most parcels of a shop name the same parties and fall under the same rules; only their days,
    values and weights differ. What is remembered is bounded, so that any number of parcels can
    be asked for, and it changes no answer.

    Args:
        book: The rules.
        on: Day asked about.
        rates: For sums in other currencies.
        contracts: The seller's own terms, which take precedence.
        covers: The policies of the shop, all editions.
        schemes: Whose clocks run for the buyer meanwhile.
    """

    def __init__(
        self,
        book: RuleBook,
        on: date,
        rates: Rates,
        *,
        contracts: Sequence[ContractTerms] = (),
        covers: Sequence[CoverTerms] = (),
        schemes: Sequence[Scheme] = (),
    ) -> None:
        self._book, self._on, self._rates = book, on, rates
        self._covers, self._schemes = covers, schemes
        # The days of scans are read for who asks for them: most are counted from the posting.
        self._full = Depth(explained=True, summed=False, scanned=True)
        self._summed = Depth(explained=False, summed=True, scanned=True)
        scanned = bool(covers or schemes)
        self._brief = Depth(explained=False, summed=False, scanned=scanned)
        self._blank = Entitlement(
            tracking_number="", carrier="", service="", on=on, regime="", remedies=()
        )
        self._parties = lru_cache(4096)(
            lambda *names: parties_of(Names(*names), book=book, contracts=contracts)
        )
        self._own_plan = lru_cache(16384)(partial(own_plan, book))
        self._cover_plan = lru_cache(4096)(partial(cover_plan, book))
        self._both = lru_cache(4096)(add)

    def entitle(
        self,
        parcel: Parcel,
        journey: Journey,
        *,
        known: Known = NOTHING,
        claim_type: ClaimType | None = None,
        explained: bool = True,
    ) -> Entitlement:
        """Return everything one parcel can claim, best remedy first; see :func:`entitle`."""
        depth = self._full if explained else self._brief
        return self._answer(parcel, journey, known, claim_type, depth)

    def cover(
        self,
        parcel: Parcel,
        journey: Journey,
        *,
        known: Known = NOTHING,
        claim_type: ClaimType | None = None,
    ) -> Entitlement:
        """Return what one parcel can claim without a word on how it came about.

        Status, days, sums, what is missing for them, exclusions and the order of the remedies
        are those of :meth:`entitle`; the steps of the sums, papers and explanations, and what
        all payers together owe, are left out.
        """
        return self._answer(parcel, journey, known, claim_type, self._summed)

    def remedies(
        self,
        parcel: Parcel,
        journey: Journey,
        *,
        known: Known = NOTHING,
        claim_type: ClaimType | None = None,
    ) -> tuple[Remedy, ...]:
        """Return the remedies alone, each with its status and days, for very many parcels.

        They are those of :meth:`entitle` with nothing explained. Which law governs, whose the
        claim is and what the buyer can force meanwhile are not worked out.
        """
        return self._judged(parcel, journey, known, claim_type, self._brief).remedies

    def _answer(
        self,
        parcel: Parcel,
        journey: Journey,
        known: Known,
        claim_type: ClaimType | None,
        depth: Depth,
    ) -> Entitlement:
        found = self._judged(parcel, journey, known, claim_type, depth)
        parcel, key, parties, choice = found.parcel, found.key, found.parties, found.choice
        schemes = self._schemes
        regime = self._regime(key, parties, found.plan)
        return _answered(
            self._blank,
            parcel.tracking_number,
            parcel.carrier or (parties.carrier.slug if parties.carrier else ""),
            parcel.service,
            regime.name,
            found.remedies,
            found.most,
            found.left,
            self._buyer_clocks(found, journey) if schemes else (),
            unlisted_law(parcel, schemes) if schemes else "",
            choice.claim_type,
            choice.reason,
            choice.others,
            found.warnings,
            depth.explained,
            regime,
            parties.holder,
        )

    def _judged(
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
        parties = self._parties(
            parcel.carrier,
            post,
            parcel.carrier_account,
            parcel.contract_party,
            parcel.last_mile_carrier,
            parcel.transport,
        )
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
            ),
        )
        remedies, rules = self._given(case, parcel, journey, parties, key, plan, assumes=assumes)
        most = left = most_of(case.facts, on, self._rates) if explained else None
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
        book, rules = self._book, plan.rules
        if self._covers:
            rules = self._with_covers(rules, parcel, key)
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
            gap = self._regime(key, parties, plan).gap
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

    def _buyer_clocks(self, found: Judged, journey: Journey) -> tuple[BuyerClock, ...]:
        moments, has_goods = found.facts.moments, is_with_buyer(journey, found.choice, found.facts)
        return buyer_clocks(found.parcel, found.key, moments, self._schemes, has_goods=has_goods)

    def _regime(self, key: Key, parties: Parties, plan: Plan) -> RegimeChoice:
        return parties.regime or by_ground(self._book, parties.carrier, key, is_ems=plan.is_ems)

    def _plan(
        self, parties: Parties, key: Key, contract: Rule | None, *, consolidated: bool
    ) -> Plan:
        """Return the rules that a parcel is judged by."""
        asked = parties.asked
        stance = parties.stance(asked, key.programme, consolidated=consolidated)
        plan = self._own_plan(asked.standing(key, parties.slug), contract, stance)
        if key.insurer or key.programme:
            for payer in covering(self._book, key.insurer, key.programme, parties.slug):
                asked = asked_by_payer(self._book, payer)
                stance = parties.stance(asked, key.programme, consolidated=consolidated)
                standing = asked.standing(key, parties.slug)
                cover = self._cover_plan(payer, standing, stance, agreed=contract is not None)
                plan = self._both(plan, cover)
        return plan

    def _with_covers(
        self, rules: tuple[Prepared, ...], parcel: Parcel, key: Key
    ) -> tuple[Prepared, ...]:
        """Return the rules with those of the policies that cover a parcel."""
        book = self._book
        covered = covers_of(parcel, self._covers, book, key.accepted_on, self._on, self._rates)
        every = cover_rules(covered, key, book, [each.rule for each in rules])
        return tuple(prepared(rule) for rule in every)


def entitle(
    parcel: Parcel,
    journey: Journey,
    book: RuleBook,
    on: date,
    rates: Rates,
    *,
    contracts: Sequence[ContractTerms] = (),
    covers: Sequence[CoverTerms] = (),
    known: Known = NOTHING,
    claim_type: ClaimType | None = None,
    schemes: Sequence[Scheme] = (),
    explained: bool = True,
) -> Entitlement:
    """Return everything one parcel can claim on day ``on``, best remedy first.

    A postal or air-law remedy is shown only to who holds the contract with that carrier,
    or, where nobody said who does, with the condition that the seller holds the receipt.
    Who asks for many parcels on one day asks one :class:`Clerk`.

    Args:
        parcel: As the seller or label names it.
        journey: What scans tell of it.
        book: The rules.
        on: Day asked about.
        rates: For sums in other currencies.
        contracts: The seller's own terms, which take precedence.
        covers: The policies of the shop, all editions.
        known: What our own case file adds.
        claim_type: What went wrong, where a person knows better than the scans, such as
            damage, part loss, delay or a return without reason.
        schemes: Whose clocks run for the buyer meanwhile.
        explained: Without it status and days are the same, and sums, papers and texts are
            left out: for a look at very many parcels.
    """
    clerk = Clerk(book, on, rates, contracts=contracts, covers=covers, schemes=schemes)
    return clerk.entitle(parcel, journey, known=known, claim_type=claim_type, explained=explained)


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
