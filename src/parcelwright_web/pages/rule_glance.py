"""The rules of one payer at a glance: a line each, with the last day and the most it pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.claims.deadlines import spoken_span
from parcelwright.rulebook.rule import Act, Confidence
from parcelwright.rulebook.spoken_terms import spoken_amount
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import label
from parcelwright_web.pages.rule_words import ACTS

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Rule
    from parcelwright_web.pages.rule_views import RuleView

# The first act of these that has a last day is the one to watch.
_WATCHED = (Act.CLAIM, Act.INQUIRY, Act.HAND_IN, Act.NOTICE, Act.COURT)


@dataclass(frozen=True, kw_only=True)
class Glance:
    """One rule as a line: its section, its last day and its sum."""

    view: RuleView
    last_day: str
    most: str


def glance(view: RuleView) -> Glance:
    """Return a rule's line; figures of weak sources are left out."""
    if view.rule.excluded:
        return Glance(view=view, last_day="", most=_("Pays nothing"))
    return Glance(view=view, last_day=_last_day(view.rule), most=_most(view.rule))


def _last_day(rule: Rule) -> str:
    for act in _WATCHED:
        spans = dict.fromkeys(
            spoken(spoken_span(window.latest))
            for window in rule.windows
            if window.act is act
            and window.latest is not None
            and window.confidence is not Confidence.LOW
        )
        if spans:
            words = next(iter(spans)) if len(spans) == 1 else _("depends on the parcel")
            return _("%(act)s: %(words)s") % {"act": label(ACTS, act), "words": words}
    return ""


def _most(rule: Rule) -> str:
    sums = dict.fromkeys(
        spoken_amount(amount, spoken)
        for amount in (*rule.amounts, rule.amount)
        if amount is not None
        and amount.term is not None
        and amount.confidence is not Confidence.LOW
    )
    if len(sums) > 1:
        return _("depends on the parcel")
    return next(iter(sums), "")
