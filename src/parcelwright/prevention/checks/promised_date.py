"""A delivery date that was promised and has passed, or leaves no day at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Says, Severity, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "promise_broken": Says(
        severity=Severity.WARN,
        reason="Delivery was promised by {promised}, and the parcel leaves on {leaves}.",
        fix="Tell the buyer the new date before shipping, or send it by a faster service.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding where the parcel leaves on or after the promised day.

    >>> from datetime import date
    >>> from parcelwright.parcels.events import EventTime
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 3, 2))
    >>> promised = EventTime.parse("2026-03-01")
    >>> [each.code for each in check(Draft(order_number="1", promised_by=promised), known)]
    ['promise_broken']
    >>> list(check(Draft(order_number="1"), known))
    []
    """
    leaves = draft.ship_on or known.on
    promised = draft.promised_by
    if promised is not None and promised.day <= leaves:
        figures = told(promised=promised.day.isoformat(), leaves=leaves.isoformat())
        yield Found(code="promise_broken", field="promised_by", figures=figures)
