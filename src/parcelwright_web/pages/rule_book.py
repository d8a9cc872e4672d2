"""What we know about each carrier, insurer, platform and treaty, and what we do not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parcelwright.rulebook.freshness import findings
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.standing import Standing, standing_of
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import label
from parcelwright_web.pages.rule_glance import glance
from parcelwright_web.pages.rule_views import rule_views
from parcelwright_web.pages.rule_words import DOUBTS, KINDS
from parcelwright_web.pages.words import country_name
from parcelwright_web.places import zone_text

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from parcelwright.rulebook.freshness import Finding
    from parcelwright.rulebook.rule import Carrier, Rule
    from parcelwright_web.access import TenantRequest


@tenant
@require_safe
def rule_book(request: TenantRequest) -> HttpResponse:
    """List everybody whose terms are known, with how well."""
    groups: dict[str, list[dict[str, object]]] = {kind: [] for kind in KINDS}
    for carrier in sorted(shipped_book().carriers, key=lambda each: each.name.casefold()):
        groups.setdefault(carrier.kind, []).append(_line(carrier))
    context = {
        "groups": [(label(KINDS, kind), lines) for kind, lines in groups.items() if lines],
        "rules": len(shipped_book().rules),
        "payers": len(shipped_book().carriers),
    }
    return render(request, "rules/index.html", context)


def _rules_of(carrier: Carrier) -> list[Rule]:
    return [
        rule
        for rule in shipped_book().rules
        if rule.payer == carrier or carrier.slug in rule.carriers
    ]


def _line(carrier: Carrier) -> dict[str, object]:
    counts = Counter(standing_of(rule) for rule in _rules_of(carrier))
    return {
        "carrier": carrier,
        "name": spoken(carrier.name),
        "country": country_name(carrier.country) if carrier.country else "",
        "rules": sum(counts.values()),
        "verified": counts[Standing.VERIFIED],
        "partial": counts[Standing.PARTIAL],
        "unverified": counts[Standing.UNVERIFIED],
    }


@tenant
@require_safe
def known_of_payer(request: TenantRequest, slug: str) -> HttpResponse:
    """Show every rule of one payer with its source and date, and what is not known.

    Raises:
        Http404: No file of the rule book names it.
    """
    carrier = shipped_book().by_slug.get(slug)
    if carrier is None:
        raise Http404
    rules = _rules_of(carrier)
    names = {carrier.slug, *(rule.payer.slug for rule in rules)}
    ids = {rule.id for rule in rules}
    found = [
        finding
        for finding in findings(shipped_book(), shipped_schemes(), clock.now().date())
        if finding.payer == carrier.slug or (finding.payer in names and finding.about in ids)
    ]
    views = rule_views(rules)
    context = {
        "line": _line(carrier),
        "carrier": carrier,
        "country": country_name(carrier.country) if carrier.country else "",
        "zone": zone_text(carrier.zone) if "/" in carrier.zone else "",
        "where_posted": carrier.ends_where_posted,
        "views": views,
        "glances": [glance(view) for view in views],
        "doubts": _doubts(found),
    }
    return render(request, "rules/payer.html", context)


@dataclass(frozen=True, kw_only=True)
class _Doubtful:
    """What is not sure of one rule or source."""

    about: str
    why: str
    since: date | None


def _doubts(found: list[Finding]) -> list[tuple[str, list[_Doubtful]]]:
    """Return findings by doubt, those of one rule or source on one line."""
    groups: dict[str, dict[str, list[Finding]]] = {}
    for each in found:
        about = groups.setdefault(label(DOUBTS, each.doubt), {})
        about.setdefault(_about(each), []).append(each)
    return [
        (
            name,
            [
                _Doubtful(
                    about=about,
                    why=" ".join(dict.fromkeys(spoken(each.why) for each in several)),
                    since=several[0].since,
                )
                for about, several in group.items()
            ],
        )
        for name, group in groups.items()
    ]


def _about(finding: Finding) -> str:
    cited = finding.citation
    if cited is not None:
        parts = (spoken(cited.title), spoken(cited.section))
        return _(", ").join(part for part in parts if part)
    editions = shipped_book().by_id.get(finding.about)
    return spoken(editions[-1].title if editions else finding.about)


urlpatterns = [
    path("rules/", rule_book, name="rule-book"),
    path("rules/<slug:slug>/", known_of_payer, name="known-of-payer"),
]
