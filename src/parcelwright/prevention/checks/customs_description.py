"""Descriptions of goods that customs of the destination refuses or cannot read."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from parcelwright.prevention.customs import postal_forms, union_of
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Says, Severity
from parcelwright.prevention.scripts import read_by, scripts_in, spoken_scripts
from parcelwright.prevention.services import is_courier
from parcelwright.rulebook.sources_named import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known
    from parcelwright.rulebook.rule import Citation

SAYS = {
    "description_missing": Says(
        severity=Severity.STOP,
        reason="The goods have no description, and customs of {country} takes no parcel without.",
        fix='Say what it is, of what it is made and what it is for, as in "cotton T-shirt".',
    ),
    "description_vague": Says(
        severity=Severity.WARN,
        reason='"{written}" does not say what the goods are.',
        fix='Say what it is, of what it is made and what it is for, as in "cotton T-shirt".',
    ),
    "description_unreadable": Says(
        severity=Severity.WARN,
        reason='"{written}" is in {scripts} letters, which customs of {country} may not read.',
        fix="Describe the goods in English or in the language of the destination.",
    ),
    "description_is_code": Says(
        severity=Severity.WARN,
        reason='"{written}" is a code of yours and not a description.',
        fix='Say what it is, of what it is made and what it is for, as in "cotton T-shirt".',
    ),
}
# Its advance data refuse such words; of no other customs is that known.
_UNION = "eu"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A single letter, as in the Chinese word for T-shirt, is no word that anybody reads.
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_HAS_CODE = re.compile(r"^(?=.*\d)[A-Z0-9._/-]{3,}$", re.IGNORECASE)


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding for each line whose description customs would not accept.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> order = Draft(order_number="1", recipient=de, sender=cn, lines=(Line(description="Gift"),))
    >>> [(each.code, each.severity.value) for each in check(order, known)]
    [('description_vague', 'stop')]
    >>> mug = Line(description="ceramic coffee mug")
    >>> list(check(Draft(order_number="1", recipient=de, sender=cn, lines=(mug,)), known))
    []
    """
    if not is_declared(draft, draft.ship_on or known.on):
        return
    country = ("country", draft.recipient.country)
    if not draft.lines:
        yield Found(code="description_missing", field="contents", figures=(country,))
    for at, line in enumerate(draft.lines):
        written = line.description.strip()
        code = _fault(written, draft.recipient.country)
        if code:
            scripts = spoken_scripts(scripts_in(written))
            refused = code == "description_vague" and union_of(draft.recipient.country) == _UNION
            yield Found(
                code=code,
                field="contents",
                line=at,
                figures=(country, ("written", written), ("scripts", scripts)),
                severity=Severity.STOP if refused else None,
                citation=None if code == "description_missing" else _source(draft),
            )


def _source(draft: Draft) -> Citation | None:
    """Return who asks for a description that says what the goods are, as far as it is known."""
    if union_of(draft.recipient.country) == _UNION:
        return _vague()[1]
    return None if is_courier(draft.carrier) else postal_forms().sources["upu"]


# A seller's goods are the same in most orders; texts are bounded.
@lru_cache(maxsize=8192)
def _fault(written: str, country: str) -> str:
    words = [word.casefold() for word in _WORD.findall(written)]
    if not words and not _HAS_CODE.match(written):
        return "description_missing"
    if " ".join(words) in _vague()[0] or all(word in _vague()[0] for word in words):
        return "description_is_code" if not words else "description_vague"
    if _HAS_CODE.match(written) and " " not in written:
        return "description_is_code"
    others = scripts_in(written) - read_by(country)
    if others and not _LATIN_WORD.search(written):
        return "description_unreadable"
    return ""


@cache
def _vague() -> tuple[frozenset[str], Citation]:
    text = resources.files("parcelwright.prevention").joinpath("vague_words.toml")
    table = tomllib.loads(text.read_text("utf-8"))
    words = frozenset(word for language in table["words"].values() for word in language)
    return words, sources_of(table)["ics2"]
