"""Who answers for one parcel, under which rule, how much, and until when."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache, partial
from operator import add
from typing import TYPE_CHECKING

from parcelwright.claims.ahead import ahead, taken_by
from parcelwright.claims.assumed import assumed_remedy, no_rule_remedy
from parcelwright.claims.buyer_clocks import OF_THE_GOODS, buyer_clocks, unlisted_law
from parcelwright.claims.claim_types import chosen_type, stated
from parcelwright.claims.covers import cover_rules, covers_of
from parcelwright.claims.facts import Facts, facts_of
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
from parcelwright.claims.seizure import NOT_BY_CARRIERS
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
    from parcelwright.claims.remedies import Prepared
    from parcelwright.claims.remedy import Remedy
    from parcelwright.claims.type_choices import TypeChoice
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
_RECEIVED = Milestone.REPORTED_RECEIVED
_NOT_RECEIVED, _SEIZED = ClaimType.DELIVERED_NOT_RECEIVED, Milestone.SEIZED
_CLOSED = {
    Milestone.DELIVERED: "The parcel is delivered and nobody disputes it.",
    Milestone.REPORTED_RECEIVED: "The buyer has received the parcel.",
    Milestone.RETURNED: "The parcel came back to the sender.",
    Milestone.CANCELLED: "The parcel was never shipped.",
    Milestone.SEIZED: NOT_BY_CARRIERS,
}
_AFTER_DELIVERY = {
    Milestone.DELIVERED: {
        ClaimType.DAMAGED,
        ClaimType.PARTLY_LOST,
        ClaimType.DELAYED,
        ClaimType.DELIVERED_NOT_RECEIVED,
    },
    Milestone.REPORTED_RECEIVED: {ClaimType.DAMAGED, ClaimType.PARTLY_LOST, ClaimType.DELAYED},
    Milestone.RETURNED: {
        ClaimType.RETURNED_WITHOUT_REASON,
        ClaimType.DAMAGED,
        ClaimType.PARTLY_LOST,
    },
}


_answered = changing(
    Entitlement, "tracking_number", "carrier", "service", "regime", "remedies", "most", "left",
    "buyer_clocks", "unlisted_law", "claim_type", "type_reason", "other_types", "warnings",
    "explained", "regime_choice", "holder",
)  # fmt: skip
_case_of = changing(
    Case, "facts", "closed", "known", "parcel", "met", "disputed", "seized", "explained",
    "summed",
)  # fmt: skip


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
        self._blank = Entitlement(
            tracking_number="", carrier="", service="", on=on, regime="", remedies=()
        )
        self._unopened = Case(facts=Facts(), on=on, rates=rates)
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
        return self._answer(parcel, journey, known, claim_type, explained=explained, summed=False)

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
        return self._answer(parcel, journey, known, claim_type, explained=False, summed=True)

    def _answer(
        self,
        parcel: Parcel,
        journey: Journey,
        known: Known,
        claim_type: ClaimType | None,
        *,
        explained: bool,
        summed: bool,
    ) -> Entitlement:
        book, on, rates = self._book, self._on, self._rates
        facts = facts_of(parcel, journey, known.moments, valued=explained or summed)
        accepted = facts.moments.get(_POSTING)
        if accepted is not None and accepted > on and (undated := taken_by(parcel, on)):
            found = self._answer(
                undated, journey, known, claim_type, explained=explained, summed=summed
            )
            return replace(found, warnings=(*found.warnings, ahead(accepted)))
        letters, post = s10_of(parcel.tracking_number)
        parties = self._parties(
            parcel.carrier,
            post,
            parcel.carrier_account,
            parcel.contract_party,
            parcel.last_mile_carrier,
            parcel.transport,
        )
        contract = parties.contract(accepted, parcel)
        consolidated = parties.is_consolidated(contract)
        choice = (
            chosen_type(
                parcel,
                journey,
                consolidated=consolidated,
                on=on,
                moments=facts.moments,
                reported=known.reported,
            )
            if claim_type is None
            else stated(claim_type)
        )
        key = parties.key_of(parcel, letters, accepted, choice.claim_type)
        plan = self._plan(parties, key, contract, consolidated=consolidated)
        regime = parties.regime or by_ground(book, parties.carrier, key, is_ems=plan.is_ems)
        disputed = choice.claim_type is _NOT_RECEIVED
        outcome = journey.course.outcome
        closed = "" if outcome is None else _closed(outcome, choice)
        seized = outcome is _SEIZED
        case = _case_of(
            self._unopened,
            facts,
            closed,
            known,
            parcel,
            parties.met,
            disputed,
            seized,
            explained,
            summed,
        )
        rules = self._with_covers(plan.rules, parcel, key) if self._covers else plan.rules
        remedies = after_contract(rules, [rule.remedy(case) for rule in rules])
        if parcel.contract_party is _LAST_MILE:
            remedies += last_mile_remedies(parcel, journey, key, case, book)
        # Cover that was bought says nothing of what the carrier owes.
        owes, dates = _of_carrier(remedies)
        # A contract that was entered speaks for itself, even where it sets no period.
        if consolidated and contract is None and not dates and not (closed and owes):
            remedies.append(assumed_remedy(parcel, parties.carrier, book, case, key))
        elif not owes:
            what = choice.claim_type
            remedies.append(no_rule_remedy(parcel, parties.carrier, what, case, gap=regime.gap))
        most = left = most_of(facts, on, rates) if explained else None
        warnings: tuple[str, ...] = ()
        if known.paid:
            currency = facts.currency or next(iter(known.paid.values())).currency
            paid, warnings = paid_in(known.paid, currency, on, rates)
            left = _left(most, paid)
            remedies = less_paid(remedies, most, known.paid, on, rates)
        if len(remedies) > 1:
            remedies.sort(key=rank)
            ordered = [each.rule for each in rules if each.ordered]
            warnings += opposed_orders(ordered, remedies) if ordered else ()
        barred = [rule.remedy(case) for rule in plan.barred] if plan.barred else ()
        return _answered(
            self._blank,
            parcel.tracking_number,
            parcel.carrier or (parties.carrier.slug if parties.carrier else ""),
            parcel.service,
            regime.name,
            (*remedies, *barred, *parties.barred),
            most,
            left,
            self._buyer_clocks(parcel, key, facts, outcome, closed) if self._schemes else (),
            unlisted_law(parcel, self._schemes) if self._schemes else "",
            choice.claim_type,
            choice.reason,
            choice.others,
            warnings,
            explained,
            regime,
            parties.holder,
        )

    def _buyer_clocks(
        self, parcel: Parcel, key: Key, facts: Facts, outcome: Milestone | None, closed: str
    ) -> tuple[BuyerClock, ...]:
        scanned = Since.DELIVERED_SCAN in facts.moments and outcome is not Milestone.RETURNED
        came = outcome is _RECEIVED or scanned
        settled = bool(closed) and outcome in {_RECEIVED, Milestone.DELIVERED}
        return buyer_clocks(
            parcel,
            key,
            facts.moments,
            self._schemes,
            has_goods=settled or (came and key.claim_type in OF_THE_GOODS),
        )

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


def _closed(outcome: Milestone, choice: TypeChoice) -> str:
    """Return why nothing is owed; a delivery or return closes nothing that it brought about."""
    if choice.trouble and choice.claim_type in _AFTER_DELIVERY.get(outcome, ()):
        return ""
    return _CLOSED.get(outcome, "")


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
