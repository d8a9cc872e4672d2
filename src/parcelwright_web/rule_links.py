"""Where the rule book shows a rule."""

from __future__ import annotations

from django.urls import reverse

from parcelwright.rulebook.load import shipped_book


def rule_anchor(rule: str) -> str:
    """Return the name under which a rule's page shows it, from its id."""
    return rule.replace("/", "-")


def rule_address(rule: str) -> str:
    """Return the address of a rule in the rule book; empty when it is not a shipped rule."""
    editions = shipped_book().by_id.get(rule)
    if not editions:
        return ""
    page = reverse("known-of-payer", args=[editions[-1].payer.slug])
    return f"{page}#{rule_anchor(rule)}"
