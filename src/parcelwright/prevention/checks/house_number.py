"""A street without a house number where streets have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Question, Says, Severity, told
from parcelwright.prevention.places import NUMBERED_STREETS, place_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "house_number_missing": Says(
        severity=Severity.WARN,
        reason='"{street}" has no house number, and streets in {country} have them.',
        fix="Ask the buyer for the number of the house.",
        ask=Question.ADDRESS,
    ),
}
_NUMBER = re.compile(r"[\d０-９〇一二三四五六七八九十]")


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding where no line of the address holds a number.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 3, 2))
    >>> buyer = Party(country="DE", address_lines=("Hauptstraße",))
    >>> [each.code for each in check(Draft(order_number="1", recipient=buyer), known)]
    ['house_number_missing']
    >>> buyer = Party(country="DE", address_lines=("Hauptstraße 5",))
    >>> list(check(Draft(order_number="1", recipient=buyer), known))
    []
    """
    del known
    buyer = draft.recipient
    written = " ".join(buyer.address_lines)
    if buyer.country not in NUMBERED_STREETS or not any(map(str.isalpha, written)):
        return
    if _NUMBER.search(written) or draft.company or place_words(written):
        return
    figures = told(street=buyer.address_lines[0], country=buyer.country)
    yield Found(code="house_number_missing", field="address_lines", figures=figures)
