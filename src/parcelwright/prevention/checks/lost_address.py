"""An address at which parcels were lost before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.past_keys import address_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "lost_here_before": Says(
        severity=Severity.WARN,
        reason="{lost} of {parcels} earlier parcels to this address were lost or not received.",
        fix="Ship with a signature or a photo of delivery, to a counter, or insured.",
    ),
}
# One loss says little of a place; two of the parcels to it and at least a third do.
_LEAST = 2
_SHARE = 3


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding where a third of the earlier parcels, and two or more, were lost.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known, Past
    >>> key = address_key("DE", "10115", ("Hauptstr. 5",))
    >>> known = Known(on=date(2026, 3, 2), past=Past(lost_at={key: 2}, parcels_at={key: 3}))
    >>> buyer = Party(country="DE", postal_code="10115", address_lines=("Hauptstr 5",))
    >>> [each.code for each in check(Draft(order_number="1", recipient=buyer), known)]
    ['lost_here_before']
    >>> list(check(Draft(order_number="1"), known))
    []
    """
    if known.past is None:
        return
    buyer = draft.recipient
    key = address_key(buyer.country, buyer.postal_code, buyer.address_lines)
    if not key:
        return
    lost = known.past.lost_at.get(key, 0)
    parcels = max(known.past.parcels_at.get(key, 0), lost)
    if lost >= _LEAST and lost * _SHARE >= parcels:
        figures = told(lost=lost, parcels=parcels)
        yield Found(code="lost_here_before", field="address_lines", figures=figures)
