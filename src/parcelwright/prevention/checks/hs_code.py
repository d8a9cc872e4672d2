"""The tariff code: there where it is needed, and of the right form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Purpose
from parcelwright.prevention.customs import ANY, POST, customs_of, in_force, postal_forms
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Repair, Says, Severity, told
from parcelwright.prevention.services import is_courier
from parcelwright.prevention.tariff_editions import dropped_code

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.customs import CustomsRules, TariffCode
    from parcelwright.prevention.known import Known

SAYS = {
    "hs_missing": Says(
        severity=Severity.WARN,
        reason="The goods have no tariff code, and {country} asks for {digits} digits: {why}.",
        fix="Look the code up once for each product and keep it with the product.",
    ),
    "hs_short": Says(
        severity=Severity.WARN,
        reason="{written} has {has} digits, and {country} asks for {digits}: {why}.",
        fix="Look up the whole code of the destination.",
    ),
    "hs_malformed": Says(
        severity=Severity.STOP,
        reason='"{written}" is no tariff code: a code has 6, 8 or 10 digits.',
        fix="Compare it with the tariff; a spreadsheet may have dropped a zero in front.",
    ),
    "hs_misspelled": Says(
        severity=Severity.WARN,
        reason='The tariff code is written "{written}"; customs reads digits alone.',
        fix="Change it to {right}.",
    ),
    "hs_no_chapter": Says(
        severity=Severity.STOP,
        reason="The tariff has no chapter {chapter}, so that {written} is no tariff code.",
        fix="Compare it with the tariff.",
    ),
    "hs_dropped": Says(
        severity=Severity.WARN,
        reason="{written} is of an earlier edition of the tariff; {now} took its place.",
        fix="Look the code up in the tariff of this year.",
    ),
}
_BETWEEN = re.compile(r"[\s.]")
# Words before a code that are no part of it.
_BEFORE = re.compile(
    r"^(?:HTSUS|HTS|HSN|HS|TARIC|CN|海关编码|商品编码)?\s*(?:code)?\s*[:：#]?\s*(?=\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{6}(?:\d{2}){0,2}")
_LAST_CHAPTER, _RESERVED = 97, 77
_NATIONAL = (98, 99)


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what is wrong with each line's tariff code.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> mug = Line(description="mug", hs_code="6912.00")
    >>> us = Party(country="US")
    >>> order = Draft(order_number="1", recipient=us, sender=cn, lines=(mug,), carrier="china-post")
    >>> [(each.code, each.severity.value) for each in check(order, known)]
    [('hs_short', 'stop')]
    >>> list(check(Draft(order_number="1", recipient=de, sender=cn, lines=(mug,)), known))
    []
    >>> phone = Line(description="mobile phone", hs_code="8517.12")
    >>> order = Draft(order_number="1", recipient=de, sender=cn, lines=(phone,))
    >>> [each.code for each in check(order, known)]
    ['hs_dropped']
    """
    on = draft.ship_on or known.on
    if not is_declared(draft, on):
        return
    asked, rules = _asked(draft, on)
    country = draft.recipient.country
    for at, line in enumerate(draft.lines):
        written = line.hs_code.strip()
        plain = _BEFORE.sub("", written)
        digits = _BETWEEN.sub("", plain)
        if plain != written and _DIGITS.fullmatch(digits):
            yield _misspelled(written, digits, at)
        code = _fault(digits, asked)
        if not code:
            yield from _of_another_edition(written, digits, at, on)
            continue
        by = asked if code in {"hs_missing", "hs_short"} else None
        yield Found(
            code=code,
            field="hs_code",
            line=at,
            figures=told(
                country=country,
                written=written,
                has=len(digits),
                chapter=digits[:2],
                digits=str(by.digits) if by else "",
                why=by.why if by else "",
            ),
            severity=by.severity if by else None,
            citation=rules.source_of(by) if by else None,
        )


def _misspelled(written: str, digits: str, at: int) -> Found:
    return Found(
        code="hs_misspelled",
        field="hs_code",
        line=at,
        figures=told(written=written, right=digits),
        repair=Repair(field="hs_code", value=digits, line=at),
    )


def _of_another_edition(written: str, digits: str, at: int, on: date) -> Iterator[Found]:
    dropped = dropped_code(digits, on)
    if dropped is not None:
        became, citation = dropped
        figures = told(written=written, now=became.now)
        yield Found(code="hs_dropped", field="hs_code", line=at, figures=figures, citation=citation)


def _asked(draft: Draft, on: date) -> tuple[TariffCode | None, CustomsRules]:
    """Return the strictest rule of the destination for this way of transport."""
    if draft.purpose not in {None, Purpose.SALE}:
        return None, postal_forms()
    return _strictest(draft.recipient.country, on, by_post=not is_courier(draft.carrier))


@lru_cache(maxsize=4096)
def _strictest(country: str, on: date, *, by_post: bool) -> tuple[TariffCode | None, CustomsRules]:
    ways = {ANY, POST} if by_post else {ANY}
    for rules in (customs_of(country), postal_forms()):
        if rules is None:
            continue
        found = [each for each in in_force(rules.tariff_codes, on) if each.by in ways]
        if found:
            return max(found, key=lambda each: each.digits), rules
    return None, postal_forms()


def _fault(digits: str, asked: TariffCode | None) -> str:
    if not digits:
        return "hs_missing" if asked is not None else ""
    if not _DIGITS.fullmatch(digits):
        return "hs_malformed"
    chapter = int(digits[:2])
    if not 1 <= chapter <= _LAST_CHAPTER or chapter == _RESERVED:
        return "" if chapter in _NATIONAL else "hs_no_chapter"
    return "hs_short" if asked is not None and len(digits) < asked.digits else ""
