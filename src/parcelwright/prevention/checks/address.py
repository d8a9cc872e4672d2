"""What an address of the destination needs: a name, a street, a town, a region."""

from __future__ import annotations

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
    "name_missing": Says(
        severity=Severity.STOP,
        reason="The recipient has no name.",
        fix="Enter the name as it stands at the door or on the letter box.",
        ask=Question.ADDRESS,
    ),
    "street_missing": Says(
        severity=Severity.STOP,
        reason="The address has no street, box or place to deliver to.",
        fix="Ask the buyer for the whole address.",
        ask=Question.ADDRESS,
    ),
    "city_missing": Says(
        severity=Severity.STOP,
        reason="The address names no town, and addresses in {country} need one.",
        fix="Ask the buyer for the town.",
        ask=Question.ADDRESS,
    ),
    "city_in_lines": Says(
        severity=Severity.WARN,
        reason='The cell of the town is empty; "{right}" stands among the street lines, where '
        "labels and carriers do not look for it.",
        fix="Change the town to {right}.",
    ),
    "region_missing": Says(
        severity=Severity.WARN,
        reason="The address names no state or province, and addresses in {country} need one.",
        fix="Enter the state or province.",
        ask=Question.ADDRESS,
    ),
    "region_unknown": Says(
        severity=Severity.WARN,
        reason='"{region}" is no state or province of {country}.',
        fix="Compare it with the town and the postal code.",
        ask=Question.ADDRESS,
    ),
    "address_unchecked": Says(
        severity=Severity.NOT_CHECKED,
        reason="The form of addresses in {country} is not known.",
    ),
}


# Towns of these bear names of states that they do not lie in, as Washington.
_TOWNS_ELSEWHERE = frozenset({"US"})


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what an address lacks.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 3, 2))
    >>> buyer = Party(name="A. Roe", country="US", address_lines=("1 Main St",), city="Reno")
    >>> [each.code for each in check(Draft(order_number="1", recipient=buyer), known)]
    ['region_missing']
    >>> list(check(Draft(order_number="1", recipient=buyer, region="NV"), known))
    []
    """
    del known
    buyer = draft.recipient
    if not buyer.country:
        return
    if not _says_anything(buyer.name) and not _says_anything(draft.company):
        yield Found(code="name_missing", field="buyer_name")
    if not any(map(_says_anything, buyer.address_lines)):
        yield Found(code="street_missing", field="address_lines")
    written = address_format(buyer.country)
    figures = told(country=buyer.country)
    if written is None:
        yield Found(code="address_unchecked", field="destination_country", figures=figures)
        return
    if "city" in written.required and not _says_anything(buyer.city):
        yield _without_town(buyer, figures)
    if draft.region and written.regions and not _is_region(draft.region, written):
        yield Found(
            code="region_unknown",
            field="destination_region",
            figures=(*figures, ("region", draft.region)),
            citation=SOURCE,
        )
    if "country_area" in written.required and not (draft.region or _by_town(buyer, written)):
        yield Found(
            code="region_missing", field="destination_region", figures=figures, citation=SOURCE
        )


def _without_town(buyer: Party, figures: tuple[tuple[str, str], ...]) -> Found:
    """Return what is missing, with the town where it can be seen in another line."""
    town = parts_of(buyer).get("city", "")
    if not town:
        return Found(code="city_missing", field="city", figures=figures, citation=SOURCE)
    repair = Repair(field="city", value=town)
    return Found(
        code="city_in_lines", field="city", figures=told(right=town), repair=repair, citation=SOURCE
    )


def _by_town(buyer: Party, written: AddressFormat) -> bool:
    """Return whether the town names its state, as Seoul or Mexico City do."""
    return buyer.country not in _TOWNS_ELSEWHERE and bool(written.region_code(buyer.city))


def _is_region(region: str, written: AddressFormat) -> bool:
    return bool(written.region_code(region)) or written.may_name_region(region)


def _says_anything(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
