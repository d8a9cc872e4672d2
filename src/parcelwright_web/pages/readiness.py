"""What a claim lacks and who pays first, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcelwright.claims.readiness import LackKind, readiness_of
from parcelwright.claims.stacking import shares_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.days import day_text
from parcelwright_web.pages import words
from parcelwright_web.pages.labels import PAPERS, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from parcelwright.claims.readiness import Lack
    from parcelwright.claims.remedy import Remedy
    from parcelwright.claims.stacking import Share
    from parcelwright_web.actions.situation import Situation

# Said of one parcel; the day follows where there is one.
_LACKS: Mapping[str, StrOrPromise] = {
    LackKind.NOT_COVERED: gettext_lazy("Not covered"),
    LackKind.CLAIM_PASSED: gettext_lazy("The last day to claim has passed"),
    LackKind.NOTICE_PASSED: gettext_lazy("The last day for notice has passed"),
    LackKind.TOO_EARLY: gettext_lazy("The waiting time still runs"),
    LackKind.NOTICE_DUE: gettext_lazy("Notice of the loss"),
    LackKind.CARRIER_FIRST: gettext_lazy("The carrier's decision, for it pays first"),
}


@dataclass(frozen=True, kw_only=True)
class PolicyView:
    """A policy over one parcel: what a claim would still lack today."""

    policy: str
    payer: str
    is_ready: bool
    is_lost: bool
    lacks: Sequence[str]


def lack_words(kind: str, what: str, day: date | None) -> str:
    """Return a lack in words, with its day."""
    if kind == LackKind.PAPER:
        return label(PAPERS, what)
    if kind in {LackKind.CONDITION, LackKind.FACT}:
        names = [spoken(label(words.NEEDS, part)) for part in what.split("|")]
        return str(_(" or ")).join(names)
    text = label(_LACKS, kind)
    if day is None:
        return text
    if kind == LackKind.NOTICE_DUE:
        return _("%(text)s, until %(day)s") % {"text": text, "day": day_text(day)}
    if kind == LackKind.TOO_EARLY:
        return _("%(text)s; claims are taken from %(day)s") % {
            "text": text, "day": day_text(day),
        }  # fmt: skip
    return f"{text} ({day_text(day)})"


def policies_of(found: Situation) -> list[PolicyView]:
    """Return the policies over a parcel, with what a claim under each lacks today."""
    views = []
    for remedy in found.entitlement.remedies:
        if not remedy.policy:
            continue
        is_filed = found.case is not None and remedy.rule in found.case.claimed_rules
        ready = readiness_of(remedy, found.today, found.known.moments, is_filed=is_filed)
        views.append(
            PolicyView(
                policy=remedy.policy,
                payer=remedy.payer_name,
                is_ready=ready.is_ready,
                is_lost=ready.is_lost,
                lacks=[_words(lack) for lack in ready.lacks],
            )
        )
    return views


def _words(lack: Lack) -> str:
    return lack_words(lack.kind, lack.what, lack.day)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One payer in the order of asking; ``after`` names those that must pay before."""

    remedy: Remedy
    share: Share
    after: Sequence[str]


def order_of(found: Situation) -> list[Turn]:
    """Return who is asked in which order, or nothing where no policy covers the parcel."""
    remedies = found.entitlement.remedies
    if not any(remedy.policy for remedy in remedies):
        return []
    names = {remedy.payer: remedy.payer_name for remedy in remedies}
    turns = [
        (share.turn, Turn(remedy=remedy, share=share, after=[names[each] for each in share.after]))
        for remedy, share in zip(remedies, shares_of(found.entitlement), strict=True)
        if share.turn is not None
    ]
    return [turn for _place, turn in sorted(turns, key=lambda pair: pair[0])]
