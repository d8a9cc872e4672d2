"""Strikes, closures, holidays and peaks that were announced for the days of a parcel's journey."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.analytics.published import Happening
from parcelwright.prevention.finding import Found, Says, Severity, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.analytics.published import Announcement
    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "strike_announced": Says(
        severity=Severity.WARN,
        reason="A strike was announced for {network}{country}, from {first} to {last} ({source}).",
        fix="Send it another way, or wait for its end and promise a later date.",
    ),
    "closure_announced": Says(
        severity=Severity.WARN,
        reason="A closure was announced for {network}{country}, from {first} to {last} ({source}).",
        fix="Send it another way, or wait for its end and promise a later date.",
    ),
    "holiday_announced": Says(
        severity=Severity.HINT,
        reason="A holiday was announced for {network}{country}, from {first} to {last} ({source}).",
        fix="Promise a later date.",
    ),
    "peak_announced": Says(
        severity=Severity.HINT,
        reason="A peak was announced for {network}{country}, from {first} to {last} ({source}): "
        "parcels take longer.",
        fix="Promise a later date, and watch it closely.",
    ),
}
# Public holidays of a country are seen to by the check of closures, which knows them anyway.
_CODES = {
    Happening.STRIKE: "strike_announced",
    Happening.CLOSURE: "closure_announced",
    Happening.HOLIDAY: "holiday_announced",
    Happening.PEAK: "peak_announced",
}
# So long a parcel is likely to be where it starts, and on its way to where it ends.
_HERE, _THERE = timedelta(days=3), timedelta(days=12)


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what was announced for the places and the carrier of a parcel.

    >>> from datetime import date
    >>> from parcelwright.analytics.published import Announcement, Calendar
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> strike = Announcement(country="CA", region="", first=date(2024, 11, 15),
    ...     last=date(2024, 12, 16), what=Happening.STRIKE, source="a notice")
    >>> order = Draft(order_number="1", sender=Party(country="CN"), recipient=Party(country="CA"))
    >>> calendar = Calendar(announcements=(strike,))
    >>> [each.code for each in check(order, Known(on=date(2024, 11, 5), calendar=calendar))]
    ['strike_announced']
    >>> list(check(order, Known(on=date(2024, 12, 17), calendar=calendar)))
    []
    """
    if known.calendar is None:
        return
    leaves = draft.ship_on or known.on
    for said in known.calendar.announcements:
        if said.what in _CODES and said.last >= leaves and _concerns(said, draft, leaves):
            yield Found(
                code=_CODES[said.what],
                field="ship_on",
                figures=told(
                    network=_network(said),
                    country=said.country,
                    first=said.first.isoformat(),
                    last=said.last.isoformat(),
                    source=said.source,
                ),
            )


def _concerns(said: Announcement, draft: Draft, leaves: date) -> bool:
    """Return whether a parcel is likely to be there on those days."""
    starts = said.concerns((draft.sender.country, ""), draft.carrier)
    ends = said.concerns((draft.recipient.country, draft.region), draft.carrier)
    return (starts and said.first <= leaves + _HERE) or (ends and said.first <= leaves + _THERE)


def _network(said: Announcement) -> str:
    """Return carrier and region as they stand before the country."""
    named = ", ".join(part for part in (said.carrier, said.region) if part)
    return f"{named}, " if named and said.country else named
