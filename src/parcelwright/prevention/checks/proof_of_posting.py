"""Proof that the carrier took the parcel, without which most claims fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.s10 import s10
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.services import is_post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "no_proof_of_posting": Says(
        severity=Severity.WARN,
        reason="There will be no receipt of posting: without one a post may say that it never had "
        "the parcel.",
        fix="Ask for a stamped receipt or a signed handover list.",
    ),
    "no_inquiry_right": Says(
        severity=Severity.WARN,
        reason="{number} is a number of ordinary small packets: they are neither tracked to the "
        "door nor paid for when lost.",
        fix="Use a registered, tracked or insured service for goods that you would miss.",
    ),
}
# Service letters of ordinary items that carry a number for customs only.
_ORDINARY = frozenset({"U"})


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield where a claim would fail for want of a receipt or of a right.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 9, 2))
    >>> order = Draft(order_number="1", carrier="china-post", proof_of_posting=False)
    >>> [each.code for each in check(order, known)]
    ['no_proof_of_posting']
    >>> list(check(Draft(order_number="1", proof_of_posting=True), known))
    []
    """
    del known
    if draft.proof_of_posting is False and (is_post(draft.carrier) or not draft.carrier):
        yield Found(code="no_proof_of_posting", field="proof_of_posting")
    found = s10(draft.tracking_number) if draft.tracking_number else None
    if found is not None and found.number[0] in _ORDINARY:
        figures = told(number=draft.tracking_number)
        yield Found(code="no_inquiry_right", field="tracking_number", figures=figures)
