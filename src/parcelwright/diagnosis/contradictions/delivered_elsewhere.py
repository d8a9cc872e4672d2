"""Delivered in another country, region or town than the order's address.

The place of a delivery scan is free text and often that of an office. So a mere difference of
names says nothing: another postcode region or state does, or a town that the carrier itself
told apart from the order's a scan before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.addresses import (
    Likeness,
    postcode_likeness,
    state_likeness,
    town_likeness,
)
from parcelwright.diagnosis.contradiction import Certainty, Contradiction
from parcelwright.diagnosis.physical import AT_THE_DOOR, goes_back, placed, same_country
from parcelwright.diagnosis.travel import impossible
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

CODES = ("delivered_in_other_country", "delivered_in_other_region", "delivered_in_other_town")


def find(parcel: Parcel, journey: Journey) -> Contradiction | None:
    """Return the newest delivery with what it contradicts; silent for returns."""
    said = [event for event in journey.events if event.milestone is Milestone.DELIVERED]
    if not said or goes_back(journey):
        return None
    country = _country(parcel)
    if said[-1].country and country and not same_country(said[-1].country, country):
        return _abroad(journey, said[-1], country)
    if town_likeness(said[-1].place, parcel.buyer.city) is Likeness.SAME:
        return None
    return _in_other_town(parcel, journey, said[-1], country)


def _abroad(journey: Journey, delivery: TrackingEvent, country: str) -> Contradiction | None:
    if any(impossible(event, delivery) for event in placed(journey)):
        # The parcel cannot have come there: the country of the scan is what is wrong.
        return None
    figures = (("country", delivery.country), ("expected", country))
    return _found("delivered_in_other_country", (delivery,), figures)


def _in_other_town(
    parcel: Parcel, journey: Journey, delivery: TrackingEvent, country: str
) -> Contradiction | None:
    city = parcel.buyer.city
    figures = (("place", delivery.place), ("address", city or _postcode(parcel)))
    if _is_other_region(delivery.place, parcel, country):
        return _found("delivered_in_other_region", (delivery,), figures)
    there = _seen_in_town(journey, city, before=delivery)
    if there is None or town_likeness(delivery.place, city) is not Likeness.OTHER:
        return None
    return _found("delivered_in_other_town", (there, delivery), figures)


def _found(
    code: str, events: tuple[TrackingEvent, ...], figures: tuple[tuple[str, str], ...]
) -> Contradiction:
    return Contradiction(
        code=code, certainty=Certainty.LIKELY, events=events, figures=figures, asks_buyer=True
    )


def _country(parcel: Parcel) -> str:
    """Return the country of the order's address; empty when two statements differ."""
    stated = {parcel.lane.destination_country, parcel.buyer.country} - {""}
    return stated.pop() if len(stated) == 1 else ""


def _postcode(parcel: Parcel) -> str:
    stated = {parcel.lane.destination_postal_code, parcel.buyer.postal_code} - {""}
    return stated.pop() if len(stated) == 1 else ""


def _is_other_region(place: str, parcel: Parcel, country: str) -> bool:
    by_code = postcode_likeness(place, _postcode(parcel), country)
    by_state = state_likeness(place, parcel.lane.destination_region, country)
    return Likeness.OTHER in {by_code, by_state} and Likeness.SAME not in {by_code, by_state}


def _seen_in_town(journey: Journey, city: str, *, before: TrackingEvent) -> TrackingEvent | None:
    """Return the scan in which the same carrier named the order's town, on the last stretch."""
    for event in journey.events[: journey.events.index(before)]:
        near = event.milestone in AT_THE_DOOR and event.carrier == before.carrier
        if near and town_likeness(event.place, city) is Likeness.SAME:
            return event
    return None
