"""The inquiry: asks a carrier to trace one parcel, or to say what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.remedy import Act
from parcelwright.documents.frame import Body, framed
from parcelwright.documents.letter import answer_asked
from parcelwright.documents.wording import wording

if TYPE_CHECKING:
    from parcelwright.documents.letter import Document, LetterFacts

FORM = "loss_inquiry"


def build(facts: LetterFacts, language: str) -> Document:
    """Return the inquiry for one parcel, in the words for what happened to it.

    The rule is named only when it is sourced well; dates we merely assume never appear.

    Raises:
        DocumentError: The letterhead is incomplete or the language is unknown.
    """
    words, matter = wording(language), facts.matter
    body = Body(
        act=Act.INQUIRY,
        asks_title=words.raw(FORM, "ask_title"),
        asks=tuple(
            words.about(FORM, key, matter) for key in ("ask_where", "ask_proof", "ask_written")
        ),
        closing=(answer_asked(facts, words), words.about(FORM, "reserve", matter)),
    )
    return framed(FORM, facts, words, body)
