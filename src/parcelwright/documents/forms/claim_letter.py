"""The claim letter: demands indemnity for one lost parcel under one rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.cases.case import CarrierAnswer
from parcelwright.claims.explain import explained
from parcelwright.claims.remedy import Act, Confidence
from parcelwright.documents.letter import (
    Document,
    LetterFacts,
    Table,
    basis,
    check_sender,
    enclosure_table,
    meta,
    parcel_facts,
    scan_table,
)
from parcelwright.documents.wording import Wording, wording
from parcelwright.errors import DocumentError

if TYPE_CHECKING:
    from parcelwright.claims.remedy import Remedy
    from parcelwright.money import Money

FORM = "claim_letter"


def build(facts: LetterFacts, language: str) -> Document:
    """Return the claim letter for one parcel.

    Raises:
        DocumentError: There is no remedy, its sum is unknown or its figures are too
            uncertain to demand; or the letterhead is incomplete.
    """
    check_sender(facts.sender)
    words = wording(language)
    remedy, amount = _sure(facts)
    return Document(
        form=FORM,
        language=language,
        title=words.raw(FORM, "title"),
        subject=words.say(FORM, "subject", tracking_number=facts.parcel.tracking_number),
        sender=facts.sender,
        addressee=facts.addressee,
        meta=meta(facts, words),
        salutation=words.raw("common", "salutation"),
        opening=(words.raw(FORM, "opening"), *_history(facts, words)),
        facts=(*parcel_facts(facts, words), *basis(facts, Act.CLAIM, words)),
        closing=(*_confirm(remedy, words), _demand(facts, words), words.raw(FORM, "reserve")),
        greeting=words.raw("common", "closing"),
        tables=(
            _sum_table(facts, remedy, amount, words),
            scan_table(facts.journey, words),
            enclosure_table(facts.enclosures, words),
        ),
        notes=(words.raw("common", "evidence_note"),) if facts.enclosures else (),
        bank_title=words.raw("common", "bank"),
        page=words.raw("common", "page"),
        signature_label=words.raw("common", "signature"),
    )


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


def _history(facts: LetterFacts, words: Wording) -> tuple[str, ...]:
    if facts.inquiry_sent_on is None:
        return ()
    said = [words.say(FORM, "after_inquiry", inquiry_sent=facts.inquiry_sent_on.isoformat())]
    if facts.inquiry_reference:
        said.append(words.say(FORM, "inquiry_number", inquiry_reference=facts.inquiry_reference))
    if facts.answer is CarrierAnswer.LOST:
        said.append(words.raw(FORM, "answer_lost"))
    elif facts.answer in {None, CarrierAnswer.NO_ANSWER}:
        said.append(words.raw(FORM, "answer_none"))
    return (words.joined(said),)


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
