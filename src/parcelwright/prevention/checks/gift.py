"""Goods that were sold and are declared as a gift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Purpose
from parcelwright.prevention.customs import customs_of, in_force
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Repair, Says, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "gift_was_sold": Says(
        severity=Severity.STOP,
        reason="The parcel is declared as a gift, and it is an order that was sold. Customs treats "
        "that as a false declaration, and the carrier then owes nothing.",
        fix="Declare it as a sale.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding where an order with a buyer's payment is called a gift.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> from parcelwright.parcels.draft import Purpose
    >>> order = Draft(order_number="1", recipient=de, sender=cn, purpose=Purpose.GIFT,
    ...     sales_channel="ebay")
    >>> [each.code for each in check(order, known)]
    ['gift_was_sold']
    >>> list(check(Draft(order_number="1", recipient=de, sender=cn, purpose=Purpose.SALE), known))
    []
    """
    on = draft.ship_on or known.on
    sold = draft.sales_channel or draft.payment_method or draft.ordered_at is not None
    if draft.purpose is not Purpose.GIFT or not sold or not is_declared(draft, on):
        return
    rules = customs_of(draft.recipient.country)
    limits = [] if rules is None else [x for x in in_force(rules.free_limits, on) if x.of == "gift"]
    citation = rules.source_of(limits[0]) if rules is not None and limits else None
    repair = Repair(field="purpose", value=Purpose.SALE.value)
    yield Found(code="gift_was_sold", field="purpose", repair=repair, citation=citation)
