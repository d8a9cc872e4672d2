"""One rule applied to one parcel: its deadlines, its sum, and whether it can be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import deadlines_of, spoken_day, spoken_span
from parcelwright.claims.declared import above_declaration
from parcelwright.claims.exclusions import exclusions_of
from parcelwright.claims.known import NOTHING
from parcelwright.claims.liability import Sum, claimable
from parcelwright.claims.noticed import with_notice
from parcelwright.claims.order_of_acts import FREE, REFUND_PROOFS, order_of
from parcelwright.claims.remedy import (
    Act,
    Confidence,
    DocumentNeed,
    EarlyFiling,
    Remedy,
    RemedyStatus,
    SumLine,
)
from parcelwright.records import quickly_made
from parcelwright.rulebook.rule import HeldBy
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.claims.exclusions import Exclusion
    from parcelwright.claims.facts import Facts
    from parcelwright.claims.known import Known
    from parcelwright.claims.order_of_acts import Order
    from parcelwright.claims.remedy import Deadline
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.rule import Paper, Rule

_HOLDER_NEEDS = frozenset({"posting_receipt", "waybill_in_your_name"})
_DISPUTED = "Check with the carrier: its proof of delivery decides whether anything is owed."
_ONLY_HOLDER = "Only if you hold the posting receipt or the contract with the carrier."


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Case:
    """What all remedies of one parcel share.

    Args:
        closed: Why nothing is owed whatever the rule says, or empty.
        known: What our own case file adds.
        parcel: For the exclusions; None leaves them unjudged.
        holder_known: The seller is known to hold the contract with the carrier.
        met: Conditions that the parcel itself meets, such as ``carried_by_air``.
        disputed: The carrier says it delivered, and the buyer that nothing came.
        explained: Work out sums, papers and texts as well, not only status and days.
    """

    facts: Facts
    on: date
    rates: Rates
    closed: str = ""
    known: Known = NOTHING
    parcel: Parcel | None = None
    holder_known: bool = False
    met: frozenset[str] = frozenset()
    disputed: bool = False
    explained: bool = True


def remedy_of(rule: Rule, case: Case) -> Remedy:
    """Return what one rule gives one parcel on the day of the case."""
    barred = case.closed or rule.excluded
    deadlines = () if barred else deadlines_of(rule, case.facts.moments, explained=case.explained)
    deadlines = with_notice(deadlines, rule.id, case.known)
    total = Sum() if barred or not case.explained else _total(rule, case)
    order = FREE if barred else order_of(rule, case.known, case.facts.moments)
    status, why = _status(rule, deadlines, case, order)
    needs, met = _needs(rule, case, total)
    return Remedy(
        payer=rule.payer.slug,
        payer_name=rule.payer.name,
        kind=rule.kind,
        rule=rule.id,
        status=status,
        amount=total.amount,
        in_rule_currency=total.in_rule_currency,
        sum_lines=total.lines,
        needs=needs,
        exclusions=rule.exclusions,
        deadlines=deadlines,
        documents=_documents(rule, case) if case.explained else (),
        confidence=rule.confidence,
        citation=rule.citation,
        channel=rule.channel,
        why=why,
        claimant=rule.claimant,
        claimant_name=rule.claimant_name,
        refund_before_claim=rule.refund_before_claim.value,
        notes=_notes(rule, case),
        excess_of=rule.excess_of,
        transferable_by=rule.transferable_by,
        conflicts=rule.conflicts,
        policy=rule.policy,
        needs_met=met,
        bites=_bites(rule, case),
        order=order.text,
        warnings=_warnings(order, total, case),
        amount_citation=None if rule.amount is None else rule.amount.citation,
    )


def _bites(rule: Rule, case: Case) -> tuple[Exclusion, ...]:
    if case.parcel is None or not rule.exclusions or case.closed or not case.explained:
        return ()
    return exclusions_of(rule.exclusions, case.parcel, case.on, case.rates)


def _warnings(order: Order, total: Sum, case: Case) -> tuple[str, ...]:
    above = above_declaration(total.goods, case.facts, case.on, case.rates)
    return tuple(filter(None, (order.warning, above)))


def _documents(rule: Rule, case: Case) -> tuple[DocumentNeed, ...]:
    return tuple(
        DocumentNeed(
            code=paper.code,
            status="have" if paper.code in case.known.papers else "missing",
            who=paper.who,
            terms=_terms(paper),
            when=paper.when,
        )
        for paper in rule.papers
    )


def _terms(paper: Paper) -> tuple[str, ...]:
    """Return what the payer asks of a paper."""
    terms = []
    if paper.when:
        terms.append(f"Only when: {paper.when.replace('_', ' ')}.")
    if paper.dated_after is not None:
        terms.append(f"Dated after the {paper.dated_after.spoken}.")
    if paper.dated_before is not None:
        terms.append(f"Dated before the {paper.dated_before.spoken}.")
    if paper.dated_within is not None:
        terms.append(f"Dated within {spoken_span(paper.dated_within)}.")
    if paper.must_show:
        terms.append(f"Must show {', '.join(paper.must_show)}.")
    if paper.signed:
        by_hand = "by hand" if paper.signed == "wet" else "electronically or by hand"
        terms.append(f"Signed {by_hand}.")
    if paper.original:
        terms.append("The original; copies are refused.")
    return tuple(terms)


def _total(rule: Rule, case: Case) -> Sum:
    """Return the sum, or why none is shown though the rule states one.

    Posts owe nothing for a delivery made under the rules of the country of destination. The
    inquiry asks for its proof; until the answer no sum is counted on.
    """
    answered = Since.INQUIRY_ANSWERED in case.facts.moments
    if case.disputed and rule.held_by is HeldBy.POSTING_CONTRACT and not answered:
        return Sum(lines=(SumLine(text=_DISPUTED),))
    return claimable(rule.amount, case.facts, case.on, case.rates)


def _needs(rule: Rule, case: Case, total: Sum) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the conditions before filing that are still open, and those that are met."""
    done = set(case.met) | (_HOLDER_NEEDS if case.holder_known else set())
    if Since.INQUIRY_ANSWERED in case.facts.moments:
        done |= {"inquiry_answer", "trace_closed"}
    if case.known.papers & REFUND_PROOFS:
        done.add("platform_refund_proof")
    every = [*((need,) for need in rule.needs), *rule.needs_any]
    left = tuple("|".join(group) for group in every if not done.intersection(group))
    met = tuple("|".join(group) for group in every if done.intersection(group))
    return (*left, *total.missing), met


