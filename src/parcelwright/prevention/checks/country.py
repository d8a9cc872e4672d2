"""The destination: missing, or contradicted by another country in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.parcels.countries import country_code
from parcelwright.prevention.finding import Found, Question, Says, Severity, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "country_missing": Says(
        severity=Severity.STOP,
        reason="The order names no destination country that is known.",
        fix="Enter the country as a two-letter code such as DE.",
        ask=Question.ADDRESS,
    ),
    "country_twice": Says(
        severity=Severity.WARN,
        reason='The parcel is to go to {country}, but the address also says "{other}".',
        fix="Ask the buyer which country is right, and leave one.",
        ask=Question.ADDRESS,
    ),
}
# A shorter word is too often a street, a region or a code of something else.
_SHORTEST = 4
# Names of countries that are also regions or towns of another country.
_ALSO_PLACES = {"US": {"GE", "JO", "LB", "PE", "CU", "JM"}, "BE": {"LU"}, "GB": {"JE", "JO"}}
# Where letters of East Asia begin, of which two make a name.
_FIRST_HAN = 0x2E80
_SEPARATORS = re.compile(r"[,;\n，、]")


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding for no country, and for a second one.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 3, 2))
    >>> buyer = Party(country="AT", address_lines=("Hauptplatz 5", "8010 Graz, Germany"))
    >>> [each.code for each in check(Draft(order_number="1", recipient=buyer), known)]
    ['country_twice']
    >>> buyer = Party(country="AT", address_lines=("Hauptplatz 5", "8010 Graz, Austria"))
    >>> list(check(Draft(order_number="1", recipient=buyer), known))
    []
    """
    del known
    country = draft.recipient.country
    if not country:
        yield Found(code="country_missing", field="destination_country")
        return
    spared = _ALSO_PLACES.get(country, set())
    for part in _SEPARATORS.split("\n".join(draft.recipient.address_lines)):
        name = part.strip()
        found = _country_named(name)
        if found and found != country and found not in spared:
            figures = told(country=country, other=name)
            yield Found(code="country_twice", field="address_lines", figures=figures)
            return


def _country_named(name: str) -> str:
    long_enough = len(name) >= _SHORTEST or any(ord(letter) > _FIRST_HAN for letter in name)
    return country_code(name) if long_enough else ""
