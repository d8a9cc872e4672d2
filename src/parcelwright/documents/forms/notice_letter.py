"""The notice: tells a payer early what happened, so that no right lapses for want of notice."""

from __future__ import annotations

from parcelwright.claims.remedy import Act
from parcelwright.documents.letter import (
    Document,
    LetterFacts,
    answer_asked,
    basis,
    check_sender,
    enclosure_table,
    harm,
    meta,
    parcel_facts,
    scan_table,
)
from parcelwright.documents.wording import wording

FORM = "notice_letter"


def build(facts: LetterFacts, language: str) -> Document:
    """Return the notice for one parcel, in the words for what happened to it.

    It names no sum, since a first figure could be held against the claim that follows.

    Raises:
        DocumentError: The letterhead is incomplete or the language is unknown.
    """
    check_sender(facts.sender)
    words, matter = wording(language), facts.matter
    return Document(
        form=FORM,
        language=language,
        title=words.about(FORM, "title", matter),
        subject=words.about(FORM, "subject", matter, tracking_number=facts.parcel.tracking_number),
        sender=facts.sender,
        addressee=facts.addressee,
        meta=meta(facts, words),
        salutation=words.raw("common", "salutation"),
        opening=(words.joined((words.about(FORM, "opening", matter), *harm(facts, words))),),
        facts=(*parcel_facts(facts, words), *basis(facts, Act.NOTICE, words)),
        asks_title=words.raw(FORM, "ask_title"),
        asks=(words.raw(FORM, "ask_confirm"), words.raw(FORM, "ask_how")),
        closing=(words.raw(FORM, "follows"), answer_asked(facts, words)),
        greeting=words.raw("common", "closing"),
        tables=(scan_table(facts.journey, words), enclosure_table(facts.enclosures, words)),
        notes=(words.raw("common", "evidence_note"),) if facts.enclosures else (),
        page=words.raw("common", "page"),
        signature_label=words.raw("common", "signature"),
    )
