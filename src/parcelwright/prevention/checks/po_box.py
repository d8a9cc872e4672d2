"""A post office box, which couriers do not deliver to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Question, Says, Severity, told
from parcelwright.prevention.places import PlaceKind, names_place
from parcelwright.prevention.services import carrier_name, is_courier, is_post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "po_box_by_courier": Says(
        severity=Severity.STOP,
        reason="The address is a post office box, and {carrier} delivers to doors only.",
        fix="Ask the buyer for a street address, or send it by post.",
        ask=Question.ADDRESS,
    ),
    "po_box": Says(
        severity=Severity.WARN,
        reason="The address is a post office box: only a post delivers there.",
        fix="See that a post carries the last mile, or ask the buyer for a street address.",
        ask=Question.ADDRESS,
    ),
}
# Where nobody has letters brought to the door, so that a box is the usual address.
_BOX_COUNTRIES = frozenset({"AE", "BH", "JO", "KE", "KW", "NA", "OM", "QA", "SA", "TZ", "UG", "BW"})


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding for a box that the carrier does not reach, or may not reach.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 3, 2))
    >>> buyer = Party(country="US", address_lines=("P.O. Box 12",))
    >>> order = Draft(order_number="1", recipient=buyer, carrier="fedex")
    >>> [each.code for each in check(order, known)]
    ['po_box_by_courier']
    >>> list(check(Draft(order_number="1", recipient=buyer, carrier="usps"), known))
    []
    """
    del known
    buyer = draft.recipient
    if not names_place("\n".join(buyer.address_lines), PlaceKind.PO_BOX):
        return
    figures = told(carrier=carrier_name(draft.carrier))
    if is_courier(draft.carrier):
        yield Found(code="po_box_by_courier", field="address_lines", figures=figures)
    elif not is_post(draft.carrier) and buyer.country not in _BOX_COUNTRIES:
        yield Found(code="po_box", field="address_lines", figures=figures)
