"""The answer to which law governs a parcel, and what of the parcel decides it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from parcelwright.claims.deadlines import spoken_day
from parcelwright.records import once, quickly_made
from parcelwright.rulebook.editions import editions_of

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.editions import Edition


class Regime(StrEnum):
    """A body of law or terms; rules carry the same words."""

    UPU = "upu"
    EMS = "ems"
    NATIONAL = "national"
    CONTRACT = "contract"
    MONTREAL = "montreal"
    WARSAW = "warsaw"
    CMR = "cmr"
    HGB = "hgb"
    CIM = "cim"
    SMGS = "smgs"
    HAGUE_VISBY = "hague-visby"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A regime under one condition, and why it would or would not govern, in one sentence."""

    regime: Regime
    why: str
    transport: str = ""
    edition: str = ""


@quickly_made
@dataclass(frozen=True, kw_only=True)
class RegimeChoice:
    """Which regime governs a parcel, and why.

    Args:
        regime: What governs.
        why: One sentence.
        edition: Which of its texts, by the day of acceptance; empty where it has one only or
            none can be told.
        letters: What the service letters of a postal number say of liability, or empty.
        barred: Regimes that somebody might try and that give the sender nothing.
        otherwise: What would follow if something unknown were known.
        missing: What is not known and would decide.
        gap: Why no edition holds on the day of acceptance, or empty.
    """

    regime: Regime
    why: str
    edition: str = ""
    letters: str = ""
    barred: tuple[Branch, ...] = ()
    otherwise: tuple[Branch, ...] = ()
    missing: tuple[str, ...] = ()
    gap: str = ""

    @once
    def name(self) -> str:
        """The regime as plain text."""
        return self.regime.value


DOMESTIC = "It stays within {country}: national law and the carrier's terms decide, no convention."


class Ground(NamedTuple):
    """What of a parcel decides its regime, and nothing else of it, so that many share one.

    Args:
        taker: Kind of who took it: ``post``, ``consolidator``, ``private``, or empty.
        name: Who took it, where the answer names it.
        s10, s10_country: Letters and country of a postal number.
        within: The country that it does not leave, or empty.
        abroad: Whether a post's parcel is known to be no national one.
        is_ems: Whether the post's rules for its service are of its EMS.
        origin, destination: Kept only where a treaty asks for them.
        accepted_on: The first day from which no edition changed until its acceptance.
    """

    taker: str
    name: str = ""
    s10: str = ""
    s10_country: str = ""
    within: str = ""
    abroad: bool = False
    is_ems: bool = False
    origin: str = ""
    destination: str = ""
    transport: str = ""
    accepted_on: date | None = None


def dated(choice: RegimeChoice, book: RuleBook, accepted_on: date | None) -> RegimeChoice:
    """Return the choice with the edition of the day of acceptance, or what is missing for it."""
    editions = editions_of(book, choice.regime.value)
    if not editions:
        return choice
    if accepted_on is None:
        branches = tuple(
            Branch(regime=choice.regime, edition=each.name, why=_holds(each)) for each in editions
        )
        return replace(
            choice,
            otherwise=(*choice.otherwise, *branches),
            missing=(*choice.missing, "day of acceptance"),
        )
    for each in editions:
        if each.holds_on(accepted_on):
            return replace(choice, edition=each.name)
    oldest = editions[0].first
    if oldest is None or accepted_on > oldest:
        return choice
    gap = (
        f"it was accepted on {spoken_day(accepted_on)}, before the oldest edition in the "
        f"rule book, which holds from {spoken_day(oldest)}; what held then is not known, and "
        "every period of the later editions is over"
    )
    return replace(choice, missing=(*choice.missing, "an edition of that day"), gap=gap)


def _holds(edition: Edition) -> str:
    first = f"from {spoken_day(edition.first)}" if edition.first else ""
    last = f"to {spoken_day(edition.last)}" if edition.last else ""
    days = " ".join(part for part in (first, last) if part) or "on any day"
    return f"If it was accepted {days}, the edition {edition.name} holds."