def _notes(rule: Rule, case: Case) -> tuple[str, ...]:
    if rule.held_by is HeldBy.POSTING_CONTRACT and not case.holder_known:
        return (_ONLY_HOLDER, *rule.notes)
    return rule.notes


def _status(
    rule: Rule, deadlines: tuple[Deadline, ...], case: Case, order: Order
) -> tuple[RemedyStatus, str]:
    """Return the status and the sentence that says why."""
    if case.closed:
        return RemedyStatus.EXCLUDED, case.closed
    if rule.excluded:
        weak = rule.confidence is Confidence.LOW
        return RemedyStatus.CHECK_WITH_CARRIER if weak else RemedyStatus.EXCLUDED, rule.excluded
    status, why = _timed(deadlines, case.on, case.facts.moments.get(Since.INQUIRY_OPENED))
    if order.endangered and status in {RemedyStatus.OPEN, RemedyStatus.TOO_EARLY}:
        return RemedyStatus.CHECK_WITH_CARRIER, order.warning
    return status, why


def _timed(
    deadlines: tuple[Deadline, ...], on: date, asked_on: date | None
) -> tuple[RemedyStatus, str]:
    """Return where the day stands between first and last day.

    An inquiry that is still to be made decides; after it the claim does. A day in court
    that has passed ends everything, and so does an inquiry that was made too late. Where the
    rule sets none of these, the day from which the parcel counts as lost decides.
    """
    asked = asked_on is not None
    inquiry = next((found for found in deadlines if found.act is Act.INQUIRY), None)
    if asked_on and inquiry and inquiry.latest and inquiry.latest < asked_on:
        day = spoken_day(inquiry.latest)
        return RemedyStatus.EXPIRED, f"The last day for the inquiry was {day}; it came later."
    acts = {Act.CLAIM, Act.COURT} if asked else {Act.INQUIRY, Act.CLAIM, Act.COURT}
    gates = [found for found in deadlines if found.act in acts]
    for gate in gates:
        if gate.latest is not None and gate.latest < on:
            day = spoken_day(gate.latest)
            return RemedyStatus.EXPIRED, f"The last day for the {gate.act} was {day}."
    if asked and inquiry and inquiry.latest and not gates:
        why = "The inquiry was made in time; the rule names no last day for the claim."
        return RemedyStatus.OPEN, why
    if not gates and not asked and (lost := _lost_from(deadlines)):
        return _counted_as_lost(lost, on)
    if not any(gate.earliest or gate.latest for gate in gates):
        return RemedyStatus.CHECK_WITH_CARRIER, _unknown(gates, asked=asked)
    return _open_or_early(gates, on)


def _lost_from(deadlines: tuple[Deadline, ...]) -> date | None:
    presumed = (found.earliest for found in deadlines if found.act is Act.LOSS_PRESUMED)
    return next((day for day in presumed if day is not None), None)


def _counted_as_lost(day: date, on: date) -> tuple[RemedyStatus, str]:
    if on < day:
        return RemedyStatus.TOO_EARLY, f"It counts as lost from {spoken_day(day)}."
    why = f"It counts as lost since {spoken_day(day)}; the rule names no last day."
    return RemedyStatus.OPEN, why


def _open_or_early(gates: list[Deadline], on: date) -> tuple[RemedyStatus, str]:
    first = gates[0]
    if first.earliest is not None and on < first.earliest:
        day = spoken_day(first.earliest)
        match first.early:
            case EarlyFiling.HELD:
                why = f"The {first.act} can be filed now; the payer looks at it from {day}."
                return RemedyStatus.OPEN, why
            case EarlyFiling.ACCEPTED:
                pass
            case _:
                return RemedyStatus.TOO_EARLY, f"The {first.act} is accepted from {day}."
    ends = min((gate.latest for gate in gates if gate.latest), default=None)
    if ends is None:
        return RemedyStatus.OPEN, "Open now; the rule names no last day that can be worked out."
    return RemedyStatus.OPEN, f"Open until the end of {spoken_day(ends)}."


def _unknown(gates: list[Deadline], *, asked: bool) -> str:
    if gates:
        return gates[0].explanation
    if asked:
        return "Check with the carrier: the inquiry is made, and no period for the claim is known."
    return "Check with the carrier: no period is known."
