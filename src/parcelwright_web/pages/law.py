"""Which law governs a parcel and whose the claim is, as its page says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from parcelwright.claims.regime import Regime
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.rule_words import TRANSPORTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright.claims.regime import Branch, RegimeChoice
    from parcelwright.claims.remedy import Entitlement

_REGIMES: Mapping[Regime, StrOrPromise] = {
    Regime.UPU: gettext_lazy("Postal convention"),
    Regime.EMS: gettext_lazy("EMS terms of the post"),
    Regime.NATIONAL: gettext_lazy("National law and terms"),
    Regime.CONTRACT: gettext_lazy("Terms of the contract"),
    Regime.MONTREAL: gettext_lazy("Montreal Convention"),
    Regime.WARSAW: gettext_lazy("Warsaw system"),
    Regime.CMR: gettext_lazy("Road convention (CMR)"),
    Regime.HGB: gettext_lazy("German commercial code"),
    Regime.CIM: gettext_lazy("Rail rules (CIM)"),
    Regime.SMGS: gettext_lazy("Rail agreement (SMGS)"),
    Regime.HAGUE_VISBY: gettext_lazy("Hague-Visby Rules"),
    Regime.UNKNOWN: gettext_lazy("Not known which"),
}


@dataclass(frozen=True, kw_only=True)
class LawView:
    """The law in words.

    Args:
        name: The body of law or terms, with its edition.
        why: Why it governs.
        more: What the number says, what else could hold, and what nobody need try.
        missing: What is not known and would decide, as one line; empty for nothing.
        holder: Whose the claim is, and why.
    """

    name: str
    why: str
    more: tuple[str, ...]
    missing: str
    holder: str


def law_view(found: Entitlement) -> LawView | None:
    """Return the law of a parcel in words, or None where it was not worked out."""
    choice = found.regime_choice
    if choice is None:
        return None
    comma = pgettext("between listed words", ", ")
    name = str(_REGIMES[choice.regime])
    return LawView(
        name=comma.join((name, spoken(choice.edition))) if choice.edition else name,
        why=spoken(choice.why),
        more=_more(choice),
        missing=comma.join(spoken(each) for each in choice.missing),
        holder="" if found.holder is None else spoken(found.holder.why),
    )


def _more(choice: RegimeChoice) -> tuple[str, ...]:
    gap = _("no edition for that day: %(why)s") % {"why": spoken(choice.gap)} if choice.gap else ""
    branches = (_branch(each) for each in (*choice.otherwise, *choice.barred))
    return tuple(line for line in (spoken(choice.letters), gap, *branches) if line)


def _branch(branch: Branch) -> str:
    """Return a branch in words; that of a way of transport tells the same as the way itself."""
    before = f"If it went by {branch.transport}: "
    if not branch.transport or not branch.why.startswith(before):
        return spoken(branch.why)
    return _("If it went by %(way)s: %(why)s") % {
        "way": TRANSPORTS[branch.transport],
        "why": spoken(branch.why.removeprefix(before)),
    }
