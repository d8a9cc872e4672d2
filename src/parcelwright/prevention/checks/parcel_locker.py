"""A parcel locker: which carrier reaches it, and the customer number that opens it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Question, Says, Severity, told
from parcelwright.prevention.places import PlaceKind, names_place
from parcelwright.prevention.services import carrier_name
from parcelwright.rulebook.rule import Citation, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "locker_number_missing": Says(
        severity=Severity.STOP,
        reason="A Packstation needs the buyer's post number of six to ten digits.",
        fix="Ask the buyer for the post number, or for a street address.",
        ask=Question.ADDRESS,
    ),
    "locker_of_another": Says(
        severity=Severity.WARN,
        reason="The address is a parcel locker, and only the firm that runs it fills it: "
        "{carrier} may bring the parcel back.",
        fix="Ask the buyer for a street address, or see that the firm of the locker carries the "
        "last mile.",
        ask=Question.ADDRESS,
    ),
}
_PACKSTATION = re.compile(r"\bpackstation\b", re.IGNORECASE)
_POST_NUMBER = re.compile(r"(?<!\d)\d{6,10}(?!\d)")
_SOURCE = Citation(
    title="Deutsche Post DHL, how to address a parcel to a Packstation",
    url="https://www.dhl.de",
    confidence=Confidence.MEDIUM,
)
# Carriers whose parcels end with the post that runs Packstations.
_BY_PACKSTATION = frozenset({"deutsche-post-dhl", "dhl-ecommerce-us"})


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what keeps a parcel out of the locker that it is addressed to.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, post = Known(on=date(2026, 3, 2)), "deutsche-post-dhl"
    >>> buyer = Party(country="DE", address_lines=("Packstation 145",))
    >>> [each.code for each in check(Draft(order_number="1", recipient=buyer, carrier=post), known)]
    ['locker_number_missing']
    >>> buyer = Party(country="DE", address_lines=("12345678", "Packstation 145"))
    >>> list(check(Draft(order_number="1", recipient=buyer, carrier=post), known))
    []
    """
    del known
    buyer = draft.recipient
    written = "\n".join((buyer.name, draft.company, *buyer.address_lines))
    if not names_place(written, PlaceKind.LOCKER):
        return
    figures = told(carrier=carrier_name(draft.carrier))
    packstation = bool(_PACKSTATION.search(written))
    if packstation and not _POST_NUMBER.search(written):
        yield Found(code="locker_number_missing", field="address_lines", citation=_SOURCE)
    if not packstation or (draft.carrier and draft.carrier not in _BY_PACKSTATION):
        yield Found(code="locker_of_another", field="address_lines", figures=figures)
