"""The papers that a rule asks for, each with what must hold of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parcelwright.claims.deadlines import spoken_span
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import PAPERS, SUPPLIERS, label
from parcelwright_web.pages.rule_words import OCCASIONS

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Paper


@dataclass(frozen=True, kw_only=True)
class PaperView:
    """One paper: its name, who has it, and one short line for each of its terms."""

    name: str
    who: str
    terms: tuple[str, ...]


def paper_view(paper: Paper) -> PaperView:
    """Return a paper in the reader's words."""
    shown = pgettext("between listed words", ", ").join(spoken(text) for text in paper.must_show)
    terms = (
        _occasion(paper.when),
        _("must show: %(names)s") % {"names": shown} if shown else "",
        *_dates(paper),
        {
            "wet": _("signed by hand"),
            "electronic": _("signed, electronically or by hand"),
            "somehow": _("signed; of what kind is not stated, so by hand is safe"),
        }.get(paper.signed, ""),
        _("the original, no copy") if paper.original else "",
    )
    return PaperView(
        name=label(PAPERS, paper.code),
        who=label(SUPPLIERS, paper.who),
        terms=tuple(term for term in terms if term),
    )


def _dates(paper: Paper) -> list[str]:
    lines = []
    if paper.dated_after is not None:
        lines.append(_("dated after the %(moment)s") % {"moment": spoken(paper.dated_after.spoken)})
    if paper.dated_before is not None:
        lines.append(
            _("dated before the %(moment)s") % {"moment": spoken(paper.dated_before.spoken)}
        )
    if paper.dated_within is not None:
        lines.append(_("dated within %(span)s") % {"span": spoken(spoken_span(paper.dated_within))})
    return lines


def _occasion(when: str) -> str:
    return str(OCCASIONS[when]) if when in OCCASIONS else spoken(when)
