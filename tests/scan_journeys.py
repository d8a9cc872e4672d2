"""Journeys and parcels for the tests of contradictions."""

from datetime import UTC, datetime, timedelta

from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.journey import Journey, journey_of
from parcelwright.parcels.parcel import Contents, Lane, Parcel, Party

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def scan(milestone: str, day: float, country="", *, offset_min=60, **more) -> TrackingEvent:
    """Return a scan that happened so many days after the start, at an offset of its own."""
    return TrackingEvent(**{
        "tracking_number": "RV482917305CN",
        "milestone": Milestone[milestone],
        "occurred_at": EventTime.at(START + timedelta(days=day), offset_min),
        "received_at": START + timedelta(days=day),
        "country": country,
        "carrier": "china-post",
        "source": "aftership",
        "code": f"{milestone}-{day}",
        **more,
    })  # fmt: skip


def local(event: TrackingEvent) -> TrackingEvent:
    """Return the event as told without a zone."""
    wall = event.occurred_at.isoformat()[:19]
    return TrackingEvent(**{
        **{name: getattr(event, name) for name in event.__dataclass_fields__},
        "occurred_at": EventTime.parse(wall),
    })  # fmt: skip


def journey(*events: TrackingEvent) -> Journey:
    return journey_of(events)


def parcel(
    origin="CN", to="DE", city="Köln", postcode="50667", region="", weight_g=None, **more
) -> Parcel:
    return Parcel(
        tracking_number="RV482917305CN",
        lane=Lane(
            origin_country=origin,
            destination_country=to,
            destination_region=region,
            destination_postal_code=postcode,
        ),
        buyer=Party(city=city, country=to, postal_code=postcode),
        contents=Contents(weight_g=weight_g),
        **more,
    )
