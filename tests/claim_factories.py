"""Parcels and journeys for the tests of claims."""

from datetime import date

from parcelwright.claims.entitlement import entitle
from parcelwright.money import Money
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Contents, Parcel
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

ON = date(2025, 12, 23)


def money(text):
    return Money.of(*text.split())


def parcel(number="CP123456785CN", accepted="2025-10-01", value="500 USD", grams=2000, **more):
    return Parcel(
        tracking_number=number,
        accepted_at=EventTime.parse(accepted) if accepted else None,
        contents=Contents(
            value=money(value) if value else None,
            weight_g=grams,
            declared=money(more.pop("declared")) if "declared" in more else None,
        ),
        **more,
    )


def journey(*steps):
    return journey_of(
        TrackingEvent(
            tracking_number="X", milestone=Milestone(name), occurred_at=EventTime.parse(day)
        )
        for name, day in steps
    )


def entitled(what, *steps, on=ON, **more):
    return entitle(what, journey(*steps), shipped_book(), on, shipped_rates(), **more)
