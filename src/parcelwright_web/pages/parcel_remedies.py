"""Who can be asked for money for a parcel, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcelwright.claims.exclusions import Bite
from parcelwright.claims.explain import explained
from parcelwright.claims.stacking import shares_of
from parcelwright.rulebook.rule import ClaimType
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages import words
from parcelwright_web.pages.audit_figures import ends
from parcelwright_web.pages.deadline_titles import deadline_title
from parcelwright_web.pages.labels import PAPERS, SUPPLIERS, carrier_name, label
from parcelwright_web.sums import money_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from parcelwright.claims.exclusions import Exclusion
    from parcelwright.claims.explain import Explained
    from parcelwright.claims.remedy import Deadline, DocumentNeed, Entitlement, Remedy
    from parcelwright.claims.stacking import Share
    from parcelwright_web.pages.audit_figures import Ends


@dataclass(frozen=True, kw_only=True)
class DeadlineView:
    """The days of one act as a page shows them."""

    title: str
    earliest: date | None
    ends: Ends | None
    assumed: bool
    told: Explained
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PaperView:
    """A paper that is still missing: what it is, who has it, and how it is got."""

    name: str
    who: str
    how: str


@dataclass(frozen=True, kw_only=True)
class BiteView:
    """An exclusion in words, and why it bites or may bite."""

    text: str
    why: str


@dataclass(frozen=True, kw_only=True)
class RemedyView:
    """One way to money as a page shows it; ``remedy`` has what needs no words."""

    remedy: Remedy
    tone: str
    status: StrOrPromise
    rule: str
    told: Explained
    deadlines: Sequence[DeadlineView]
    needs: Sequence[str]
    papers: Sequence[PaperView]
    paper_names: Sequence[str]
    warnings: Sequence[str]
    order: str
    share: str
    bites: Sequence[BiteView]
    may_bite: Sequence[BiteView]


@dataclass(frozen=True, kw_only=True)
class TypeView:
    """What is taken to have gone wrong, why, and what else is possible.

    Args:
        every: Code and name of all kinds of loss but this one, to be looked at instead.
    """

    name: str
    reason: str
    others: Sequence[OtherView]
    every: Sequence[tuple[str, str]]
    warnings: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class OtherView:
    """Another thing that may have gone wrong, and what would decide."""

    name: str
    decided_by: str


def type_view(found: Entitlement) -> TypeView:
    """Return what went wrong with a parcel in words."""
    return TypeView(
        name=_named(found.claim_type.spoken),
        reason=spoken(found.type_reason),
        others=[
            OtherView(name=_named(each.claim_type.spoken), decided_by=spoken(each.decided_by))
            for each in found.other_types
        ],
        every=[
            (each.value, _named(each.spoken)) for each in ClaimType if each is not found.claim_type
        ],
        warnings=[spoken(warning) for warning in found.warnings],
    )


def stated_type(code: str) -> ClaimType | None:
    """Return the kind of loss that a person asks to see, or None for a code that is none."""
    return next((each for each in ClaimType if each.value == code), None)


def limit_of(found: Entitlement) -> str:
    """Return what all payers together may pay, in words, or empty when the loss is unknown."""
    if found.most is None:
        return ""
    if found.left is None or found.left == found.most:
        text = _("All payers together pay at most %(most)s, the loss with the postage.")
        return str(text) % {"most": money_text(found.most)}
    text = _("All payers together pay at most %(most)s, of which %(left)s is left.")
    return str(text) % {"most": money_text(found.most), "left": money_text(found.left)}


def remedy_views(found: Entitlement) -> list[RemedyView]:
    """Return the remedies with the words for their codes, best first."""
    pairs = zip(found.remedies, shares_of(found), strict=True)
    several = sum(share.turn is not None for share in shares_of(found)) > 1
    return [remedy_view(each, share if several else None) for each, share in pairs]


def remedy_view(remedy: Remedy, share: Share | None = None) -> RemedyView:
    """Return a remedy with the words for its codes, ``share`` where others pay as well."""
    tone, status = words.REMEDY_STATUSES[remedy.status]
    papers = [_paper(need) for need in remedy.documents if need.status != "have"]
    return RemedyView(
        remedy=remedy,
        tone=tone,
        status=status,
        rule=words.rule_title(remedy.rule),
        told=explained(remedy).said(spoken),
        deadlines=[_deadline(each, remedy.payer_name) for each in remedy.deadlines],
        needs=[need_text(need) for need in remedy.needs],
        papers=papers,
        paper_names=[paper.name for paper in papers],
        warnings=[spoken(text) for text in remedy.warnings if text != remedy.why],
        order=spoken(remedy.order),
        share="" if share is None else _share(share),
        bites=[_bite(each) for each in remedy.bites if each.bite is Bite.BITES],
        may_bite=[_bite(each) for each in remedy.bites if each.bite is Bite.MAY],
    )


def _share(share: Share) -> str:
    if share.turn is None or share.if_others_first is None:
        return ""
    if share.after:
        names = [carrier_name(payer) for payer in share.after]
        return gettext("Pays after %(payers)s; at most %(sum)s if the others pay first.") % {
            "payers": str(_(" or ")).join(names), "sum": money_text(share.if_others_first),
        }  # fmt: skip
    first = money_text(share.if_others_first)
    return gettext("At most %(sum)s if the others pay first.") % {"sum": first}


def _bite(each: Exclusion) -> BiteView:
    return BiteView(text=_named(each.text), why=spoken(each.why))


def _named(text: str) -> str:
    said = spoken(text)
    return f"{said[:1].upper()}{said[1:]}"


def _deadline(deadline: Deadline, payer: str) -> DeadlineView:
    zone = deadline.zone or str(ZoneInfo("UTC"))
    return DeadlineView(
        title=deadline_title(deadline, payer),
        earliest=deadline.earliest,
        ends=ends(deadline.latest, zone),
        assumed=deadline.assumed,
        told=explained(deadline).said(spoken),
        done_on=deadline.done_on,
    )


def _paper(need: DocumentNeed) -> PaperView:
    return PaperView(
        name=str(label(PAPERS, need.code)),
        who=str(label(SUPPLIERS, need.who)) if need.who else "",
        how=spoken(need.how),
    )


def need_text(code: str) -> str:
    """Return a condition in words; one that any of several meets names them all."""
    names = [spoken(label(words.NEEDS, part)) for part in code.split("|")]
    return str(_(" or ")).join(names)
