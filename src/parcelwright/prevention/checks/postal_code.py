"""The postal code against country and region."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.prevention.address_format import SOURCE, address_format
from parcelwright.prevention.answered_address import parts_of
from parcelwright.prevention.finding import Found, Question, Repair, Says, Severity, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.parcels.parcel import Party
    from parcelwright.prevention.address_format import AddressFormat
    from parcelwright.prevention.known import Known

SAYS = {
    "postal_code_missing": Says(
        severity=Severity.STOP,
        reason="Addresses in {country} need a postal code, such as {example}.",
        fix="Ask the buyer for it.",
        ask=Question.ADDRESS,
    ),
    "postal_code_in_lines": Says(
        severity=Severity.WARN,
        reason='The cell of the postal code is empty; "{right}" stands among the street lines, '
        "where labels and carriers do not look for it.",
        fix="Change the postal code to {right}.",
    ),
    "postal_code_malformed": Says(
        severity=Severity.STOP,
        reason='"{written}" is no postal code of {country}; one looks like {example}.',
        fix="Ask the buyer for the right one.",
        ask=Question.ADDRESS,
    ),
    "postal_code_misspelled": Says(
        severity=Severity.WARN,
        reason='The postal code is written "{written}"; {country} writes it "{right}".',
        fix="Change it to {right}.",
    ),
    "postal_code_elsewhere": Says(
        severity=Severity.WARN,
        reason="The postal code {written} does not lie in {region}.",
        fix="Ask the buyer which of the two is right.",
        ask=Question.ADDRESS,
    ),
}
# A spreadsheet reads a code as a number and drops the zeros in front of it.
_DIGITS = {"US": 5, "DE": 5, "FR": 5, "IT": 5, "ES": 5, "MX": 5, "KR": 5, "JP": 7, "BR": 8}
# A spreadsheet also writes whole numbers with a point and a zero behind.
_POINT_ZERO = re.compile(r"^(\d+)\.0+$")
# Prefixes that people write before the code.
_PREFIXED = re.compile(r"^(?:[A-Z]{1,2})[- ]?(?=\d{4,5}$)")


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what is wrong with the postal code, with a repair where only one is possible.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 3, 2))
    >>> buyer = Party(country="US", postal_code="2116")
    >>> (found,) = check(Draft(order_number="1", recipient=buyer, region="MA"), known)
    >>> found.code, found.repair.value
    ('postal_code_misspelled', '02116')
    >>> buyer = Party(country="US", postal_code="02116")
    >>> list(check(Draft(order_number="1", recipient=buyer, region="MA"), known))
    []
    """
    del known
    country, code = draft.recipient.country, " ".join(draft.recipient.postal_code.split()).upper()
    written = address_format(country) if country else None
    if written is None or not written.has_codes:
        return
    if code and not draft.region and written.fits(code):
        return
    figures = told(country=country, example=written.example, written=code)
    if not code:
        if "postal_code" in written.required:
            yield _missing(draft.recipient, figures)
        return
    right = code if written.fits(code) else _respelled(code, written)
    if not right:
        yield _found("postal_code_malformed", figures)
        return
    if right != code:
        repair = Repair(field="destination_postal_code", value=right)
        yield _found("postal_code_misspelled", (*figures, ("right", right)), repair)
    region = written.region_code(draft.region) if draft.region else ""
    if region:
        within = address_format(country, region)
        if within is not None and not within.fits(right):
            yield _found("postal_code_elsewhere", (*figures, ("region", draft.region)))


def _missing(buyer: Party, figures: tuple[tuple[str, str], ...]) -> Found:
    """Return that there is no code, with the one that can be seen in another line."""
    right = parts_of(buyer).get("destination_postal_code", "")
    if not right:
        return _found("postal_code_missing", figures)
    repair = Repair(field="destination_postal_code", value=right)
    return _found("postal_code_in_lines", told(right=right), repair)


def _found(code: str, figures: tuple[tuple[str, str], ...], repair: Repair | None = None) -> Found:
    return Found(
        code=code, field="destination_postal_code", figures=figures, repair=repair, citation=SOURCE
    )


def _respelled(code: str, written: AddressFormat) -> str:
    """Return the one way to write the same letters and digits that fits, or empty."""
    plain = re.sub(r"[\s.\-–—_]", "", _PREFIXED.sub("", _POINT_ZERO.sub(r"\1", code)))
    digits = _DIGITS.get(written.country, 0)
    wanted = plain.zfill(digits) if plain.isdigit() and len(plain) == digits - 1 else plain
    tried = {wanted}
    for at in range(2, len(wanted) - 1):
        tried |= {f"{wanted[:at]} {wanted[at:]}", f"{wanted[:at]}-{wanted[at:]}"}
    fitting = sorted(each for each in tried if written.fits(each))
    usual = [each for each in fitting if _shape(each) == _shape(written.example)]
    return next(iter(usual or fitting), "")


def _shape(code: str) -> str:
    return re.sub(r"[A-Z0-9]", "x", code)
