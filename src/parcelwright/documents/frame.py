"""The frame that all letters share: who writes to whom, the parcel, the scans, the signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.documents.letter import (
    Document,
    basis,
    check_sender,
    enclosure_table,
    harm,
    meta,
    parcel_facts,
    scan_table,
)

if TYPE_CHECKING:
    from parcelwright.claims.remedy import Act
    from parcelwright.documents.letter import LetterFacts, Table
    from parcelwright.documents.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Body:
    """What one kind of letter says within the frame.

    Args:
        act: Whose time limit the letter keeps.
        history: Paragraphs after the opening.
        asks_title: Heading of ``asks``, which are one sentence each.
        closing: Paragraphs before the greeting.
        tables: Tables before those of scans and enclosures.
        bank_title: Heading of where to pay; empty where the letter asks for no money.
    """

    act: Act
    closing: tuple[str, ...]
    history: tuple[str, ...] = ()
    asks_title: str = ""
    asks: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    bank_title: str = ""


def framed(form: str, facts: LetterFacts, words: Wording, body: Body) -> Document:
    """Return a letter: its own words in the frame of all.

    Raises:
        DocumentError: The letterhead is incomplete.
    """
    check_sender(facts.sender)
    matter = facts.matter
    return Document(
        form=form,
        language=words.language,
        title=words.about(form, "title", matter),
        subject=words.about(form, "subject", matter, tracking_number=facts.parcel.tracking_number),
        sender=facts.sender,
        addressee=facts.addressee,
        meta=meta(facts, words),
        salutation=words.raw("common", "salutation"),
        opening=(
            words.joined((words.about(form, "opening", matter), *harm(facts, words))),
            *body.history,
        ),
        facts=(*parcel_facts(facts, words), *basis(facts, body.act, words)),
        asks_title=body.asks_title,
        asks=body.asks,
        closing=body.closing,
        greeting=words.raw("common", "closing"),
        tables=(
            *body.tables,
            scan_table(facts.journey, words),
            enclosure_table(facts.enclosures, words),
        ),
        notes=(words.raw("common", "evidence_note"),) if facts.enclosures else (),
        bank_title=body.bank_title,
        page=words.raw("common", "page"),
        signature_label=words.raw("common", "signature"),
    )
