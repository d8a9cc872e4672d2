"""The one thing that would turn an unknown of the money audit into a known.

Many things can be missing for one parcel; the first that stands in the way is named, so that
parcels that wait for the same thing can be counted together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.claims.gaps import gaps_of
from parcelwright.claims.remedy import ClaimType, RemedyStatus
from parcelwright.records import quickly_made
from parcelwright.rulebook.rule import HeldBy
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.claims.gaps import Question
    from parcelwright.claims.known import Known
    from parcelwright.claims.remedy import Remedy

NO_CONTRACT = "contract/unknown"
_ANSWER_NEEDS = frozenset({"inquiry_answer", "trace_closed"})


class Lack(StrEnum):
    """What is missing."""

    CONTRACT = "contract"
    """The terms agreed for a carrier account."""
    ACCOUNT = "account"
    """Which carrier account the parcels were sent with."""
    CARRIER = "carrier"
    SERVICE = "service"
    EDITION = "edition"
    """The payer's terms of an earlier day."""
    PROOF_OF_POSTING = "proof_of_posting"
    WEIGHT = "weight"
    VALUE = "value"
    ITEMS = "items"
    FACT = "fact"
    """Another figure that the sum rests on, such as the postage."""
    RATE = "rate"
    """An exchange rate."""
    ANSWER = "inquiry_answer"
    TERMS = "terms"
    """What only the payer can say: whether, how much and until when it pays."""


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Want:
    """The one thing that a parcel waits for.

    Args:
        of: What it is about: the account, the name of the carrier or payer, the currency or the
            figure; empty where the kind says all.
    """

    lack: Lack
    of: str = ""

    @property
    def text(self) -> str:
        """What to do about it, one sentence."""
        if self.lack is Lack.CARRIER and not self.of:
            return "Say which carrier took them."
        return _SENTENCES[self.lack].format(of=self.of)


_SENTENCES: Mapping[Lack, str] = {
    Lack.CONTRACT: "Enter the contract of account {of}.",
    Lack.ACCOUNT: "Say with which account of {of} they were sent, and enter its contract.",
    Lack.CARRIER: 'Say which carrier took them; "{of}" is none that the rule book knows.',
    Lack.SERVICE: "Say with which service of {of} they were sent.",
    Lack.EDITION: "Get the terms of {of} that held when it took them.",
    Lack.PROOF_OF_POSTING: "Bring a proof of posting: the day on which the carrier took them.",
    Lack.WEIGHT: "Bring the weight.",
    Lack.VALUE: "Bring the value of the goods.",
    Lack.ITEMS: "Bring the number of items.",
    Lack.FACT: "Bring this figure: {of}.",
    Lack.RATE: "Enter an exchange rate for {of}.",
    Lack.ANSWER: "Get the answer of {of} to the inquiry.",
    Lack.TERMS: "Ask {of} whether, how much and until when it pays.",
}
_FIGURES: Mapping[str, Lack] = {
    "weight": Lack.WEIGHT,
    "value": Lack.VALUE,
    "number of items": Lack.ITEMS,
    "exchange rate": Lack.RATE,
}


def want_of(question: Question, remedy: Remedy, known: Known) -> Want | None:
    """Return what would make last day and sum of a remedy known, or None when they are.

    Days and rights that have passed lack nothing, and sums that nobody asked for neither.

    Args:
        question: The entitlement and what it was worked out from.
        remedy: The one that speaks for the parcel.
        known: What the case file adds.
    """
    if remedy.status in {RemedyStatus.EXPIRED, RemedyStatus.EXCLUDED}:
        return None
    if remedy.rule == NO_CONTRACT:
        return _contract(question, remedy)
    if remedy.status is RemedyStatus.CHECK_WITH_CARRIER:
        return _standing(question, remedy, known)
    if remedy.amount is None and question.found.summed:
        return _sum(question, remedy)
    return None


def _contract(question: Question, remedy: Remedy) -> Want:
    account = question.parcel.carrier_account
    if account:
        return Want(lack=Lack.CONTRACT, of=account)
    return Want(lack=Lack.ACCOUNT, of=remedy.payer_name)


def _standing(question: Question, remedy: Remedy, known: Known) -> Want:
    """Return what would tell whether the remedy can be used at all."""
    lacks = {gap.lacks for gap in gaps_of(question)}
    if not remedy.rule and "carrier" in lacks:
        return Want(lack=Lack.CARRIER, of=question.parcel.carrier)
    undated = bool(remedy.deadlines) and not any(each.latest for each in remedy.deadlines)
    if (undated and "acceptance" in lacks) or _is_only_handed_over(question, remedy):
        return Want(lack=Lack.PROOF_OF_POSTING)
    if not remedy.rule:
        missing = (each for each in (Lack.EDITION, Lack.SERVICE) if each.value in lacks)
        return Want(lack=next(missing, Lack.TERMS), of=remedy.payer_name)
    if Since.INQUIRY_OPENED in known.moments and _ANSWER_NEEDS.intersection(remedy.needs):
        return Want(lack=Lack.ANSWER, of=remedy.payer_name)
    return Want(lack=Lack.TERMS, of=remedy.payer_name)


def _is_only_handed_over(question: Question, remedy: Remedy) -> bool:
    """Return whether the carrier answers for what it took and no scan shows that it took this.

    A proof that it did makes it a parcel lost on the way, for which its rules may pay.
    """
    carrier = question.carrier
    return (
        not remedy.rule
        and question.found.claim_type is ClaimType.NOT_ACCEPTED
        and carrier is not None
        and any(
            rule.payer.slug == carrier.slug and ClaimType.LOST_IN_TRANSIT in rule.claim_types
            for rule in question.book.rules
        )
    )


def _sum(question: Question, remedy: Remedy) -> Want:
    """Return what would tell the sum; the first figure that the rule asks for counts."""
    for need in remedy.needs:
        lack = _FIGURES.get(need)
        if lack is Lack.RATE:
            value = question.parcel.contents.value
            return Want(lack=lack, of="" if value is None else value.currency)
        if lack is not None:
            return Want(lack=lack)
    # Conditions are codes with an underscore; figures are words.
    figure = next((need for need in remedy.needs if "_" not in need and "|" not in need), "")
    if figure and not figure.startswith("a tier"):
        return Want(lack=Lack.FACT, of=figure)
    if _awaits_answer(question, remedy):
        return Want(lack=Lack.ANSWER, of=remedy.payer_name)
    return Want(lack=Lack.TERMS, of=remedy.payer_name)


def _awaits_answer(question: Question, remedy: Remedy) -> bool:
    """Return whether the sum of a post waits for its proof of delivery."""
    if question.found.claim_type is not ClaimType.DELIVERED_NOT_RECEIVED:
        return False
    rules = question.book.by_id.get(remedy.rule, ())
    return any(rule.held_by is HeldBy.POSTING_CONTRACT for rule in rules)
