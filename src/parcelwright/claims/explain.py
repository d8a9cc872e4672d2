"""Every deadline and every sum in words with its citation: the one place that words them.

Pages, documents, the command line and JSON show these parts and add no words of their own
about how a day or a sum came about. ``said`` puts the parts into the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.remedy import Confidence, Remedy, SumLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from parcelwright.claims.buyer_clocks import BuyerClock
    from parcelwright.claims.remedy import Deadline
    from parcelwright.rulebook.rule import Citation

_WEAK_SUM = "Check with the carrier: the rule is not sourced well enough for a sum."
_NO_SUM = "Check with the carrier: no sum is known."
_WORDS = {Confidence.HIGH: "", Confidence.MEDIUM: "confirm", Confidence.LOW: "check"}


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a statement stands, ``checked`` how lately it was compared with the issuer's page.

    Args:
        title: What is cited.
        section: Where in it, or empty.
        url: Address, or empty.
    """

    title: str
    section: str = ""
    url: str
    checked: str

    @property
    def text(self) -> str:
        """Title and section as one text."""
        return f"{self.title}, {self.section}" if self.section else self.title

    def said(self, say: Callable[[str], str]) -> Source:
        """Return it with its words put through ``say``."""
        return replace(
            self, title=say(self.title), section=say(self.section), checked=say(self.checked)
        )


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A deadline or a sum in words.

    Args:
        lines: How it came about, in order; the steps of a sum have their amounts.
        source: The citation it rests on.
        confidence: ``confirm`` or ``check`` where it is not sure, else empty.
    """

    lines: tuple[SumLine, ...]
    source: Source
    confidence: str = ""

    @property
    def words(self) -> str:
        """All lines as one text."""
        return " ".join(line.text for line in self.lines)

    def said(self, say: Callable[[str], str]) -> Explained:
        """Return it with each part put through ``say``, as into another language."""
        lines = tuple(replace(line, text=say(line.text)) for line in self.lines)
        return replace(self, lines=lines, source=self.source.said(say))


def explained(what: Deadline | BuyerClock | Remedy) -> Explained:
    """Return a deadline, a buyer's clock, or the sum of a remedy in words.

    A figure of medium confidence says "confirm"; of low confidence no figure is given.
    """
    if isinstance(what, Remedy):
        return _sum(what)
    return Explained(
        lines=(SumLine(text=what.explanation),),
        source=source_of(what.citation),
        confidence=_WORDS[what.confidence],
    )


def _sum(remedy: Remedy) -> Explained:
    weak = remedy.confidence is Confidence.LOW
    lines = tuple(line for line in remedy.sum_lines if not weak or line.amount is None)
    if not lines:
        lines = (SumLine(text=_WEAK_SUM if weak else _NO_SUM),)
    citation = remedy.amount_citation or remedy.citation
    return Explained(lines=lines, source=source_of(citation), confidence=_WORDS[remedy.confidence])


def source_of(citation: Citation) -> Source:
    """Return a citation in words, with the day on which it was last compared."""
    if citation.checked is not None and citation.seen is not None:
        copy, compared = spoken_day(citation.seen), spoken_day(citation.checked)
        checked = f"copy of {copy}, compared with our notes of it on {compared}"
    elif citation.checked is not None:
        checked = f"compared with our notes of it on {spoken_day(citation.checked)}"
    elif citation.seen is not None:
        checked = f"copy of {spoken_day(citation.seen)}, not checked since"
    else:
        checked = "not checked against the issuer's page"
    if citation.lead:
        checked = f"{checked}; only a copy of the rule was read"
    return Source(title=citation.title, section=citation.section, url=citation.url, checked=checked)


def for_letter(deadline: Deadline | None, written_on: date) -> Explained | None:
    """Return a deadline as a letter to the payer may state it, or None.

    Only a day that is surely sourced, never an assumed one, and only while it has not passed.
    """
    if deadline is None or deadline.assumed or deadline.confidence is not Confidence.HIGH:
        return None
    if deadline.latest is None or deadline.latest < written_on:
        return None
    return explained(deadline)
