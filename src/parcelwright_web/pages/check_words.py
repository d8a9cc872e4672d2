"""Findings in the reader's language, for lists and pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from parcelwright.parcels.countries import with_article
from parcelwright.prevention import unread
from parcelwright.prevention.finding import COUNTRY_FIGURES, Severity, begun
from parcelwright.prevention.run import checks
from parcelwright.prevention.scripts import BETWEEN
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright.prevention.finding import Says

SEVERITIES: Mapping[str, StrOrPromise] = {
    Severity.STOP: pgettext_lazy("finding", "Stop"),
    Severity.WARN: pgettext_lazy("finding", "Take a look"),
    Severity.HINT: pgettext_lazy("finding", "Good to know"),
    Severity.NOT_CHECKED: pgettext_lazy("finding", "Not checked"),
}
TONES = {"stop": "now", "warn": "soon", "hint": "info", "not_checked": "quiet"}
QUESTIONS: Mapping[str, StrOrPromise] = {
    "address": gettext_lazy("the full address"),
    "phone": gettext_lazy("a phone number"),
    "email": gettext_lazy("a mail address"),
    "recipient_id": gettext_lazy("the number that customs asks for"),
}
# Words that a repair enters; all else that repairs enter is a number, code or address.
_REPAIRED: Mapping[str, StrOrPromise] = {"sale": gettext_lazy("sale")}


# Words of column names that are written in capitals.
_CAPITALS = {
    "hs": "HS", "id": "ID", "ioss": "IOSS", "voec": "VOEC", "vat": "VAT", "eori": "EORI",
    "g": "(g)", "mm": "(mm)", "ml": "(ml)", "wh": "(Wh)", "ect": "(ECT)", "sku": "SKU",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One finding as a page shows it; ``at`` is its place among the findings."""

    at: int
    severity: StrOrPromise
    tone: str
    where: str
    reason: str
    fix: str
    repair: str
    source: str
    url: str
    check: str


def shown(finding: Mapping[str, Any], at: int) -> Shown:
    """Return a kept finding in the reader's language."""
    says = says_of(finding["check"], finding["code"])
    figures = {name: _figure(name, value) for name, value in finding["figures"].items()}
    line, citation, repair = finding["line"], finding["citation"], finding["repair"]
    where = column_label(finding["field"])
    if line is not None:
        where = gettext("%(column)s, line %(line)s") % {"column": where, "line": line + 1}
    return Shown(
        at=at,
        severity=SEVERITIES[finding["severity"]],
        tone=TONES[finding["severity"]],
        where=where,
        reason=_said(says.reason if says else finding["reason"], figures),
        fix=_said(says.fix if says else finding["fix"] or "", figures),
        repair=str(_REPAIRED.get(repair["value"], repair["value"])) if repair else "",
        source=citation["title"] if citation else "",
        url=citation["url"] if citation else "",
        check=finding["check"],
    )


def column_label(column: str) -> str:
    """Return the name of a column as a label in the reader's language."""
    told = spoken(column)
    if told != column:
        return told
    words = " ".join(_CAPITALS.get(word, word) for word in column.split("_"))
    return words[:1].upper() + words[1:]


def says_of(check: str, code: str) -> Says | None:
    """Return what a code says, or None where this release knows it no more."""
    if check == unread.CHECK:
        return unread.SAYS.get(code)
    module = checks().get(check)
    return None if module is None else module.SAYS.get(code)


def _said(text: str, figures: Mapping[str, str]) -> str:
    try:
        return begun(gettext(text).format_map(figures), text) if text else ""
    except (KeyError, ValueError):
        # Kept by an older release with other figures.
        return text


def _figure(name: str, value: str) -> str:
    if name in COUNTRY_FIGURES:
        # Only English names have an article, so those of other languages stay as they are.
        return with_article(country_name(value))
    if name == "scripts":
        return gettext(", ").join(spoken(each) for each in value.split(BETWEEN))
    return spoken(value)
