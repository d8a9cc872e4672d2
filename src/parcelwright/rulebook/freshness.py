"""What of the rule book wants another look: old copies, changing law, conflicts, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from parcelwright.rulebook.bound import shipped_members
from parcelwright.rulebook.rule import Act, Confidence
from parcelwright.rulebook.standing import citations_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.clocks import Scheme
    from parcelwright.rulebook.rule import Citation, Rule

_A_YEAR = timedelta(days=365)
_ONE_DAY = timedelta(days=1)


class Doubt(StrEnum):
    """Why something wants another look."""

    NEVER_COMPARED = "never compared"
    """Nobody compared the rule with its source."""
    OLD_COPY = "old copy"
    """The copy it was compared with, or the comparison, is older than a year."""
    UNDATED_COPY = "undated copy"
    """It was compared, but nobody knows of which day the copy is."""
    LAW_CHANGES = "law changes"
    """The rule has no last day, and its text is known to change."""
    CONFLICT = "conflict"
    """Sources disagree; a reading was taken."""
    GAP = "gap"
    """Something a seller needs is not known."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to look at again.

    Args:
        doubt: Why.
        payer: Slug of the carrier, insurer, platform, treaty or scheme.
        about: Id of the rule or clock, or the title of the source.
        why: One sentence in plain English.
        since: The day the doubt rests on: of the copy, the comparison or the change.
        citation: The source in question, if it is one.
    """

    doubt: Doubt
    payer: str
    about: str
    why: str
    since: date | None = None
    citation: Citation | None = None


def doubt_of(citation: Citation, on: date) -> tuple[Doubt, str, date | None] | None:
    """Return what is doubtful of a source on a day, why, and since when; None for nothing.

    A rule that was compared today with a copy of last year is known to have been true last
    year.
    """
    if citation.checked is None:
        return Doubt.NEVER_COMPARED, "Nobody compared the rule with this source.", None
    if on - citation.checked > _A_YEAR:
        return Doubt.OLD_COPY, "It was compared more than a year ago.", citation.checked
    if citation.seen is None:
        return Doubt.UNDATED_COPY, "The day of the copy that was read is not known.", None
    if on - citation.seen > _A_YEAR:
        return Doubt.OLD_COPY, "The copy that was read is older than a year.", citation.seen
    return None


def findings(book: RuleBook, schemes: Iterable[Scheme], on: date) -> tuple[Finding, ...]:
    """Return all that wants another look on a day, in the order of :class:`Doubt`."""
    found = [
        *_of_sources(book, schemes, on),
        *_of_lists(book, on),
        *(finding for rule in book.rules for finding in _of_rule(rule)),
        *_of_editions(book, on),
        *_of_carriers(book),
    ]
    order = list(Doubt)
    return tuple(sorted(found, key=lambda each: (order.index(each.doubt), each.payer, each.about)))


def _of_sources(book: RuleBook, schemes: Iterable[Scheme], on: date) -> Iterator[Finding]:
    by_payer = {
        (rule.payer.slug, citation): None for rule in book.rules for citation in citations_of(rule)
    }
    of_clocks = {
        (scheme.slug, clock.citation): None for scheme in schemes for clock in scheme.clocks
    }
    for payer, citation in by_payer | of_clocks:
        doubtful = doubt_of(citation, on)
        if doubtful is not None:
            doubt, why, since = doubtful
            yield Finding(
                doubt=doubt,
                payer=payer,
                about=str(citation),
                why=why,
                since=since,
                citation=citation,
            )


def _of_lists(book: RuleBook, on: date) -> Iterator[Finding]:
    """Say which lists of the states that a treaty of the book binds are old."""
    for treaty in shipped_members().values():
        for citation in treaty.sources if treaty.under in book.by_slug else ():
            if (doubtful := doubt_of(citation, on)) is not None:
                doubt, why, since = doubtful
                yield Finding(
                    doubt=doubt,
                    payer=treaty.under,
                    about=str(citation),
                    why=why,
                    since=since,
                    citation=citation,
                )


def _of_rule(rule: Rule) -> Iterator[Finding]:
    payer = rule.payer.slug
    if rule.review_by is not None and rule.valid_to is None:
        why = "The text is known to change by then, and the rule names no last day."
        yield Finding(
            doubt=Doubt.LAW_CHANGES, payer=payer, about=rule.id, why=why, since=rule.review_by
        )
    for conflict in rule.conflicts:
        yield Finding(doubt=Doubt.CONFLICT, payer=payer, about=rule.id, why=conflict)
    for why in gaps_of(rule):
        yield Finding(doubt=Doubt.GAP, payer=payer, about=rule.id, why=why)


def gaps_of(rule: Rule) -> tuple[str, ...]:
    """Return what a rule does not say that a seller needs, each as a sentence."""
    if rule.excluded:
        return ()
    ends = [
        window
        for window in rule.windows
        if window.act in {Act.INQUIRY, Act.CLAIM, Act.COURT} and window.latest is not None
    ]
    gaps = []
    if not ends:
        gaps.append("No last day for inquiry or claim is known.")
    elif all(window.confidence is Confidence.LOW for window in ends):
        gaps.append("The last day rests on a source too weak to show a date.")
    amounts = [each for each in (rule.amount, *rule.amounts) if each is not None]
    if not any(each.term is not None for each in amounts):
        gaps.append("No sum is known.")
    elif all(each.confidence is Confidence.LOW for each in amounts):
        gaps.append("The sum rests on a source too weak to show an amount.")
    return tuple(gaps)


def _of_editions(book: RuleBook, on: date) -> Iterator[Finding]:
    """Say where a rule has ended without another, or pauses between two editions."""
    for name, editions in book.by_id.items():
        dated = sorted(editions, key=lambda rule: str(rule.valid_from or ""))
        for older, newer in pairwise(dated):
            ends, starts = older.valid_to, newer.valid_from
            if ends is not None and starts is not None and starts > ends + _ONE_DAY:
                why = "No edition is known for parcels accepted between two known ones."
                yield _gap(older, name, why, ends)
        last = dated[-1].valid_to
        if last is not None and last < on:
            why = "The last known edition has ended, and none after it is known."
            yield _gap(dated[-1], name, why, last)


def _gap(rule: Rule, about: str, why: str, since: date) -> Finding:
    return Finding(doubt=Doubt.GAP, payer=rule.payer.slug, about=about, why=why, since=since)


def _of_carriers(book: RuleBook) -> Iterator[Finding]:
    with_rules = {rule.payer.slug for rule in book.rules}
    bound = {slug for rule in book.rules for slug in rule.carriers}
    for carrier in book.carriers:
        if carrier.slug not in with_rules | bound:
            why = carrier.unknown or (
                "No published terms with a source are known; the contract decides."
            )
            yield Finding(doubt=Doubt.GAP, payer=carrier.slug, about=carrier.name, why=why)
