"""The evidence list: every item in the file on one parcel, with its seal."""

from __future__ import annotations

from datetime import UTC

from parcelwright.documents.letter import (
    Document,
    LetterFacts,
    Table,
    check_sender,
    meta,
    parcel_facts,
    scan_table,
)
from parcelwright.documents.wording import Wording, wording

FORM = "evidence_list"


def build(facts: LetterFacts, language: str) -> Document:
    """Return the list of all ``enclosures`` with number, time, size and full seal.

    Raises:
        DocumentError: The letterhead is incomplete or the language is unknown.
    """
    check_sender(facts.sender)
    words = wording(language)
    return Document(
        form=FORM,
        language=language,
        title=words.raw(FORM, "title"),
        subject=words.say(FORM, "subject", tracking_number=facts.parcel.tracking_number),
        sender=facts.sender,
        addressee=None,
        meta=meta(facts, words),
        salutation="",
        opening=(words.say(FORM, "opening", date=facts.written_on.isoformat()),),
        facts=parcel_facts(facts, words),
        greeting=words.raw(FORM, "closing"),
        tables=(_items(facts, words), scan_table(facts.journey, words)),
        notes=(words.raw(FORM, "limits"),),
        page=words.raw("common", "page"),
        signature_label=words.raw("common", "signature"),
    )


def _items(facts: LetterFacts, words: Wording) -> Table:
    heads = [words.raw("common", "number"), words.raw(FORM, "what"), words.raw("common", "sealed")]
    return Table(
        title=words.raw(FORM, "items"),
        head=(*heads, words.raw("common", "size"), words.raw("common", "seal")),
        rows=tuple(
            (
                str(item.seq),
                words.item(item.kind, item.title),
                item.sealed_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
                str(item.size),
                f"{item.commit[:32]} {item.commit[32:]}",
            )
            for item in facts.enclosures
        ),
        empty=words.raw(FORM, "none"),
    )
