"""One rule as the pages of the rule book show it: for whom, until when, how much, from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.claims.deadlines import spoken_span
from parcelwright.parcels.parcel import Transport
from parcelwright.rulebook.freshness import gaps_of
from parcelwright.rulebook.rule import Confidence
from parcelwright.rulebook.standing import Standing, citations_of, standing_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import PAPERS, SUPPLIERS, label
from parcelwright_web.pages.rule_words import ACTS, CONFIDENCES, HOLDERS, STANDINGS, TRANSPORTS
from parcelwright_web.pages.term_words import amount_words
from parcelwright_web.pages.words import NEEDS, country_name

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Amount, Citation, Paper, Rule, Window
    from parcelwright.rulebook.scope import Scope

_MANY = 12


@dataclass(frozen=True, kw_only=True)
class FigureView:
    """One figure of a rule: what it is, how it reads, for whom only, how sure."""

    name: str
    words: str
    only: str
    note: str
    confidence: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class RuleView:
    """One rule in words; ``rule`` has what needs none."""

    rule: Rule
    title: str
    standing: str
    tone: str
    holder: str
    scope: tuple[str, ...]
    windows: tuple[FigureView, ...]
    amounts: tuple[FigureView, ...]
    needs: tuple[str, ...]
    papers: tuple[str, ...]
    exclusions: tuple[str, ...]
    replies: tuple[str, ...]
    notes: tuple[str, ...]
    conflicts: tuple[str, ...]
    gaps: tuple[str, ...]
    citations: tuple[Citation, ...]


def rule_view(rule: Rule) -> RuleView:
    """Return a rule in the reader's words."""
    standing = standing_of(rule)
    amounts = (*rule.amounts, *((rule.amount,) if rule.amount is not None else ()))
    return RuleView(
        rule=rule,
        title=spoken(rule.title),
        standing=str(STANDINGS[standing]),
        tone={Standing.VERIFIED: "ok", Standing.PARTIAL: "info", Standing.UNVERIFIED: "soon"}[
            standing
        ],
        holder=str(HOLDERS[rule.held_by]),
        scope=tuple(_scope(rule)),
        windows=tuple(_window(window) for window in rule.windows),
        amounts=tuple(_amount(amount) for amount in amounts),
        needs=(
            *(label(NEEDS, need) for need in rule.needs),
            *(_(" or ").join(label(NEEDS, need) for need in group) for group in rule.needs_any),
        ),
        papers=tuple(_paper(paper) for paper in rule.papers),
        exclusions=tuple(spoken(text) for text in rule.exclusions),
        replies=tuple(_replies(rule)),
        notes=(
            *(spoken(note) for note in rule.notes),
            *(f"{spoken(note.text)} ({_only(note.only)})" for note in rule.notes_for),
        ),
        conflicts=tuple(spoken(text) for text in rule.conflicts),
        gaps=tuple(spoken(text) for text in gaps_of(rule)),
        citations=citations_of(rule),
    )


def _scope(rule: Rule) -> list[str]:
    kinds = [spoken(kind.spoken) for kind in rule.claim_types]
    lines = [_(", ").join(kinds)] if kinds else []
    if rule.edition:
        lines.append(_("edition: %(name)s") % {"name": spoken(rule.edition)})
    if rule.services:
        named = _(", ").join(spoken(service.replace("-", " ")) for service in rule.services)
        lines.append(_("services: %(names)s") % {"names": named})
    if rule.s10:
        lines.append(
            _("postal numbers beginning with %(letters)s") % {"letters": ", ".join(rule.s10)}
        )
    if rule.origins:
        lines.append(_("from %(places)s") % {"places": _places(rule.origins)})
    if rule.destinations:
        lines.append(_("to %(places)s") % {"places": _places(rule.destinations)})
    only = _only(rule.only)
    return [*lines, only] if only else lines


def _places(codes: tuple[str, ...] | frozenset[str]) -> str:
    names = sorted(country_name(code) for code in codes)
    shown = _(", ").join(names[:_MANY])
    rest = len(names) - _MANY
    return shown if rest <= 0 else _("%(names)s and %(n)d more") % {"names": shown, "n": rest}


def _only(scope: Scope) -> str:
    """Return the conditions of a scope as a phrase; empty when it has none."""
    parts = []
    for named, words in (
        (scope.services, _("services: %(names)s")),
        (scope.programmes, _("bought through: %(names)s")),
    ):
        if named:
            parts.append(
                words % {"names": _(", ").join(sorted(n.replace("-", " ") for n in named))}
            )
    for places, words in (
        (scope.origins, _("from %(places)s")),
        (scope.destinations, _("to %(places)s")),
        (scope.not_destinations, _("not to %(places)s")),
        (scope.touches, _("from or to %(places)s")),
        (scope.not_touches, _("neither from nor to %(places)s")),
    ):
        if places:
            parts.append(words % {"places": _places(places)})
    if scope.transports:
        ways = [str(TRANSPORTS[way]) for way in Transport if way in scope.transports]
        parts.append(_("carried by %(names)s") % {"names": _(" or ").join(ways)})
    if scope.claim_types:
        kinds = sorted(spoken(kind.spoken) for kind in scope.claim_types)
        parts.append(_(", ").join(kinds))
    if scope.customers:
        kinds = sorted(spoken(customer.value) for customer in scope.customers)
        parts.append(_("customers: %(names)s") % {"names": _(", ").join(kinds)})
    for season in scope.seasons:
        days = {
            "first": f"{season.first[0]:02d}-{season.first[1]:02d}",
            "last": f"{season.last[0]:02d}-{season.last[1]:02d}",
        }
        parts.append(_("accepted from %(first)s to %(last)s of a year") % days)
    if scope.domestic is not None:
        parts.append(_("within one country") if scope.domestic else _("across a border"))
    return _("; ").join(parts)


def _window(window: Window) -> FigureView:
    parts = []
    if window.earliest is not None:
        parts.append(_("from %(span)s") % {"span": spoken(spoken_span(window.earliest))})
    if window.latest is not None:
        parts.append(_("until %(span)s") % {"span": spoken(spoken_span(window.latest))})
    return FigureView(
        name=label(ACTS, window.act),
        words=_(", ").join(parts),
        only=_only(window.only),
        note=spoken(window.note),
        **_confidence(window.confidence),
    )


def _amount(amount: Amount) -> FigureView:
    return FigureView(
        name=_("At most"),
        words=amount_words(amount),
        only=_only(amount.only),
        note=spoken(amount.note),
        **_confidence(amount.confidence),
    )


def _confidence(confidence: Confidence) -> dict[str, str]:
    tones = {Confidence.HIGH: "ok", Confidence.MEDIUM: "info", Confidence.LOW: "soon"}
    return {"confidence": str(CONFIDENCES[confidence]), "tone": tones[confidence]}


def _paper(paper: Paper) -> str:
    name = label(PAPERS, paper.code)
    return f"{name} ({label(SUPPLIERS, paper.who)})"


def _replies(rule: Rule) -> list[str]:
    words = _("%(act)s: answer within %(n)s %(unit)s after the %(moment)s")
    return [
        words
        % {
            "act": label(ACTS, reply.act),
            "n": reply.n,
            "unit": spoken(reply.unit.spoken(reply.n)),
            "moment": spoken(reply.since.spoken),
        }
        for reply in rule.replies
    ]
