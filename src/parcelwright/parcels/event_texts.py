"""What an event's words mean where its code says nothing, by the phrases of ``phrases``.

Precision comes first. A longer phrase hides the shorter ones inside it ("not delivered"
hides "delivered"), a word of doubt in the same sentence (not, will, if, expected) takes
away what is left, questions and phrases that disagree mean nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone
from parcelwright.parcels.phrase_tables import languages, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.parcels.phrase_tables import Language, Phrase

# Events are told in a sentence or two. A longer text is not cut, for its last word may be
# the "not"; it is left to a person.
LONGEST = 500
_SENTENCE = re.compile(r"(?P<words>.+?)(?P<end>[.!?;]+(?=\s|$)|[\n。！？；؟؛]+|$)", re.DOTALL)
_QUESTION = re.compile("[?？؟]")
_AT_A_RECIPIENT = frozenset({Milestone.DELIVERED, Milestone.RETURNED})


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
def _regex(pattern: str) -> re.Pattern[str]:
    """Return a compiled pattern; most phrases are never met, so none is compiled ahead."""
    return re.compile(pattern)


def _sentences(text: str, *, accents: bool) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if not _QUESTION.search(match["end"]):
            yield plain(match["words"], accents=accents)


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
    kept = _unspoiled(_longest(every), every)
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


def _unspoiled(kept: list[_Found], every: Sequence[_Found]) -> list[_Found]:
    """Return what is kept, less the phrases that run into one that hides.

    "Parcel delivered" runs into "delivered to" and tells nothing, unless the hiding one
    lies within another phrase that tells, such as "delivered to the recipient".
    """
    tell = [one for one in every if one.phrase.milestone is not None]
    hides = [
        one
        for one in every
        if one.phrase.milestone is None
        and not any(other.start <= one.start and one.end <= other.end for other in tell)
    ]
    return [
        one
        for one in kept
        if one.phrase.milestone is None
        or not any(hide.start < one.end and one.start < hide.end for hide in hides)
    ]


def _without(found: Sequence[_Found], sentence: str) -> str:
    """Return the sentence with what was found cut out of it."""
    rest = list(sentence)
    for one in found:
        rest[one.start : one.end] = "\n" * (one.end - one.start)
    return "".join(rest)
