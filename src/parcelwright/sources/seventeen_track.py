"""17TRACK: pushes of versions 2.2 and 2.4, and version 2.4 asked.

Shapes and codes as documented at asset.17track.net/api/document (v2.2_en, v2.4_en) and
as public integrations use them. The mixed buckets ``*_Security`` (security, customs or
fee trouble) are read as held, and no more. Only the registration of a new number costs a
unit; reading a registered one is free.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _asking, _seventeen_track, _signature
from parcelwright.sources._seventeen_track import part_of
from parcelwright.sources._statements import Payload, event_time, joined, weight_g

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from parcelwright.parcels.events import EventTime, Parsed
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._node import Node

SLUG = "17track"
NAME = "17TRACK"
SIGNATURE_HEADER = "sign"
SECRET_IS_SENT = False
TELLS_ALL = True
TERMS = _seventeen_track.TERMS
read_calls = _seventeen_track.read_calls
register_calls = _seventeen_track.register_calls
retrack_calls = _seventeen_track.retrack_calls
stop_calls = _seventeen_track.stop_calls
check_call = _seventeen_track.check_call
reply_of = _seventeen_track.reply_of

_SUB_STATUSES = {
    "NotFound_Other": M.NOT_FOUND,
    "NotFound_InvalidCode": M.NOT_FOUND,
    "InfoReceived": M.LABEL_CREATED,
    "InTransit_PickedUp": M.ACCEPTED,
    "InTransit_Other": M.SCANNED,
    "InTransit_Departure": M.DEPARTED,
    "InTransit_Arrival": M.ARRIVED,
    "InTransit_CustomsProcessing": M.CUSTOMS_STARTED,
    "InTransit_CustomsReleased": M.CUSTOMS_CLEARED,
    "InTransit_CustomsRequiringInformation": M.CUSTOMS_NEEDS_DOCUMENTS,
    "Expired_Other": M.SOURCE_STOPPED,
    "AvailableForPickup_Other": M.READY_FOR_PICKUP,
    "OutForDelivery_Other": M.OUT_FOR_DELIVERY,
    "DeliveryFailure_Other": M.DELIVERY_ATTEMPTED,
    "DeliveryFailure_NoBody": M.DELIVERY_ATTEMPTED,
    "DeliveryFailure_Security": M.HELD,
    "DeliveryFailure_Rejected": M.REFUSED,
    "DeliveryFailure_InvalidAddress": M.ADDRESS_PROBLEM,
    "Delivered_Other": M.DELIVERED,
    "Exception_Other": M.TROUBLE,
    "Exception_Returning": M.RETURNING,
    "Exception_Returned": M.RETURNED,
    "Exception_NoBody": M.TROUBLE,
    "Exception_Security": M.HELD,
    "Exception_Damage": M.DAMAGED,
    "Exception_Rejected": M.REFUSED,
    "Exception_Delayed": M.DELAYED,
    "Exception_Lost": M.DECLARED_LOST,
    "Exception_Destroyed": M.DESTROYED,
    "Exception_Cancel": M.CANCELLED,
}
_STATUSES = {
    "NotFound": M.NOT_FOUND,
    "InfoReceived": M.LABEL_CREATED,
    "InTransit": M.SCANNED,
    "Expired": M.SOURCE_STOPPED,
    "AvailableForPickup": M.READY_FOR_PICKUP,
    "OutForDelivery": M.OUT_FOR_DELIVERY,
    "DeliveryFailure": M.DELIVERY_ATTEMPTED,
    "Delivered": M.DELIVERED,
    "Exception": M.TROUBLE,
}
_STAGES = {
    "InfoReceived": M.LABEL_CREATED,
    "PickedUp": M.ACCEPTED,
    "Departure": M.DEPARTED,
    "Arrival": M.ARRIVED,
    "AvailableForPickup": M.READY_FOR_PICKUP,
    "OutForDelivery": M.OUT_FOR_DELIVERY,
    "Delivered": M.DELIVERED,
    "Returning": M.RETURNING,
    "Returned": M.RETURNED,
}
CODES: Mapping[str, Mapping[str, M]] = {
    "17track.sub_status": _SUB_STATUSES,
    "17track.status": _STATUSES,
    "17track.stage": _STAGES,
    "17track.event": {"TRACKING_STOPPED": M.SOURCE_STOPPED},
}


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of all providers, the state of each number, and hints.

    Args:
        payload: Raw body of a push, or the answer to a query with its ``accepted`` list.
        received_at: When the body arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    for tracking in _trackings(page.root):
        _tracking(page, tracking)
    for refused in page.root["data"]["rejected"].items():
        error = refused["error"]
        what = joined(refused["number"].text, error["code"].text, error["message"].text)
        refused.problems.add(refused.path, f"17TRACK refused the number: {what}")
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked; refusals are for :func:`reply_of`."""
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = page.root["data"].is_object
    for tracking in _trackings(page.root):
        _tracking(page, tracking)
    return _asking.bound(page.parsed(), asked)


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """Return whether the header holds hex SHA-256 of body, slash and a secret key."""

    def sign(secret: str) -> str:
        return hashlib.sha256(body + b"/" + secret.encode()).hexdigest()

    given = _signature.header(headers, SIGNATURE_HEADER).lower()
    return _signature.signed_by_any(given, secrets, sign)


