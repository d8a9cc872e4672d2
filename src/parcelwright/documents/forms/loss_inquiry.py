"""The inquiry: asks a carrier to trace one parcel, or to say what happened to it."""

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

FORM = "loss_inquiry"


def build(facts: LetterFacts, language: str) -> Document:
    """Return the inquiry for one parcel, in the words for what happened to it.

    The rule is named only when it is sourced well; dates we merely assume never appear.

    Raises:
        DocumentError: The letterhead is incomplete or the language is unknown.
    """
    check_sender(facts.sender)
    words = wording(language)
    number, matter = facts.parcel.tracking_number, facts.matter
    return Document(
        form=FORM,
        language=language,
        title=words.about(FORM, "title", matter),
        subject=words.about(FORM, "subject", matter, tracking_number=number),
        sender=facts.sender,
        addressee=facts.addressee,
        meta=meta(facts, words),
        salutation=words.raw("common", "salutation"),
        opening=(words.joined((words.about(FORM, "opening", matter), *harm(facts, words))),),
        facts=(*parcel_facts(facts, words), *basis(facts, Act.INQUIRY, words)),
        asks_title=words.raw(FORM, "ask_title"),
        asks=tuple(
            words.about(FORM, key, matter) for key in ("ask_where", "ask_proof", "ask_written")
        ),
        closing=(answer_asked(facts, words), words.about(FORM, "reserve", matter)),
        greeting=words.raw("common", "closing"),
        tables=(scan_table(facts.journey, words), enclosure_table(facts.enclosures, words)),
        notes=(words.raw("common", "evidence_note"),) if facts.enclosures else (),
        page=words.raw("common", "page"),
        signature_label=words.raw("common", "signature"),
    )
