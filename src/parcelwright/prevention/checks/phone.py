"""A phone number that the driver and customs can call."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import phonenumbers

from parcelwright.prevention.finding import Found, Question, Repair, Says, Severity, told
from parcelwright.prevention.services import carrier_name, is_courier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "phone_missing": Says(
        severity=Severity.WARN,
        reason="The recipient has no phone number, and {carrier} calls before it gives up.",
        fix="Ask the buyer for one.",
        ask=Question.PHONE,
    ),
    "phone_invalid": Says(
        severity=Severity.WARN,
        reason='"{written}" is no phone number that exists in {country}.',
        fix="Ask the buyer for the right one.",
        ask=Question.PHONE,
    ),
    "phone_shortened": Says(
        severity=Severity.WARN,
        reason='"{written}" was a phone number before a spreadsheet shortened it; digits are gone.',
        fix="Take it from the shop again, with the column formatted as text.",
        ask=Question.PHONE,
    ),
    "phone_hidden": Says(
        severity=Severity.WARN,
        reason='"{written}" has digits hidden, so that {carrier} and customs cannot call it.',
        fix="Take the whole number from the marketplace's order, or ask the buyer.",
        ask=Question.PHONE,
    ),
    "phone_with_words": Says(
        severity=Severity.WARN,
        reason='The phone number is written "{written}": a machine may not read it.',
        fix="Change it to {right}.",
    ),
    "phone_abroad": Says(
        severity=Severity.HINT,
        reason="The phone number belongs to {phone_country}, and the parcel goes to {country}.",
        fix="Ask the buyer for a number at the destination.",
        ask=Question.PHONE,
    ),
}
# As a spreadsheet writes a long number, and as a marketplace hides one.
_SHORTENED = re.compile(r"\+?\d[.,]\d+E\+?\d+", re.IGNORECASE)
_HIDDEN = re.compile(r"\d.*[*•●×#]{2,}|[*•●×#]{2,}.*\d|\dx{3,}", re.IGNORECASE)
_PLAIN = re.compile(r"[+\d０-９\s().\-/–]*(?:(?:x|ext\.?) ?\d{1,6})?", re.IGNORECASE)


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what is wrong with the recipient's phone number.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 3, 2))
    >>> buyer = Party(country="DE", phone="please call 030 901820 (office)")
    >>> (found,) = check(Draft(order_number="1", recipient=buyer), known)
    >>> found.code, found.repair.value
    ('phone_with_words', '+4930901820')
    >>> buyer = Party(country="DE", phone="+49 30 901820")
    >>> list(check(Draft(order_number="1", recipient=buyer), known))
    []
    """
    del known
    buyer = draft.recipient
    written, country = buyer.phone.strip(), buyer.country
    if not written:
        if is_courier(draft.carrier):
            yield _found("phone_missing", draft, written)
        return
    if not country:
        return
    is_plain = _PLAIN.fullmatch(written) is not None
    lost = "" if is_plain else _lost(written)
    if lost:
        yield _found(lost, draft, written)
        return
    right, region = _number_in(written, country)
    if not right:
        yield _found("phone_invalid", draft, written)
    elif not is_plain:
        repair = Repair(field="buyer_phone", value=right)
        yield _found("phone_with_words", draft, written, told(right=right), repair)
    elif region and region != country:
        yield _found("phone_abroad", draft, written, told(phone_country=region))


def _lost(written: str) -> str:
    """Return what took digits from a number, or empty."""
    if _SHORTENED.fullmatch(written):
        return "phone_shortened"
    return "phone_hidden" if _HIDDEN.search(written) else ""


def _found(
    code: str,
    draft: Draft,
    written: str,
    more: tuple[tuple[str, str], ...] = (),
    repair: Repair | None = None,
) -> Found:
    country, carrier = draft.recipient.country, carrier_name(draft.carrier)
    figures = told(written=written, country=country, carrier=carrier)
    return Found(code=code, field="buyer_phone", figures=(*figures, *more), repair=repair)


# Buyers return, and an order of many lines is checked more than once; texts are bounded.
@lru_cache(maxsize=4096)
def _number_in(written: str, country: str) -> tuple[str, str]:
    """Return the one number of a text in international form and its country, or empty texts."""
    # A plus sign may have been lost, or two zeros stand in its place.
    forms = (written, f"+{written.lstrip('+0')}")
    read = _parsed if _PLAIN.fullmatch(written) else _found_in
    parsed = next((found for form in forms if (found := read(form, country))), None)
    if parsed is None:
        return "", ""
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    code = parsed.country_code or 0
    if country in phonenumbers.region_codes_for_country_code(code):
        return number, country
    return number, phonenumbers.region_code_for_number(parsed) or ""


def _parsed(written: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        parsed = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None


def _found_in(text: str, country: str) -> phonenumbers.PhoneNumber | None:
    for match in phonenumbers.PhoneNumberMatcher(text, country):
        return match.number
    return None
