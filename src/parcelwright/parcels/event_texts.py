"""What an event's words mean where its code says nothing, by the phrases of ``phrases``.

Precision comes first. A longer phrase hides the shorter ones inside it ("not delivered"
hides "delivered"), a word of doubt in the same sentence (not, will, if, expected) takes
away what is left, and phrases that disagree mean nothing.
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
    from collections.abc import Iterable, Sequence

# Events are told in a sentence or two. A longer text is cut nowhere, for its last word
# may be the "not"; it is left to a person.
LONGEST = 500
# What may stand between the parts of a phrase that "..." holds together.
_GAP_OF_WORDS = r"(?: \w+){0,4} "
_GAP_OF_LETTERS = r"[^\n]{0,8}"
_ENDS_A_SENTENCE = re.compile(r"[.!?;\n。！？；؟؛]+(?:\s|$)|[\n。！？；؟؛]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """A phrase of one language: what it says, or None when it says nothing and only hides.

    No sentence without ``landmark``, the longest plain part, can hold the phrase. Looking
    for it first spares nearly every search.
    """

    language: str
    pattern: re.Pattern[str]
    landmark: str
    milestone: Milestone | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """The phrases of one language, and the words that take certainty away.

    Args:
        code: ISO 639-1 code, the name of the file.
        phrases: Those that mean something, and those that only hide others.
        doubt: Negation, future, condition and expectation.
    """

    code: str
    phrases: tuple[Phrase, ...]
    doubt: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    phrase: Phrase


@lru_cache(maxsize=4096)
def milestone_of_text(text: str, language: str = "") -> Milestone | None:
    """Return the one milestone that an event's words clearly tell, or None when unsure.

    Args:
        text: The source's own words; more than ``LONGEST`` characters are not judged.
        language: ISO 639-1 code, with or without a region, of the words. Empty asks
            every language we know; one that we do not know gives None.

    >>> milestone_of_text("Delivered").value
    'DELIVERED'
    >>> milestone_of_text("Will be delivered tomorrow") is None
    True
    """
    known = languages()
    chosen = list(known.values()) if not language else [known.get(_without_region(language))]
    asked = [one for one in chosen if one is not None]
    if len(text) > LONGEST or not asked:
        return None
    told = {milestone for sentence in _sentences(text) for milestone in _told(sentence, asked)}
    return told.pop() if len(told) == 1 else None


def _without_region(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


@cache
def languages() -> dict[str, Language]:
    """Return every language of the folder ``phrases`` by code, sorted.

    Raises:
        ValueError: A file names an unknown milestone.
        KeyError: A file leaves out a field.
    """
    files = plugins.data_files("parcelwright.parcels.phrases", ".toml")
    return {code: _read(code, entry.read_text(encoding="utf-8")) for code, entry in files.items()}


def _read(code: str, text: str) -> Language:
    table = tomllib.loads(text)
    words = table["words_have_blanks"]
    meant = [(Milestone(name), each) for name, each in table["phrases"].items()]
    phrases = [
        Phrase(
            language=code,
            pattern=_pattern(phrase, words=words),
            landmark=_landmark(phrase),
            milestone=milestone,
        )
        for milestone, group in [*meant, (None, table["hides"])]
        for phrase in group
    ]
    doubts = "|".join(_pattern(word, words=words).pattern for word in table["doubt"])
    return Language(code=code, phrases=tuple(phrases), doubt=re.compile(doubts))


def _pattern(phrase: str, *, words: bool) -> re.Pattern[str]:
    """Return the pattern of a phrase: ``...`` is a small gap, a final ``*`` any ending."""
    gap = _GAP_OF_WORDS if words else _GAP_OF_LETTERS
    parts = [" ".join(_word(word) for word in part.split()) for part in phrase.split("...")]
    body = gap.join(parts)
    return re.compile(rf"(?<!\w){body}(?!\w)" if words else body)


def _word(word: str) -> str:
    bare = re.escape(_plain(word.rstrip("*")).strip()).replace(r"\ ", " ")
    return bare + (r"\w*" if word.endswith("*") else "")


def _landmark(phrase: str) -> str:
    parts = re.split(r"\.\.\.|\s+", phrase)
    return max((_plain(part.rstrip("*")) for part in parts), key=len)


def _sentences(text: str) -> list[str]:
    return [_plain(part) for part in _ENDS_A_SENTENCE.split(text) if part.strip()]


def _plain(text: str) -> str:
    """Return words in small letters without accents, one blank between them."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(
        letter if letter.isalnum() else " "
        for letter in folded
        if not unicodedata.combining(letter) and letter != "ـ"
    )
    return " ".join(kept.translate(_SAME_LETTERS).split())


# Arabic letters that carriers write for each other.
_SAME_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا"})


def _told(sentence: str, asked: Sequence[Language]) -> Iterable[Milestone]:
    """Yield what a plain sentence tells, phrase by phrase, unless its language doubts it."""
    kept = _longest([
        _Found(match.start(), match.end(), phrase)
        for one in asked
        for phrase in one.phrases
        if phrase.landmark in sentence
        for match in phrase.pattern.finditer(sentence)
    ])  # fmt: skip
    if not any(found.phrase.milestone for found in kept):
        return
    rest = list(sentence)
    for found in kept:
        rest[found.start : found.end] = "\n" * (found.end - found.start)
    unsaid = "".join(rest)
    doubtful = {one.code for one in asked if one.doubt.search(unsaid)}
    for found in kept:
        if found.phrase.milestone is not None and found.phrase.language not in doubtful:
            yield found.phrase.milestone


def _longest(found: list[_Found]) -> list[_Found]:
    """Return the longest matches that do not overlap; of equal ones all meanings."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda each: each.start - each.end):
        clash = [other for other in kept if one.start < other.end and other.start < one.end]
        if all((one.start, one.end) == (other.start, other.end) for other in clash):
            kept.append(one)
    return kept