def dedupe_key(body: bytes) -> str | None:  # noqa: ARG001 - every source takes the body
    """Return None: 17TRACK documents no id of a delivery."""
    return None


def recognizes(root: Node) -> bool:
    """Return whether there is a number with ``track_info``, or an ``accepted`` list."""
    data = root["data"]
    return bool(data["number"]) or data["track_info"].is_object or bool(data["accepted"])


def _trackings(root: Node) -> Iterator[Node]:
    data = root["data"]
    if data["number"] or data["track_info"].is_object:
        yield data
    yield from data["accepted"].items()


def _tracking(page: Payload, node: Node) -> None:
    number = page.number_at(node["number"])
    info = node["track_info"]
    said = set()
    carrier = ""
    for provider in info["tracking"]["providers"].items():
        name = provider["provider"]["name"].text
        carrier = carrier or name
        for item in provider["events"].items():
            said.add(_event(page, number, name, item).code)
    _state(page, number, carrier, part_of(node, "latest_status"), said)
    if page.root["event"].word == "TRACKING_STOPPED":
        page.add(number, page.read("17track.event", "TRACKING_STOPPED"), carrier=carrier)
    page.hints.append(_hint(node, number, carrier))


def _event(page: Payload, number: str, carrier: str, node: Node) -> Reading:
    if sub_status := node["sub_status"].text:
        reading = page.read("17track.sub_status", sub_status)
    else:
        reading = page.read("17track.stage", node["stage"].text)
    address = node["address"]
    translation = node["description_translation"]
    page.add(
        number,
        reading,
        occurred_at=_time(node),
        carrier=carrier,
        description=node["description"].text,
        language=node["lang"].text,
        place=node["location"].text or joined(address["city"].text, address["state"].text),
        country=address["country"].text,
        facts={
            "stage": node["stage"].text,
            "translation": translation["description"].text if translation.is_object else "",
        },
    )
    return reading


def _time(node: Node) -> EventTime | None:
    raw = node["time_raw"]
    if raw.is_object and raw["date"].text and not raw["time"].text:
        # The carrier gave a day only; 17TRACK then writes midnight into time_iso.
        return event_time(raw["date"])
    for name in ("time_iso", "time_utc"):
        if node[name].text:
            found = event_time(node[name])
            if found is not None:
                return found
    if not raw.is_object:
        return event_time(raw)
    day, clock = raw["date"].text, raw["time"].text
    written = f"{day}T{clock}{raw['timezone'].text}" if day or clock else ""
    return event_time(replace(raw, value=written))


def _state(page: Payload, number: str, carrier: str, node: Node, said: set[str]) -> None:
    sub_status, status = node["sub_status"].text, node["status"].text
    if not sub_status and not status:
        return
    table = "17track.sub_status" if sub_status else "17track.status"
    reading = page.read(table, sub_status or status)
    if reading.code not in said:
        words = node["sub_status_descr"].text
        page.add_state(number, reading, carrier=carrier, description=words)


def _hint(node: Node, number: str, carrier: str) -> ParcelHint:
    shipping, more = part_of(node, "shipping_info"), part_of(node, "misc_info")
    return ParcelHint(
        tracking_number=number,
        carrier=carrier_slug(carrier),
        service=more["service_type"].text,
        origin_country=alpha2(shipping["shipper_address"]["country"].text),
        destination_country=alpha2(shipping["recipient_address"]["country"].text),
        last_mile_number=normalize(more["local_number"].text),
        last_mile_carrier=carrier_slug(more["local_provider"].text),
        weight_g=weight_g(more["weight_kg"], "kg"),
    )
