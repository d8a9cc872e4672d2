"""Money that moves before the carrier answers: what a buyer can force, what others pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.claims.remedy import Act, PayerKind, RemedyStatus
from parcelwright.claims.replies import reply_due
from parcelwright.rulebook.clocks import Forces, SchemeKind
from parcelwright.rulebook.rule import RefundOrder
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from parcelwright.claims.buyer_clocks import BuyerClock
    from parcelwright.claims.remedy import Entitlement, Remedy
    from parcelwright.money import Money
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.rule import Citation, Confidence

_GONE = frozenset({RemedyStatus.EXPIRED, RemedyStatus.EXCLUDED})
_OTHERS = frozenset({PayerKind.PLATFORM, PayerKind.INSURER, PayerKind.MARKETPLACE})


class Flow(StrEnum):
    """Which way the money goes."""

    TO_BUYER = "to_buyer"
    TO_SELLER = "to_seller"


@dataclass(frozen=True, kw_only=True)
class MoneyDue:
    """One payment that somebody can bring about.

    Args:
        name: Law, payment scheme, marketplace or payer, as people know it.
        rule: Stable id of the clock or rule.
        act: What brings it about, as a short phrase.
        opens: First day, never before the day asked about; None is not known.
        closes: Last day; None is open or not known.
        borne_by: Who pays the buyer in the seller's place, or empty; ``needs`` are the
            conditions of it, or of a payment to the seller.
        amount: The most that is paid, where it is known.
    """

    flow: Flow
    name: str
    rule: str
    act: str
    opens: date | None
    closes: date | None
    borne_by: str = ""
    needs: tuple[str, ...] = ()
    amount: Money | None = None
    confidence: Confidence
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class Meanwhile:
    """What is due by its first day, and the day by which the carrier should have answered.

    Args:
        answer_by: If it has been asked, or is asked on the day asked about; None where no rule
            gives the carrier a time.
        answer_rule: The rule with that time, or empty.
        asked: Whether it has been asked.
        before: What can happen by then, or at any time where no day is known.
        later: What cannot.
    """

    answer_by: date | None
    answer_rule: str
    asked: bool
    before: tuple[MoneyDue, ...]
    later: tuple[MoneyDue, ...]


def meanwhile_of(
    found: Entitlement,
    book: RuleBook,
    *,
    moments: Mapping[Since, date] | None = None,
    accepted_on: date | None = None,
    refunded_on: date | None = None,
) -> Meanwhile:
    """Return what can be forced from the seller, or paid to them, before the carrier answers.

    Args:
        found: What the parcel can claim, with the buyer's clocks.
        book: For the times in which carriers answer.
        moments: Days of acts already done, such as ``inquiry_opened``.
        accepted_on: Day of acceptance, by which the edition of a rule is chosen.
        refunded_on: Day on which the buyer got the money back; then nothing more can be forced.
    """
    done = dict(moments or {})
    rule, answer_by = _answer(found, book, done, accepted_on)
    waits = {due.rule for due in _received(found) if _waits_for_carrier(found, due)}
    forced = () if refunded_on is not None else _forced(found)
    every = sorted([*forced, *_received(found)], key=_by_day)
    early = [each for each in every if each.rule not in waits and _within(each, answer_by)]
    return Meanwhile(
        answer_by=answer_by,
        answer_rule=rule,
        asked=_is_asked(done),
        before=tuple(early),
        later=tuple(each for each in every if each not in early),
    )


def _is_asked(done: Mapping[Since, date]) -> bool:
    inquired = Since.INQUIRY_OPENED in done and Since.INQUIRY_ANSWERED not in done
    return inquired or Since.CLAIM_FILED in done


def buyers_last_day(found: Entitlement) -> date | None:
    """Return the day on which the first of the buyer's ways to force a refund is over.

    A seller who asks the buyer to wait must pay back by then, or the buyer loses a right.
    """
    days = [
        clock.closes
        for clock in found.buyer_clocks
        if clock.forces is Forces.WITHIN and clock.closes is not None
    ]
    return min((day for day in days if day >= found.on), default=None)


def _by_day(due: MoneyDue) -> tuple[str, str]:
    return str(due.opens or "9"), due.rule


def _within(due: MoneyDue, answer_by: date | None) -> bool:
    return due.opens is None or answer_by is None or due.opens <= answer_by


def _answer(
    found: Entitlement, book: RuleBook, done: Mapping[Since, date], accepted_on: date | None
) -> tuple[str, date | None]:
    """Return the first rule, best remedy first, that gives the carrier a time, and its day."""
    answered = {Since.INQUIRY_ANSWERED, Since.CLAIM_FILED} & done.keys()
    acts = (Act.CLAIM,) if answered else (Act.INQUIRY, Act.CLAIM)
    filed = {Act.INQUIRY: Since.INQUIRY_OPENED, Act.CLAIM: Since.CLAIM_FILED}
    for remedy in found.remedies:
        if remedy.kind is not PayerKind.CARRIER or remedy.status in _GONE:
            continue
        for act in acts:
            start = done.get(filed[act]) or _first_day(remedy, found.on, act)
            day = reply_due(book, remedy.rule, act, start, accepted_on=accepted_on, moments=done)
            if day is not None:
                return remedy.rule, day
    return "", None


def _first_day(remedy: Remedy, on: date, *acts: Act) -> date:
    days = [found.earliest for act in acts if (found := remedy.deadline(act)) is not None]
    return max([on, *(day for day in days if day is not None)])


def _forced(found: Entitlement) -> Iterator[MoneyDue]:
    for clock in found.buyer_clocks:
        if clock.pending or clock.is_done:
            continue
        match clock.forces:
            case Forces.WITHIN:
                if clock.closes is None or clock.closes >= found.on:
                    yield _to_buyer(found, clock, clock.act, _from(clock, found.on), clock.closes)
            case Forces.AFTER:
                first = None if clock.closes is None else clock.closes + timedelta(days=1)
                opens = None if first is None else max(first, found.on)
                yield _to_buyer(found, clock, _SILENCE.get(clock.kind, _TAKEN), opens, None)
            case Forces.NOTHING:
                continue


_SILENCE = {SchemeKind.CONSUMER_LAW: "end the contract and have the money back"}
_TAKEN = "have the money back if you do not act in time"


def _from(clock: BuyerClock, on: date) -> date | None:
    if clock.opens is None and clock.waits:
        return None
    return max(clock.opens or on, on)


def _to_buyer(
    found: Entitlement, clock: BuyerClock, act: str, opens: date | None, closes: date | None
) -> MoneyDue:
    borne = _bearer(found) if clock.kind is SchemeKind.MARKETPLACE else None
    return MoneyDue(
        flow=Flow.TO_BUYER,
        name=clock.scheme_name,
        rule=clock.rule,
        act=act,
        opens=opens,
        closes=closes,
        borne_by="" if borne is None else borne.payer_name,
        needs=() if borne is None else borne.needs,
        confidence=clock.confidence,
        citation=clock.citation,
    )


def _bearer(found: Entitlement) -> Remedy | None:
    """Return the programme that pays the buyer itself as long as the seller does not."""
    return next((remedy for remedy in _programmes(found) if _pays_buyer(remedy)), None)


def _pays_buyer(remedy: Remedy) -> bool:
    return remedy.refund_before_claim == RefundOrder.FORBIDDEN


def _programmes(found: Entitlement) -> Iterator[Remedy]:
    for remedy in found.remedies:
        if remedy.kind in _OTHERS and remedy.status not in _GONE:
            yield remedy


def _received(found: Entitlement) -> Iterator[MoneyDue]:
    for remedy in _programmes(found):
        if _pays_buyer(remedy):
            continue
        claim = remedy.deadline(Act.CLAIM)
        by_buyer = remedy.claimant == "buyer"
        yield MoneyDue(
            flow=Flow.TO_BUYER if by_buyer else Flow.TO_SELLER,
            name=remedy.payer_name,
            rule=remedy.rule,
            act="be paid without a claim" if remedy.claimant == "platform" else "claim",
            opens=_first_day(remedy, found.on, Act.CLAIM, Act.LOSS_PRESUMED),
            closes=None if claim is None else claim.latest,
            borne_by=remedy.payer_name if by_buyer else "",
            needs=remedy.needs,
            amount=remedy.amount,
            confidence=remedy.confidence,
            citation=remedy.citation,
        )


def _waits_for_carrier(found: Entitlement, due: MoneyDue) -> bool:
    return any(
        remedy.rule == due.rule and "carrier" in remedy.excess_of for remedy in found.remedies
    )
