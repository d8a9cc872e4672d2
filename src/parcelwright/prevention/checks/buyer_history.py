"""A buyer of whom earlier parcels were reported as not received, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Says, Severity
from parcelwright.prevention.past_keys import buyer_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "not_received_before": Says(
        severity=Severity.WARN,
        reason="The buyer reported {reported} of {parcels} earlier parcels as not received.",
        fix="Ship with a signature or a photo of delivery. It may be the place and not the person.",
    ),
    "refused_before": Says(
        severity=Severity.WARN,
        reason="{refused} of {parcels} parcels to the buyer came back refused or unclaimed.",
        fix="Ask whether the buyer still wants it, and say what duties will be due.",
    ),
}
_LEAST = 2
_SHARE = 3


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what a third of the buyer's earlier parcels, and two or more, came to.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import BuyerPast, Known, Past
    >>> past = Past(buyers={"a@example.com": BuyerPast(parcels=3, not_received=2)})
    >>> known, buyer = Known(on=date(2026, 3, 2), past=past), Party(email="A@example.com")
    >>> [each.code for each in check(Draft(order_number="1", recipient=buyer), known)]
    ['not_received_before']
    >>> list(check(Draft(order_number="1", recipient=Party(email="b@example.com")), known))
    []
    """
    past = known.past and known.past.buyers.get(buyer_key(draft.recipient))
    if not past:
        return
    for code, name, count in (
        ("not_received_before", "reported", past.not_received),
        ("refused_before", "refused", past.refused),
    ):
        if count >= _LEAST and count * _SHARE >= past.parcels:
            figures = ((name, str(count)), ("parcels", str(max(past.parcels, count))))
            yield Found(code=code, field="buyer_email", figures=figures)
