"""Whom to ask about a number: who can know it, the closest and cheapest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.asking.terms import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from parcelwright.asking.terms import Terms
    from parcelwright.watch.facts import Candidate, Subject, Watched

_SURENESS = tuple(Confidence)


def fits(terms: Terms, carriers: frozenset[str]) -> bool:
    """Return whether a source may know a number of one of these carriers."""
    return not terms.carriers or not terms.carriers.isdisjoint(carriers)


def in_order(candidates: Iterable[Candidate], subject: Subject) -> list[Candidate]:
    """Return those who may know the number, the one to ask first in front.

    A carrier's own interface knows best and costs nothing; a source that wants numbers
    registered sells each registration, so it comes last.
    """
    fitting = [each for each in candidates if fits(each.terms, subject.carriers)]
    return sorted(fitting, key=_rank)


def free(watched: Watched, candidate: Candidate, now: datetime) -> bool:
    """Return whether nothing that it answered earlier speaks against asking it about this."""
    tried = watched.tried.get(candidate.key)
    return tried is None or tried.again_at <= now


def choose(ordered: Iterable[Candidate], watched: Watched, now: datetime) -> Candidate | None:
    """Return whom to ask now, or None when nobody can be.

    The present source is kept while it can help; one that has been silent for a day is asked
    only when there is no other.
    """
    able = [each for each in ordered if each.is_open(now) and free(watched, each, now)]
    speaking = [each for each in able if not each.is_silent(now)]
    for group in (speaking, able):
        present = next((each for each in group if each.key == watched.key), None)
        if present is not None or group:
            return present or group[0]
    return None


def _rank(candidate: Candidate) -> tuple[bool, bool, int, str, int]:
    terms = candidate.terms
    return (
        not terms.carriers,
        terms.registers,
        _SURENESS.index(terms.wire),
        candidate.name,
        candidate.key,
    )
