"""The notice: tells a payer early what happened, so that no right lapses for want of notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.remedy import Act
from parcelwright.documents.frame import Body, framed
from parcelwright.documents.letter import answer_asked
from parcelwright.documents.wording import wording

if TYPE_CHECKING:
    from parcelwright.documents.letter import Document, LetterFacts

FORM = "notice_letter"


def build(facts: LetterFacts, language: str) -> Document:
    """Return the notice for one parcel, in the words for what happened to it.

    It names no sum, since a first figure could be held against the claim that follows.

    Raises:
        DocumentError: The letterhead is incomplete or the language is unknown.
    """
    words = wording(language)
    body = Body(
        act=Act.NOTICE,
        asks_title=words.raw(FORM, "ask_title"),
        asks=(words.raw(FORM, "ask_confirm"), words.raw(FORM, "ask_how")),
        closing=(words.raw(FORM, "follows"), answer_asked(facts, words)),
    )
    return framed(FORM, facts, words, body)
