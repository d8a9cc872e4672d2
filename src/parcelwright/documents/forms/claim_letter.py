"""The claim letter: demands indemnity for one parcel under one rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.cases.case import CarrierAnswer
from parcelwright.claims.explain import explained
from parcelwright.claims.remedy import Act, Confidence, PayerKind
from parcelwright.documents.frame import Body, framed
from parcelwright.documents.letter import Table, check_sender
from parcelwright.documents.wording import wording
from parcelwright.errors import DocumentError

if TYPE_CHECKING:
    from parcelwright.claims.remedy import Remedy
    from parcelwright.documents.letter import Document, LetterFacts
    from parcelwright.documents.wording import Wording
    from parcelwright.money import Money

FORM = "claim_letter"


def build(facts: LetterFacts, language: str) -> Document:
    """Return the claim letter for one parcel, in the words for what happened to it.

    Raises:
        DocumentError: There is no remedy, its sum is unknown or its figures are too
            uncertain to demand; or the letterhead is incomplete.
    """
    check_sender(facts.sender)
    words = wording(language)
    remedy, amount = _sure(facts)
    body = Body(
        act=Act.CLAIM,
        history=_history(facts, remedy, words),
        closing=(
            *_confirm(remedy, words),
            _demand(facts, words),
            words.about(FORM, "reserve", facts.matter),
        ),
        tables=(_sum_table(facts, remedy, amount, words),),
        bank_title=words.raw("common", "bank"),
    )
    return framed(FORM, facts, words, body)


def _sure(facts: LetterFacts) -> tuple[Remedy, Money]:
    remedy = facts.remedy
    if remedy is None or remedy.amount is None:
        msg = "claim letter: no sum is known under any rule; enter the contract's terms first"
        raise DocumentError(msg)
    if remedy.confidence is Confidence.LOW:
        msg = (
            f"claim letter: the sum under {remedy.rule} is too uncertain to demand; "
            "ask the carrier for its terms and enter them first"
        )
        raise DocumentError(msg)
    return remedy, remedy.amount


def _history(facts: LetterFacts, remedy: Remedy, words: Wording) -> tuple[str, ...]:
    """Return what was told and asked before; an insurer reads of the carrier as of another."""
    said = []
    notice = remedy.deadline(Act.NOTICE)
    if notice is not None and notice.done_on is not None:
        said.append(words.say(FORM, "noticed", noticed=notice.done_on.isoformat()))
    if facts.inquiry_sent_on is not None:
        said += _inquiry(facts, "" if remedy.kind is PayerKind.CARRIER else "_carrier", words)
    return (words.joined(said),) if said else ()


def _inquiry(facts: LetterFacts, to: str, words: Wording) -> list[str]:
    assert facts.inquiry_sent_on is not None
    day, matter = facts.inquiry_sent_on.isoformat(), facts.matter
    said = [words.about(FORM, f"after_inquiry{to}", matter, inquiry_sent=day)]
    if facts.inquiry_reference:
        number = facts.inquiry_reference
        said.append(words.say(FORM, f"inquiry_number{to}", inquiry_reference=number))
    if facts.answer is CarrierAnswer.LOST:
        said.append(words.raw(FORM, f"answer_lost{to}"))
    elif facts.answer in {None, CarrierAnswer.NO_ANSWER}:
        said.append(words.about(FORM, f"answer_none{to}", matter))
    return said


def _confirm(remedy: Remedy, words: Wording) -> tuple[str, ...]:
    return (words.raw(FORM, "confirm"),) if remedy.confidence is Confidence.MEDIUM else ()


def _demand(facts: LetterFacts, words: Wording) -> str:
    if facts.answer_by is None:
        return words.say(FORM, "pay", reference=facts.reference)
    day = facts.answer_by.isoformat()
    return words.say(FORM, "pay_by", answer_by=day, reference=facts.reference)


def _sum_table(facts: LetterFacts, remedy: Remedy, amount: Money, words: Wording) -> Table:
    return Table(
        title=words.raw(FORM, "sum_title"),
        head=(words.raw(FORM, "sum_text"), words.raw(FORM, "sum_amount")),
        # A line without a sum is a note to the seller, not a word to the payer.
        rows=tuple(
            (line.text, str(line.amount))
            for line in explained(remedy).said(facts.say).lines
            if line.amount is not None
        ),
        total=(words.raw(FORM, "total"), str(amount)),
    )
