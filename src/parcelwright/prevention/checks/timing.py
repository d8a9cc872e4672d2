"""Holidays and peaks around the day of shipping, where parcels lie longer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.prevention.closures import closure_within
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.peaks import peaks_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "origin_closed": Says(
        severity=Severity.HINT,
        reason="From {first} to {last} hardly anybody works in {country}: parcels lie until then.",
        fix="Hand it over before, or promise a later date.",
    ),
    "destination_closed": Says(
        severity=Severity.HINT,
        reason="From {first} to {last} hardly anybody works in {country}, where the parcel goes.",
        fix="Promise a later date.",
    ),
    "peak": Says(
        severity=Severity.HINT,
        reason="The parcel leaves in {name}, when parcels take longer and get lost more often.",
        fix="Promise a later date, and watch it closely.",
    ),
}
_HERE, _THERE = timedelta(days=3), timedelta(days=12)


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what of the calendar will hold the parcel up.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> order = Draft(order_number="1", sender=Party(country="CN"), recipient=Party(country="DE"))
    >>> [each.code for each in check(order, Known(on=date(2026, 10, 1)))]
    ['origin_closed']
    >>> list(check(order, Known(on=date(2026, 9, 2))))
    []
    """
    leaves = draft.ship_on or known.on
    for code, country, within in (
        ("origin_closed", draft.sender.country, _HERE),
        ("destination_closed", draft.recipient.country, _THERE),
    ):
        closed = closure_within(country, leaves, leaves + within) if country else None
        if closed is not None and not (
            code == "destination_closed" and country == draft.sender.country
        ):
            first, last = closed
            figures = told(country=country, first=first.isoformat(), last=last.isoformat())
            yield Found(code=code, field="ship_on", figures=figures)
    for peak, citation in peaks_on(leaves):
        if peak.concerns(draft.sender.country):
            figures = told(name=peak.name)
            yield Found(code="peak", field="ship_on", figures=figures, citation=citation)
