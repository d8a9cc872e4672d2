"""One rule as the pages of the rule book show it: for whom, until when, how much, from where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.rulebook.freshness import gaps_of
from parcelwright.rulebook.standing import Standing, citations_of, standing_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.days import plain_day
from parcelwright_web.pages.labels import label
from parcelwright_web.pages.rule_figures import amount_views, reply_lines, window_views
from parcelwright_web.pages.rule_papers import paper_view
from parcelwright_web.pages.rule_scopes import rule_scope, scope_lines
from parcelwright_web.pages.rule_words import (
    CLAIMANTS,
    HOLDERS,
    OTHER_COVER,
    REFUNDS,
    STANDINGS,
    TRANSFERS,
)
from parcelwright_web.pages.words import NEEDS
from parcelwright_web.rule_links import rule_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.rulebook.rule import Citation, Rule
    from parcelwright_web.pages.rule_figures import FigureView
    from parcelwright_web.pages.rule_papers import PaperView

_TONES = {Standing.VERIFIED: "ok", Standing.PARTIAL: "info", Standing.UNVERIFIED: "soon"}


@dataclass(frozen=True, kw_only=True)
class NoteView:
    """A note, and for which parcels only, one condition a line."""

    text: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RuleView:
    """One rule in words; ``rule`` has what needs none.

    Args:
        anchor: Name of its section on the page.
        era: Days of acceptance it holds for; empty for any.
        rights: Who claims, whose right that is, and how another may.
        orders: What must come before the claim, or must not.
    """

    rule: Rule
    anchor: str
    title: str
    standing: str
    tone: str
    era: str
    scope: tuple[str, ...]
    rights: tuple[str, ...]
    windows: tuple[FigureView, ...]
    amounts: tuple[FigureView, ...]
    needs: tuple[str, ...]
    orders: tuple[str, ...]
    papers: tuple[PaperView, ...]
    exclusions: tuple[NoteView, ...]
    channel: str
    replies: tuple[str, ...]
    notes: tuple[NoteView, ...]
    conflicts: tuple[str, ...]
    gaps: tuple[str, ...]
    citations: tuple[Citation, ...]


def rule_views(rules: Iterable[Rule]) -> tuple[RuleView, ...]:
    """Return rules in the reader's words, editions of one rule together, the newest first.

    The newest edition has the anchor of its rule; older ones add their number.
    """
    by_id: dict[str, list[Rule]] = {}
    for rule in rules:
        by_id.setdefault(rule.id, []).append(rule)
    views = []
    for name, editions in by_id.items():
        newest_first = sorted(editions, key=lambda rule: rule.valid_from or date.min, reverse=True)
        for n, rule in enumerate(newest_first, start=1):
            anchor = rule_anchor(name)
            views.append(_view(rule, anchor if n == 1 else f"{anchor}-{n}"))
    return tuple(views)


def _view(rule: Rule, anchor: str) -> RuleView:
    standing = standing_of(rule)
    return RuleView(
        rule=rule,
        anchor=anchor,
        title=spoken(rule.title),
        standing=str(STANDINGS[standing]),
        tone=_TONES[standing],
        era=_era(rule),
        scope=rule_scope(rule),
        rights=_rights(rule),
        windows=window_views(rule.windows),
        amounts=amount_views(rule),
        needs=(
            *(label(NEEDS, need) for need in rule.needs),
            *(_(" or ").join(label(NEEDS, need) for need in group) for group in rule.needs_any),
        ),
        orders=_orders(rule),
        papers=tuple(paper_view(paper) for paper in rule.papers),
        exclusions=_exclusions(rule),
        channel=_begun(spoken(rule.channel)),
        replies=reply_lines(rule),
        notes=_notes(rule),
        conflicts=tuple(spoken(text) for text in rule.conflicts),
        gaps=tuple(spoken(text) for text in gaps_of(rule)),
        citations=citations_of(rule),
    )


def _era(rule: Rule) -> str:
    starts = plain_day(rule.valid_from) if rule.valid_from else ""
    ends = plain_day(rule.valid_to) if rule.valid_to else ""
    if starts and ends:
        return _("accepted from %(first)s to %(last)s") % {"first": starts, "last": ends}
    if starts:
        return _("accepted from %(day)s") % {"day": starts}
    return _("accepted to %(day)s") % {"day": ends} if ends else ""


def _begun(text: str) -> str:
    """Return a text with a capital, unless it begins with an address of the net."""
    first = text.partition(" ")[0].rstrip(".,;")
    return text if "." in first else f"{text[:1].upper()}{text[1:]}"


def _notes(rule: Rule) -> tuple[NoteView, ...]:
    return (
        *(NoteView(text=spoken(note)) for note in rule.notes),
        *(NoteView(text=spoken(note.text), only=scope_lines(note.only)) for note in rule.notes_for),
    )


def _exclusions(rule: Rule) -> tuple[NoteView, ...]:
    return (
        *(NoteView(text=spoken(text)) for text in rule.exclusions),
        *(
            NoteView(text=spoken(each.text), only=scope_lines(each.only, every_place=True))
            for each in rule.excluded_for
        ),
    )


def _rights(rule: Rule) -> tuple[str, ...]:
    lines = [label(CLAIMANTS, rule.claimant), str(HOLDERS[rule.held_by])]
    if rule.transferable_by:
        lines.append(label(TRANSFERS, rule.transferable_by))
    return tuple(lines)


def _orders(rule: Rule) -> tuple[str, ...]:
    lines = []
    if rule.excess_of:
        covers = _(" or ").join(label(OTHER_COVER, name) for name in rule.excess_of)
        lines.append(_("Pays only what is left after %(names)s") % {"names": covers})
    if rule.refund_before_claim in REFUNDS:
        lines.append(label(REFUNDS, rule.refund_before_claim))
    return tuple(lines)
