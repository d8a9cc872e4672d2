"""One rule applied to one parcel: its deadlines, its sum, and whether it can be used."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from parcelwright.claims.deadlines import period_of, spoken_span
from parcelwright.claims.declared import above_declaration
from parcelwright.claims.exclusions import exclusions_of
from parcelwright.claims.facts import as_counted_by
from parcelwright.claims.holder import HOLDER_NEEDS
from parcelwright.claims.known import NOTHING
from parcelwright.claims.liability import Sum, claimable
from parcelwright.claims.noticed import with_notice
from parcelwright.claims.offices import FIRST_TO_END
from parcelwright.claims.order_of_acts import FREE, REFUND_PROOFS, order_of
from parcelwright.claims.remedy import (
    DocumentNeed,
    Remedy,
    RemedyStatus,
    SumLine,
)
from parcelwright.claims.seizure import closed_by_seizure
from parcelwright.claims.status import dayless_status, status_of
from parcelwright.errors import MoneyError
from parcelwright.records import changing, like
from parcelwright.rulebook.exchange import convert
from parcelwright.rulebook.rule import HeldBy, RefundOrder
from parcelwright.rulebook.spans import Since
from parcelwright.rulebook.terms import Basis, Deducted

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.claims.deadlines import Period
    from parcelwright.claims.exclusions import Exclusion
    from parcelwright.claims.facts import Facts
    from parcelwright.claims.known import Known
    from parcelwright.claims.order_of_acts import Order
    from parcelwright.claims.remedy import Deadline
    from parcelwright.money import Money
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.rule import Paper, Rule

_INQUIRY_ANSWERED, _INQUIRY_OPENED = Since.INQUIRY_ANSWERED, Since.INQUIRY_OPENED
_ANSWERED = frozenset({"inquiry_answer", "trace_closed"})
_REFUNDED = frozenset({"platform_refund_proof"})
_DISPUTED = "Check with the carrier: its proof of delivery decides whether anything is owed."
_INSURED_ELSEWHERE = (
    "What this parcel is insured for is another firm's to pay; what the carrier itself covers "
    "is not known."
)
_ONLY_HOLDER = "Only if you hold the posting receipt or the contract with the carrier."


class Case(NamedTuple):
    """What all remedies of one parcel share; a tuple, for one is made for every parcel.

    Args:
        closed: Why nothing is owed whatever the rule says, or empty.
        known: What our own case file adds.
        parcel: For the exclusions; None leaves them unjudged.
        met: Conditions that the parcel itself meets, such as ``carried_by_air``, and those of
            ``HOLDER_NEEDS`` where the seller is known to hold the contract with the carrier.
        disputed: The carrier says it delivered, and the buyer that nothing came.
        seized: An authority took it, which closes the rules of carriers only; ``closed`` is
            what it means for them.
        explained: Work out sums, papers and texts as well, not only status and days.
        summed: Where it is not explained, work out sums and exclusions without their texts.
        office: Zone in which the days of payers end that have offices in many countries.
    """

    facts: Facts
    on: date
    rates: Rates
    closed: str = ""
    known: Known = NOTHING
    parcel: Parcel | None = None
    met: frozenset[str] = frozenset()
    disputed: bool = False
    seized: bool = False
    explained: bool = True
    summed: bool = False
    office: str = FIRST_TO_END


@dataclass(frozen=True, kw_only=True, eq=False)
class Prepared:
    """One rule made ready to be applied to many parcels.

    Args:
        periods: Its acts.
        plain: What it gives whoever claims under it, before anything is known of a parcel.
        papers: The papers it asks for, none of them at hand.
        ordered: It says in which order refund and claim must come.
        on_seizure: Why it gives nothing for what an authority took, or empty.
    """

    rule: Rule
    periods: tuple[Period, ...]
    plain: Remedy
    papers: tuple[DocumentNeed, ...]
    ordered: bool
    on_seizure: str

    def remedy(self, case: Case) -> Remedy:
        """Return what the rule gives one parcel on the day of the case."""
        if case.explained:
            return self._explained(case)
        return self._summed(case) if case.summed else self._dated(case)

    def _dated(self, case: Case) -> Remedy:
        """Return status and days alone."""
        rule, moments, met = self.rule, case.facts.moments, _met(case)
        closed = self._closed(case)
        if closed or rule.excluded or not (self.periods or self.ordered or case.seized):
            return _dayless(self, met, closed, _INQUIRY_OPENED in moments)
        deadlines = tuple([each.dated(moments, case.office) for each in self.periods])
        if case.known.noticed:
            deadlines = with_notice(deadlines, rule.id, case.known)
        order = order_of(rule, case.known, moments) if self.ordered else FREE
        status, why = status_of(rule, deadlines, case, order, closed=closed)
        remedy = _dated_like(_for_whom(self, met), status, why, deadlines)
        if order is FREE:
            return remedy
        return like(remedy, order=order.text, warnings=(order.warning,) if order.warning else ())

    def _summed(self, case: Case) -> Remedy:
        """Return status, days, the sum and the exclusions."""
        rule, dated = self.rule, self._dated(case)
        if self._closed(case):
            return dated
        total = _NO_SUM if rule.excluded else _total(rule, case)
        needs = dated.needs + total.missing
        bites = _bites(rule, case)
        return _summed_like(dated, needs, total.amount, total.in_rule_currency, bites)

    def _closed(self, case: Case) -> str:
        """Return why the rule gives nothing whatever its days, or empty."""
        return self.on_seizure if case.seized else case.closed

    def _explained(self, case: Case) -> Remedy:
        """Return all of it."""
        rule, moments, plain = self.rule, case.facts.moments, _for_whom(self, _met(case))
        deadlines: tuple[Deadline, ...] = ()
        total, order = _NO_SUM, FREE
        closed = self._closed(case)
        if not (closed or rule.excluded):
            deadlines = tuple([each.deadline(moments, case.office) for each in self.periods])
            if case.known.noticed:
                deadlines = with_notice(deadlines, rule.id, case.known)
            total = _total(rule, case)
            order = order_of(rule, case.known, moments) if self.ordered else order
        status, why = status_of(rule, deadlines, case, order, closed=closed)
        return like(
            plain,
            status=status,
            why=why,
            deadlines=deadlines,
            needs=plain.needs + total.missing,
            order=order.text,
            amount=total.amount,
            borne=_borne(rule, total, case),
            in_rule_currency=total.in_rule_currency,
            sum_lines=total.lines,
            documents=_documents(self.papers, case),
            bites=() if closed else _bites(rule, case),
            warnings=_warnings(order, total, case),
        )


_NO_SUM = Sum()
_SIGNED = {
    "wet": "Signed by hand.",
    "electronic": "Signed electronically or by hand.",
    "somehow": "Signed; of what kind is not stated, so by hand is safe.",
}
_dated_like = changing(Remedy, "status", "why", "deadlines")
_summed_like = changing(Remedy, "needs", "amount", "in_rule_currency", "bites")


@lru_cache(maxsize=8192)
def _dayless(rule: Prepared, met: frozenset[str], closed: str, is_asked: bool) -> Remedy:  # noqa: FBT001 - by place, as caches are asked fastest
    """Return what a rule gives where no day decides it, as :func:`.dayless_status` tells."""
    status, why = dayless_status(rule.rule, closed, is_asked=is_asked)
    return _dated_like(_for_whom(rule, met), status, why, ())


@lru_cache(maxsize=8192)
def _for_whom(rule: Prepared, met: frozenset[str]) -> Remedy:
    """Return what a rule gives who meets some conditions, before anything else is known."""
    groups = (*((need,) for need in rule.rule.needs), *rule.rule.needs_any)
    sure = met >= HOLDER_NEEDS or rule.rule.held_by is not HeldBy.POSTING_CONTRACT
    return like(
        rule.plain,
        needs=tuple("|".join(group) for group in groups if met.isdisjoint(group)),
        needs_met=tuple("|".join(group) for group in groups if not met.isdisjoint(group)),
        notes=rule.plain.notes if sure else (_ONLY_HOLDER, *rule.plain.notes),
    )


def _met(case: Case) -> frozenset[str]:
    """Return the conditions before filing that parcel, holder and case file meet."""
    met, known = case.met, case.known
    if _INQUIRY_ANSWERED in case.facts.moments:
        met |= _ANSWERED
    if known.papers and not known.papers.isdisjoint(REFUND_PROOFS):
        met |= _REFUNDED
    return met


@lru_cache(maxsize=8192)
def prepared(rule: Rule) -> Prepared:
    """Return a rule made ready to be applied."""
    return Prepared(
        rule=rule,
        periods=tuple(period_of(rule, window) for window in rule.windows),
        plain=Remedy(
            payer=rule.payer.slug,
            payer_name=rule.payer.name,
            kind=rule.kind,
            rule=rule.id,
            status=RemedyStatus.CHECK_WITH_CARRIER,
            amount=None,
            sum_lines=(),
            needs=(),
            exclusions=rule.exclusions,
            deadlines=(),
            documents=(),
            confidence=rule.confidence,
            citation=rule.citation,
            channel=rule.channel,
            claimant=rule.claimant,
            claimant_name=rule.claimant_name,
            refund_before_claim=rule.refund_before_claim.value,
            notes=rule.notes,
            excess_of=rule.excess_of,
            transferable_by=rule.transferable_by,
            conflicts=rule.conflicts,
            policy=rule.policy,
            amount_citation=None if rule.amount is None else rule.amount.citation,
            borne_percent=None if (share := _of_rest(rule)) is None else share.percent,
        ),
        papers=tuple(
            DocumentNeed(
                code=paper.code,
                status="missing",
                who=paper.who,
                terms=_terms(paper),
                when=paper.when,
            )
            for paper in rule.papers
        ),
        ordered=rule.refund_before_claim is not RefundOrder.EITHER,
        on_seizure=closed_by_seizure(rule),
    )


def remedy_of(rule: Rule, case: Case) -> Remedy:
    """Return what one rule gives one parcel on the day of the case."""
    return prepared(rule).remedy(case)


def _bites(rule: Rule, case: Case) -> tuple[Exclusion, ...]:
    if case.parcel is None or not rule.exclusions:
        return ()
    return exclusions_of(rule.exclusions, case.parcel, case.on, case.rates)


def _warnings(order: Order, total: Sum, case: Case) -> tuple[str, ...]:
    above = above_declaration(total.goods, case.facts, case.on, case.rates)
    return tuple(filter(None, (order.warning, above)))


def _documents(papers: tuple[DocumentNeed, ...], case: Case) -> tuple[DocumentNeed, ...]:
    have = case.known.papers
    if not have:
        return papers
    return tuple(like(paper, status="have") if paper.code in have else paper for paper in papers)


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
        terms.append(_SIGNED[paper.signed])
    if paper.original:
        terms.append("The original; copies are refused.")
    return tuple(terms)


def _of_rest(rule: Rule) -> Deducted | None:
    """Return what a rule leaves to the seller of what other cover did not pay."""
    term = None if rule.amount is None else rule.amount.term
    return term if rule.excess_of and isinstance(term, Deducted) else None


def _borne(rule: Rule, total: Sum, case: Case) -> Money | None:
    """Return that as a sum in the currency of the amount, or None where it is none."""
    share = _of_rest(rule)
    if share is None or share.money is None or total.amount is None:
        return None
    with suppress(MoneyError):
        return convert(share.money, total.amount.currency, case.on, case.rates).money
    return None


def _total(rule: Rule, case: Case) -> Sum:
    """Return the sum, or why none is shown though the rule states one.

    Posts owe nothing for a delivery made under the rules of the country of destination. The
    inquiry asks for its proof; until the answer no sum is counted on.
    """
    answered = _INQUIRY_ANSWERED in case.facts.moments
    if case.disputed and rule.held_by is HeldBy.POSTING_CONTRACT and not answered:
        return Sum(lines=(SumLine(text=_DISPUTED),))
    facts = as_counted_by(rule, case.facts, case.parcel)
    total = claimable(rule.amount, facts, case.on, case.rates, told=case.explained)
    if facts is case.facts or Basis.INSURED.spoken not in total.missing:
        return total
    return replace(total, lines=(*total.lines, SumLine(text=_INSURED_ELSEWHERE)))
