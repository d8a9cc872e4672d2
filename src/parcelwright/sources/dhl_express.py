"""DHL Express, MyDHL: one number a call, each event with its offset from Greenwich.

Shape as in the specification of the DHL Express API, 3.1.1, kept in karrioapi/karrio at
deea10f. Two hundred numbers fit in a call of another form, but only the form for one number
adds the offsets, without which no time is an instant. The codes of events are those of the
list that DHL publishes for all its services.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.terms import Credential, Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import EventTime, ParcelHint
from parcelwright.sources._asking import address, basic, bound, get, value_of
from parcelwright.sources._statements import Payload, event_time, weight_g
from parcelwright.sources._told import one_number_reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.asking.replies import Reply
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node

SLUG = "dhl-express"
NAME = "DHL Express (MyDHL)"
TERMS = Terms(
    base_url="https://express.api.dhl.com/mydhlapi",
    test_url="https://express.api.dhl.com/mydhlapi/test",
    credentials=(
        Credential(name="username", label="API username", is_secret=False),
        Credential(name="password", label="API password"),
    ),
    forgets_after=timedelta(days=90),
    carriers=frozenset({SLUG}),
    source="https://developer.dhl.com/api-reference/dhl-express-mydhl-api",
)
_BOOK = "dhl.express"
CODES: Mapping[str, Mapping[str, Milestone]] = {_BOOK: code_books.milestones("dhl")[_BOOK]}
_UNITS = {"metric": "kg", "imperial": "lb"}
# The name of a service area ends with its country: "Brisbane-AU".
_AREA = re.compile(r".*-\s*(?P<country>[A-Z]{2})")
_CHECKED = "0000000000"


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of each shipment, and a hint with its product, countries and weight.

    Args:
        payload: Body of an answer.
        received_at: When the answer arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    for shipment in page.root["shipments"].items():
        if shipment["shipmentTrackingNumber"].value is not None:
            _read(page, shipment)
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked."""
    return bound(parse(payload, received_at), asked)


def recognizes(root: Node) -> bool:
    """Return whether there are shipments under the names of DHL Express."""
    shipments = root["shipments"]
    if not isinstance(shipments.value, list):
        return False
    return any(one["shipmentTrackingNumber"] for one in shipments.items())


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call a number, with the offset of each event."""
    return tuple(_call(Purpose.READ, one.number, access, (one,)) for one in asked)


def check_call(access: Access) -> Call:
    """Return a call about a number that belongs to no parcel."""
    return _call(Purpose.CHECK, _CHECKED, access, ())


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how DHL Express stands to the number asked."""
    return one_number_reply(
        call,
        answer,
        absence=lambda root: root["detail"].text or root["title"].text,
        recognizes=recognizes,
        parse=lambda: parse_answer(answer.body, answer.received_at, call.numbers),
    )


def _call(purpose: Purpose, number: str, access: Access, asked: tuple[Asked, ...]) -> Call:
    query = {
        "trackingView": "all-checkpoints",
        "levelOfDetail": "shipment",
        "requestGMTOffsetPerEvent": "true",
    }
    url = address(access.base_url, "shipments", number, "tracking", query=query)
    user, password = value_of(access, "username"), value_of(access, "password")
    return get(purpose, url, (basic(user, password),), asked)


def _read(page: Payload, shipment: Node) -> None:
    number = page.number_at(shipment["shipmentTrackingNumber"])
    for event in shipment["events"].items():
        area = next(event["serviceArea"].items(), event["none"])
        country = _AREA.fullmatch(area["description"].text)
        page.add(
            number,
            page.read(_BOOK, event["typeCode"].text),
            occurred_at=_time(event),
            carrier=SLUG,
            description=event["description"].text,
            place=area["description"].text,
            country=alpha2(country["country"]) if country else "",
            facts={"service_area": area["code"].text},
        )
    page.hints.append(
        ParcelHint(
            tracking_number=number,
            carrier=SLUG,
            service=shipment["productCode"].text,
            origin_country=_country(shipment["shipperDetails"]),
            destination_country=_country(shipment["receiverDetails"]),
            weight_g=weight_g(
                shipment["totalWeight"], _UNITS.get(shipment["unitOfMeasurements"].text, "")
            ),
        )
    )


def _country(party: Node) -> str:
    return alpha2(party["postalAddress"]["countryCode"].text)


def _time(event: Node) -> EventTime | None:
    """Return the instant of date, time and offset; as much of it as is there."""
    day, clock = event["date"], event["time"].text
    if not day.text or not clock:
        return event_time(day)
    return event_time(replace(day, value=f"{day.text}T{clock}{event['GMTOffset'].text}"))
