"""Two carriers hold the parcel at once: one in another country between two scans of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.contradiction import Certainty, Contradiction
from parcelwright.diagnosis.physical import goes_back, placed, same_country
from parcelwright.parcels.moments import surely_before

if TYPE_CHECKING:
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

CODES = ("two_custodians",)


def find(parcel: Parcel, journey: Journey) -> Contradiction | None:
    """Return the three scans; silent for returns, mirrored scans and one country.

    Carriers pass on each other's scans, so that two of them speak of one place says nothing.
    """
    del parcel
    if goes_back(journey):
        return None
    scans = [event for event in placed(journey) if event.carrier]
    for index, middle in enumerate(scans):
        before = _other_holder(middle, reversed(scans[:index]))
        after = None if before is None else _same_holder(before, middle, scans[index + 1 :])
        if before is not None and after is not None:
            return Contradiction(
                code="two_custodians",
                certainty=Certainty.POSSIBLE,
                events=(before, middle, after),
                figures=(("country", before.country), ("other", middle.country)),
            )
    return None


def _other_holder(middle: TrackingEvent, earlier: Iterable[TrackingEvent]) -> TrackingEvent | None:
    for event in earlier:
        if event.carrier != middle.carrier and not same_country(event.country, middle.country):
            return event if _ordered(event, middle) else None
    return None


def _same_holder(
    before: TrackingEvent, middle: TrackingEvent, later: Iterable[TrackingEvent]
) -> TrackingEvent | None:
    for event in later:
        same = event.carrier == before.carrier and same_country(event.country, before.country)
        if same and _ordered(middle, event):
            return event
    return None


def _ordered(one: TrackingEvent, other: TrackingEvent) -> bool:
    if one.occurred_at is None or other.occurred_at is None:
        return False
    return surely_before(one.occurred_at, other.occurred_at)


if TYPE_CHECKING:
    from collections.abc import Iterable
