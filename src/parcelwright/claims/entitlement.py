"""Who answers for one parcel, under which rule, how much, and until when."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.claims.assumed import assumed_remedy, no_rule_remedy
from parcelwright.claims.buyer_clocks import buyer_clocks
from parcelwright.claims.claim_types import chosen_type, stated
from parcelwright.claims.covers import cover_rules, covers_of
from parcelwright.claims.facts import facts_of
from parcelwright.claims.holder import (
    barred_last_mile,
    holder_of,
    holds_account,
    last_mile_facts,
    last_mile_key,
    sellers_own,
)
from parcelwright.claims.known import NOTHING, Known
from parcelwright.claims.liability import most_of
from parcelwright.claims.order_of_acts import opposed_orders
from parcelwright.claims.regime import regime_of
from parcelwright.claims.remedies import Case, remedy_of
from parcelwright.claims.remedy import Entitlement, RemedyStatus
from parcelwright.claims.stacking import less_paid, paid_in
from parcelwright.money import Money
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.parcel import ContractParty
from parcelwright.rulebook.contract import rule_of
from parcelwright.rulebook.rule import ClaimType, HeldBy, PayerKind
from parcelwright.rulebook.select import carrier_of, key_of, rules_for
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

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
    from parcelwright.rulebook.rule import Carrier, Rule

__all__ = ["NOTHING", "Known", "entitle"]

_CLOSED = {
    Milestone.DELIVERED: "The parcel is delivered and nobody disputes it.",
    Milestone.REPORTED_RECEIVED: "The buyer has received the parcel.",
    Milestone.RETURNED: "The parcel came back to the sender.",
    Milestone.CANCELLED: "The parcel was never shipped.",
    Milestone.SEIZED: "The parcel was seized; carriers do not answer for seizure by law.",
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
_CONTRACT_PASSED = (
    "The carrier's own period has passed; a suit under the treaty may be possible, uncertain."
)
_ORDER = list(RemedyStatus)


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
    facts = facts_of(parcel, journey, known.moments, valued=explained)
    accepted = facts.moments.get(Since.POSTING)
    contract = _contract(parcel, contracts, accepted, book)
    first_key = key_of(parcel, accepted, ClaimType.LOST_IN_TRANSIT)
    carrier = carrier_of(book, first_key)
    # Terms agreed with the carrier itself leave the seller the rights of the sender.
    own = contract is not None and parcel.contract_party is not ContractParty.SELF
    consolidated = own or _consolidated(parcel, carrier)
    if claim_type is not None:
        choice = stated(claim_type)
    else:
        choice = chosen_type(
            parcel,
            journey,
            consolidated=consolidated,
            on=on,
            moments=facts.moments,
            reported=known.reported,
        )
    key = first_key.of_type(choice.claim_type)
    regime = regime_of(book, key)
    case = Case(
        facts=facts,
        on=on,
        rates=rates,
        closed=_closed(journey, choice),
        known=known,
        parcel=parcel,
        holder_known=holds_account(parcel),
        met=frozenset({f"carried_by_{parcel.transport}"} if parcel.transport else ()),
        disputed=choice.claim_type is ClaimType.DELIVERED_NOT_RECEIVED,
        explained=explained,
    )
    held = _allowed(rules_for(book, key), contract, parcel, carrier, consolidated=consolidated)
    # What a convention says of third parties answers a question and owes nothing.
    rules = tuple(rule for rule in held if rule.payer.kind != "law")
    if covers:
        covered = covers_of(parcel, covers, book, accepted, on, rates)
        rules = cover_rules(covered, key, book, rules)
    remedies = _after_contract(rules, [remedy_of(rule, case) for rule in rules])
    remedies += _last_mile(parcel, journey, key, case, book)
    # Cover that was bought says nothing of what the carrier owes.
    by_carrier = [found for found in remedies if found.kind is PayerKind.CARRIER]
    undated = not any(deadline.latest for found in by_carrier for deadline in found.deadlines)
    # A contract that was entered speaks for itself, even where it sets no period.
    if consolidated and contract is None and undated and not (case.closed and by_carrier):
        remedies.append(assumed_remedy(parcel, carrier, book, case, key))
    elif not by_carrier:
        remedies.append(no_rule_remedy(parcel, carrier, choice.claim_type, case, gap=regime.gap))
    barred = [remedy_of(rule, case) for rule in held if rule.payer.kind == "law"]
    if last_mile := barred_last_mile(parcel, carrier, book, contracts):
        barred.append(last_mile)
    most = left = most_of(facts, on, rates)
    warnings: tuple[str, ...] = ()
    if known.paid:
        currency = facts.currency or next(iter(known.paid.values())).currency
        paid, warnings = paid_in(known.paid, currency, on, rates)
        left = _left(most, paid)
        remedies = less_paid(remedies, most, known.paid, on, rates)
    return Entitlement(
        tracking_number=parcel.tracking_number,
        carrier=parcel.carrier or (carrier.slug if carrier else ""),
        service=parcel.service,
        on=on,
        regime=regime.regime.value,
        remedies=(*sorted(remedies, key=_rank), *barred),
        most=most,
        left=left,
        buyer_clocks=buyer_clocks(parcel, key, facts.moments, schemes) if schemes else (),
        claim_type=choice.claim_type,
        type_reason=choice.reason,
        other_types=choice.others,
        warnings=(*warnings, *opposed_orders(rules, remedies)),
        explained=explained,
        regime_choice=regime,
        holder=holder_of(parcel, carrier),
    )


def _last_mile(
    parcel: Parcel, journey: Journey, key: Key, case: Case, book: RuleBook
) -> list[Remedy]:
    """Return what the last-mile carrier owes a seller whose own account bought its label."""
    if parcel.contract_party is not ContractParty.LAST_MILE:
        return []
    facts = last_mile_facts(case.facts, journey)
    own = last_mile_key(parcel, key, facts)
    if own is None:
        return []
    mine = replace(case, facts=facts, holder_known=True)
    rules = [rule for rule in rules_for(book, own) if rule.payer.kind != "law"]
    if rules:
        return [remedy_of(rule, mine) for rule in rules]
    named = replace(parcel, carrier=own.carrier)
    return [no_rule_remedy(named, carrier_of(book, own), own.claim_type, mine)]


def _closed(journey: Journey, choice: TypeChoice) -> str:
    """Return why nothing is owed; a delivery or return closes nothing that it brought about."""
    if journey.outcome is None:
        return ""
    if choice.trouble and choice.claim_type in _AFTER_DELIVERY.get(journey.outcome, ()):
        return ""
    return _CLOSED.get(journey.outcome, "")


def _left(most: Money | None, paid: Mapping[str, Money]) -> Money | None:
    if most is None:
        return None
    total = sum((m.amount for m in paid.values() if m.currency == most.currency), Decimal(0))
    return Money(max(most.amount - total, Decimal(0)), most.currency).rounded()


def _after_contract(rules: tuple[Rule, ...], remedies: list[Remedy]) -> list[Remedy]:
    """Return the remedies, a treaty's as uncertain where the carrier's own period has passed."""
    if len(remedies) < 2:  # noqa: PLR2004 - nothing stands beside it
        return remedies
    contract = {rule.id for rule in rules if rule.regime == "contract"}
    passed = any(r.rule in contract and r.status is RemedyStatus.EXPIRED for r in remedies)
    if not passed:
        return remedies
    return [
        replace(remedy, status=RemedyStatus.CHECK_WITH_CARRIER, why=_CONTRACT_PASSED)
        if remedy.rule not in contract
        and remedy.kind is PayerKind.CARRIER
        and remedy.status is RemedyStatus.OPEN
        else remedy
        for remedy in remedies
    ]


def _consolidated(parcel: Parcel, carrier: Carrier | None) -> bool:
    if parcel.contract_party is not None:
        by_other = parcel.contract_party in {ContractParty.CONSOLIDATOR, ContractParty.PLATFORM}
        return by_other or (carrier is not None and carrier.kind == "consolidator")
    return carrier is not None and carrier.kind == "consolidator"


def _contract(
    parcel: Parcel, contracts: Sequence[ContractTerms], accepted: date | None, book: RuleBook
) -> Rule | None:
    """Return the newest contract of the parcel's account that held when it was accepted.

    Many exports name no account. Such a parcel falls under the only account that was
    entered for its carrier, and under none where there are several.
    """
    day = accepted or (parcel.label_created_at.day if parcel.label_created_at else None)
    account = parcel.carrier_account or _only_account(parcel.carrier, contracts)
    held = [
        terms
        for terms in contracts
        if account
        and terms.carrier_account == account
        and (terms.valid_from is None or (day is not None and terms.valid_from <= day))
    ]
    if not held:
        return None
    terms = max(held, key=lambda terms: str(terms.valid_from or ""))
    return rule_of(terms, book.zone_of(terms.payer))


def _only_account(carrier: str, contracts: Sequence[ContractTerms]) -> str:
    accounts = {terms.carrier_account for terms in contracts if carrier and terms.payer == carrier}
    return accounts.pop() if len(accounts) == 1 else ""


def _allowed(
    rules: tuple[Rule, ...],
    contract: Rule | None,
    parcel: Parcel,
    carrier: Carrier | None,
    *,
    consolidated: bool,
) -> tuple[Rule, ...]:
    """Return the rules whose right is the seller's; a contract replaces published terms."""
    if contract is not None:
        rules = (contract, *(rule for rule in rules if rule.held_by is not HeldBy.ACCOUNT))
    return sellers_own(rules, parcel, carrier, consolidated=consolidated)


def _rank(remedy: Remedy) -> tuple[int, bool, str, Decimal, str]:
    """Return the place among the remedies: by status, then what lapses first, then the sum.

    Cover that pays only what others do not stands after them.
    """
    days = [str(found.latest) for found in remedy.deadlines if found.latest is not None]
    amount = Decimal(-1) if remedy.amount is None else remedy.amount.amount
    status = _ORDER.index(remedy.status)
    return status, bool(remedy.excess_of), min(days, default="9"), -amount, remedy.rule
