"""What an event's words mean where its code says nothing, by the phrases of ``phrases``.

Precision comes first. A longer phrase hides the shorter ones inside it ("not delivered"
hides "delivered"), a word of doubt in the same sentence (not, will, if, expected) takes
away what is left, questions and phrases that disagree mean nothing.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from parcelwright import plugins
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Events are told in a sentence or two. A longer text is not cut, for its last word may be
# the "not"; it is left to a person.
LONGEST = 500
# What may stand between the parts of a phrase that "..." holds together.
_GAP_OF_WORDS = r"(?: \w+){0,4} "
_GAP_OF_LETTERS = r"[^\n]{0,8}"
_SENTENCE = re.compile(r"(?P<words>.+?)(?P<end>[.!?;]+(?=\s|$)|[\n。！？；؟؛]+|$)", re.DOTALL)
_QUESTION = re.compile("[?？؟]")
# Arabic letters that carriers write for each other, and the dash that stretches words.
_SAME_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": None})
_AT_A_RECIPIENT = frozenset({Milestone.DELIVERED, Milestone.RETURNED})
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


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    phrase: Phrase


def milestone_of_text(text: str, language: str = "") -> Milestone | None:
    """Return the one milestone that an event's words clearly tell, or None when unsure.

    In a known language accents do not matter, for carriers lose them. Without one they
    do: "refuse" is English, "refusé" is not.

    Args:
        text: The source's own words; more than ``LONGEST`` characters are not judged.
        language: ISO 639-1 code, with or without a region, of the words. Empty asks
            every language we know; one that we do not know gives None.

    >>> milestone_of_text("Delivered").value
    'DELIVERED'
    >>> milestone_of_text("Will be delivered tomorrow") is None
    True
    """
    if len(text) > LONGEST:
        return None
    return _judged(text, language[:2].lower())


@lru_cache(maxsize=4096)
def _judged(text: str, code: str) -> Milestone | None:
    known = languages(accents=not code)
    asked = [one for one in known.values() if code in {"", one.code}]
    sentences = _sentences(text, accents=not code)
    told = {milestone for sentence in sentences for milestone in _told(sentence, asked)}
    return told.pop() if len(told) == 1 else None


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
            start=_plain(phrase.split("...")[0].split("*")[0], accents=accents),
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
            re.escape(_plain(word, accents=accents)).replace(r"\ ", " ")
            + (r"\w*" if word.endswith("*") else "")
            for word in part.split()
        )
        for part in phrase.split("...")
    ]
    return (_GAP_OF_WORDS if words else _GAP_OF_LETTERS).join(parts)


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    """Return a compiled pattern; most phrases are never met, so none is compiled ahead."""
    return re.compile(pattern)


def _sentences(text: str, *, accents: bool) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if not _QUESTION.search(match["end"]):
            yield _plain(match["words"], accents=accents)


def _plain(text: str, *, accents: bool) -> str:
    """Return words in small letters, one blank between them, Latin accents kept or not."""
    kept, base = [], ""
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()):
        if not unicodedata.combining(letter):
            base = letter
            kept.append(letter if letter.isalnum() else " ")
        elif accents and base <= _LAST_LATIN_LETTER:
            kept.append(letter)
    plain = unicodedata.normalize("NFC", "".join(kept)).translate(_SAME_LETTERS)
    return " ".join(plain.split())


def _told(sentence: str, asked: Sequence[Language]) -> Iterator[Milestone]:
    """Yield what a plain sentence tells, phrase by phrase, unless a language doubts it.

    Where languages share a word, all of them must tell something there.
    """
    every = [
        _Found(match.start(), match.end(), phrase)
        for one in asked
        for phrase in one.phrases
        if phrase.start in sentence
        for match in _regex(phrase.pattern).finditer(sentence)
    ]
    kept = _longest(every)
    unsaid = _without(kept, sentence)
    doubtful = {one.code for one in asked if kept and _regex(one.doubt).search(unsaid)}
    halfway = {one.code for one in asked if kept and _regex(one.not_the_recipient).search(unsaid)}
    places: dict[tuple[int, int], dict[str, Milestone | None]] = {}
    for found in kept:
        here = places.setdefault((found.start, found.end), {})
        here[found.phrase.language] = here.get(found.phrase.language) or found.phrase.milestone
    for here in places.values():
        meant = [milestone for milestone in here.values() if milestone is not None]
        silenced = doubtful | (halfway if _AT_A_RECIPIENT.intersection(meant) else set())
        if len(meant) == len(here) and not silenced & here.keys():
            yield from meant


def _longest(found: list[_Found]) -> list[_Found]:
    """Return the longest matches that do not overlap; of equal ones all."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda each: each.start - each.end):
        clash = [other for other in kept if one.start < other.end and other.start < one.end]
        if all((one.start, one.end) == (other.start, other.end) for other in clash):
            kept.append(one)
    return kept


def _without(found: Sequence[_Found], sentence: str) -> str:
    """Return the sentence with what was found cut out of it."""
    rest = list(sentence)
    for one in found:
        rest[one.start : one.end] = "\n" * (one.end - one.start)
    return "".join(rest)
