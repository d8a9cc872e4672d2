"""A scan long before the parcel was ordered or had its label: another parcel's, most likely."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.diagnosis.contradiction import Certainty, Contradiction
from parcelwright.diagnosis.physical import HELD_IN_HAND
from parcelwright.parcels.moments import surely_before

if TYPE_CHECKING:
    from parcelwright.parcels.events import EventTime
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

CODES = ("scan_before_label", "scan_before_order")
# Labels are entered late and orders come again for a replacement.
_SLACK = timedelta(days=3)


def find(parcel: Parcel, journey: Journey) -> Contradiction | None:
    """Return the first scan that is more than three days too early, whatever its zone."""
    starts: tuple[tuple[str, EventTime | None], ...] = (
        ("scan_before_label", parcel.label_created_at),
        ("scan_before_order", parcel.ordered_at),
    )
    held = (event for event in journey.events if event.milestone in HELD_IN_HAND)
    first = next((event for event in held if event.occurred_at is not None), None)
    if first is None or first.occurred_at is None:
        return None
    for code, start in starts:
        if start is not None and surely_before(first.occurred_at, start, _SLACK):
            figures = (("day", start.day.isoformat()),)
            return Contradiction(
                code=code, certainty=Certainty.LIKELY, events=(first,), figures=figures
            )
    return None
