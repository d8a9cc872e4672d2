"""Reads the phrases of the folder ``phrases``: what carriers' words mean, by language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from parcelwright import plugins
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Sequence

# What may stand between the parts of a phrase that "..." holds together.
_GAP_OF_WORDS = r"(?: \w+){0,4} "
_GAP_OF_LETTERS = r"[^\n]{0,8}"
# Arabic letters that carriers write for each other, and the dash that stretches words.
_SAME_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": None})
_LAST_LATIN_LETTER = "\u024f"


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """A phrase of one language.

    Args:
        language: Code of the language.
        milestone: What it says, or None when it says nothing and only hides others.
        pattern: Regular expression that finds it in a plain sentence.
        start: Letters that every sentence with it has; a quick first look.
    """

    language: str
    milestone: Milestone | None
    pattern: str
    start: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """The phrases of one language, and the words that take certainty away.

    Args:
        code: ISO 639-1 code, the name of the file.
        phrases: Those that mean something, and those that only hide others.
        doubt: Regular expression for negation, future, condition and expectation.
        not_the_recipient: Regular expression for places and people on the way; a parcel
            that was brought to them was not delivered.
    """

    code: str
    phrases: tuple[Phrase, ...]
    doubt: str
    not_the_recipient: str


@cache
def languages(*, accents: bool = False) -> dict[str, Language]:
    """Return every language of the folder ``phrases`` by code, sorted.

    Args:
        accents: Whether the phrases keep the accents of Latin letters.

    Raises:
        ValueError: A file names an unknown milestone.
        KeyError: A file leaves out a field.
    """
    files = plugins.data_files("parcelwright.parcels.phrases", ".toml")
    return {
        code: _read(code, entry.read_text(encoding="utf-8"), accents=accents)
        for code, entry in files.items()
    }


def _read(code: str, text: str, *, accents: bool) -> Language:
    table = tomllib.loads(text)
    words = table["words_have_blanks"]
    groups = [(Milestone(name), each) for name, each in table["phrases"].items()]
    phrases = tuple(
        Phrase(
            language=code,
            milestone=milestone,
            pattern=_pattern([phrase], words=words, accents=accents),
            start=plain(phrase.split("...")[0].split("*")[0], accents=accents),
        )
        for milestone, group in [*groups, (None, table["hides"])]
        for phrase in group
    )
    return Language(
        code=code,
        phrases=phrases,
        doubt=_pattern(table["doubt"], words=words, accents=accents),
        not_the_recipient=_pattern(table["not_the_recipient"], words=words, accents=accents),
    )


def _pattern(phrases: Sequence[str], *, words: bool, accents: bool) -> str:
    """Return the pattern of any of the phrases."""
    body = "|".join(_body(phrase, words=words, accents=accents) for phrase in phrases)
    return rf"(?<!\w)(?:{body})(?!\w)" if words else body


def _body(phrase: str, *, words: bool, accents: bool) -> str:
    """Return the pattern of a phrase: ``...`` is a small gap, a final ``*`` any ending."""
    parts = [
        " ".join(
            re.escape(plain(word, accents=accents)).replace(r"\ ", " ")
            + (r"\w*" if word.endswith("*") else "")
            for word in part.split()
        )
        for part in phrase.split("...")
    ]
    return (_GAP_OF_WORDS if words else _GAP_OF_LETTERS).join(parts)


def plain(text: str, *, accents: bool) -> str:
    """Return words in small letters, one blank between them, Latin accents kept or not."""
    kept, base = [], ""
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()):
        if not unicodedata.combining(letter):
            base = letter
            kept.append(letter if letter.isalnum() else " ")
        elif accents and base <= _LAST_LATIN_LETTER:
            kept.append(letter)
    words = unicodedata.normalize("NFC", "".join(kept)).translate(_SAME_LETTERS)
    return " ".join(words.split())
