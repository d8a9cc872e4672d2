"""Goods that were sold and are declared as a gift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Purpose
from parcelwright.prevention.customs import customs_of, in_force
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Repair, Says, Severity, told

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
    # What a shop usually does is no proof for one parcel, so it never stops one.
    "gift_from_a_shop": Says(
        severity=Severity.WARN,
        reason="The parcel is declared as a gift, nothing says how the order came, and this shop "
        "usually sells on {channel}. If it was sold, customs treats the gift as a false "
        "declaration.",
        fix="Declare it as a sale, unless nobody paid for it.",
    ),
    "gift_not_checked": Says(
        severity=Severity.NOT_CHECKED,
        reason="The parcel is declared as a gift, and whether it was sold is not checked: the "
        "sales channel is unknown.",
        fix="Enter the sales channel, or the day of the order.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding where an order that was sold, or that nobody can tell, is called a gift.

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
    >>> order = Draft(order_number="1", recipient=de, sender=cn, purpose=Purpose.GIFT)
    >>> [each.code for each in check(order, known)]
    ['gift_not_checked']
    >>> shop = Known(on=date(2026, 9, 2), usual_channel="shopify")
    >>> [(each.code, each.figures) for each in check(order, shop)]
    [('gift_from_a_shop', (('channel', 'shopify'),))]
    """
    on = draft.ship_on or known.on
    sold = draft.sales_channel or draft.payment_method or draft.ordered_at is not None
    if draft.purpose is not Purpose.GIFT or not is_declared(draft, on):
        return
    if not sold and not known.usual_channel:
        yield Found(code="gift_not_checked", field="sales_channel")
        return
    rules = customs_of(draft.recipient.country)
    limits = [] if rules is None else [x for x in in_force(rules.free_limits, on) if x.of == "gift"]
    citation = rules.source_of(limits[0]) if rules is not None and limits else None
    repair = Repair(field="purpose", value=Purpose.SALE.value)
    yield Found(
        code="gift_was_sold" if sold else "gift_from_a_shop",
        field="purpose",
        figures=() if sold else told(channel=known.usual_channel),
        repair=repair,
        citation=citation,
    )
