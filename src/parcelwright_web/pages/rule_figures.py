"""The periods and sums of a rule in the reader's words, each with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.claims.deadlines import spoken_span
from parcelwright.rulebook.rule import Confidence
from parcelwright.rulebook.spoken_terms import spoken_amount
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import label
from parcelwright_web.pages.rule_scopes import scope_lines
from parcelwright_web.pages.rule_words import ACTS, CONFIDENCES, EARLY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.rulebook.rule import Act, Rule, Window

_TONES = {Confidence.HIGH: "ok", Confidence.MEDIUM: "info", Confidence.LOW: "soon"}


@dataclass(frozen=True, kw_only=True)
class FigureView:
    """One figure of a rule.

    Args:
        name: What it is, such as the act that a period is for.
        words: How it reads.
        only: For which parcels it holds, one condition a line; empty for all.
        otherwise: Whether figures before it hold for some parcels, and it for the others.
        notes: What else is known of it, one thing a line.
        confidence, tone: How sure it is, and the color that says so.
    """

    name: str
    words: str
    only: tuple[str, ...]
    otherwise: bool
    notes: tuple[str, ...]
    confidence: str
    tone: str


def window_views(windows: Iterable[Window]) -> tuple[FigureView, ...]:
    """Return the days for each act, as a rule has them."""
    views = []
    seen: set[tuple[Act, int]] = set()
    for window in windows:
        step = (window.act, window.level)
        views.append(_window(window, otherwise=step in seen))
        seen.add(step)
    return tuple(views)


def _window(window: Window, *, otherwise: bool) -> FigureView:
    parts = []
    if window.earliest is not None:
        parts.append(_("from %(span)s") % {"span": spoken(spoken_span(window.earliest))})
    if window.latest is not None:
        parts.append(_("until %(span)s") % {"span": spoken(spoken_span(window.latest))})
    name = label(ACTS, window.act)
    if window.level > 1:
        name = _("%(act)s, step %(n)d") % {"act": name, "n": window.level}
    notes = (
        _("goes to %(name)s") % {"name": spoken(window.to)} if window.to else "",
        label(EARLY, window.early) if window.early is not None else "",
        spoken(window.note),
    )
    return FigureView(
        name=name,
        words=_(", ").join(parts),
        only=scope_lines(window.only),
        otherwise=otherwise,
        notes=tuple(note for note in notes if note),
        **_confidence(window.confidence),
    )


def amount_views(rule: Rule) -> tuple[FigureView, ...]:
    """Return the most that a rule pays: first for some parcels, then for the others."""
    amounts = (*rule.amounts, *((rule.amount,) if rule.amount is not None else ()))
    return tuple(
        FigureView(
            name=_("At most"),
            words=spoken_amount(amount, spoken),
            only=scope_lines(amount.only),
            otherwise=n > 0,
            notes=(spoken(amount.note),) if amount.note else (),
            **_confidence(amount.confidence),
        )
        for n, amount in enumerate(amounts)
    )


def _confidence(confidence: Confidence) -> dict[str, str]:
    return {"confidence": str(CONFIDENCES[confidence]), "tone": _TONES[confidence]}


def reply_lines(rule: Rule) -> tuple[str, ...]:
    """Return how long the payer has to answer each act, and what its silence means."""
    lines = []
    for reply in rule.replies:
        line = _("%(act)s: answer within %(n)s %(unit)s after the %(moment)s") % {
            "act": label(ACTS, reply.act),
            "n": reply.n,
            "unit": spoken(reply.unit.spoken(reply.n)),
            "moment": spoken(reply.since.spoken),
        }
        if reply.means:
            words = _("%(text)s; no answer by then means: %(means)s")
            line = words % {"text": line, "means": spoken(reply.means)}
        lines.append(line)
    return tuple(lines)
