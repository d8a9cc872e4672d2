"""How well the rule book is founded: which rules somebody compared with their source."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.rulebook.rule import Confidence

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Citation, Rule


class Standing(StrEnum):
    """Whether a rule may be relied on."""

    VERIFIED = "verified"
    PARTIAL = "partial"
    UNVERIFIED = "unverified"


def standing_of(rule: Rule) -> Standing:
    """Return verified when every figure is of high confidence and was compared with its record.

    A rule of low confidence is unverified; all others are partial.
    """
    if rule.confidence is Confidence.LOW:
        return Standing.UNVERIFIED
    sure = all(confidence is Confidence.HIGH for confidence in _confidences(rule))
    checked = all(citation.checked is not None for citation in citations_of(rule))
    return Standing.VERIFIED if sure and checked else Standing.PARTIAL


def citations_of(rule: Rule) -> tuple[Citation, ...]:
    """Return all citations of one rule, its own first, without repeats."""
    own = (rule.citation, *(window.citation for window in rule.windows))
    amounts = (each.citation for each in (*rule.amounts, rule.amount) if each is not None)
    exclusions = (each.citation for each in rule.excluded_for)
    return tuple(dict.fromkeys((*own, *amounts, *exclusions)))


def _confidences(rule: Rule) -> tuple[Confidence, ...]:
    amounts = (each.confidence for each in (*rule.amounts, rule.amount) if each is not None)
    windows = (window.confidence for window in rule.windows)
    exclusions = (each.confidence for each in rule.excluded_for)
    return (rule.confidence, *windows, *exclusions, *amounts)
