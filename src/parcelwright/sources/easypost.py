"""EasyPost: tracker events and trackers, also those inside an insurance, sent and asked.

Shapes and codes as documented at docs.easypost.com (trackers, events, insurance). The
list of status details is open: a detail that nobody mapped is unknown, whatever the
coarse status beside it says.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _asking, _easypost, _signature
from parcelwright.sources._node import open_payload
from parcelwright.sources._statements import Payload, event_time, joined, weight_g

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._node import Node

SLUG = "easypost"
NAME = "EasyPost"
SIGNATURE_HEADER = "X-Hmac-Signature"
SECRET_IS_SENT = False
TELLS_ALL = True
TERMS = _easypost.TERMS
read_calls = _easypost.read_calls
register_calls = _easypost.register_calls
retrack_calls = _easypost.retrack_calls
stop_calls = _easypost.stop_calls
check_call = _easypost.check_call
reply_of = _easypost.reply_of

_STATUSES = {
    "pre_transit": M.LABEL_CREATED,
    "in_transit": M.SCANNED,
    "out_for_delivery": M.OUT_FOR_DELIVERY,
    "delivered": M.DELIVERED,
    "available_for_pickup": M.READY_FOR_PICKUP,
    "return_to_sender": M.RETURNING,
    "failure": M.TROUBLE,
    "cancelled": M.CANCELLED,
    # EasyPost could not get or read the carrier's answer: nothing about the parcel.
    "error": M.SOURCE_SILENT,
}
_DETAILS = {
    "address_correction": M.ADDRESS_PROBLEM,
    # Any facility on the way, not the border: neither DEPARTED nor ARRIVED.
    "arrived_at_destination": M.PROCESSED,
    "arrived_at_facility": M.PROCESSED,
    "arrived_at_pickup_location": M.READY_FOR_PICKUP,
    "awaiting_information": M.CUSTOMS_NEEDS_DOCUMENTS,
    "cancelled": M.CANCELLED,
    "damaged": M.DAMAGED,
    "delayed": M.DELAYED,
    "delivery_exception": M.TROUBLE,
    "departed_facility": M.PROCESSED,
    "departed_origin_facility": M.PROCESSED,
    "expired": M.SOURCE_STOPPED,
    "failure": M.TROUBLE,
    "held": M.HELD,
    "in_transit": M.SCANNED,
    "label_created": M.LABEL_CREATED,
    "lost": M.DECLARED_LOST,
    "missorted": M.MISSORTED,
    "out_for_delivery": M.OUT_FOR_DELIVERY,
    "received_at_destination_facility": M.PROCESSED,
    # Seen at the destination too, so it is not the acceptance.
    "received_at_origin_facility": M.PROCESSED,
    "refused": M.REFUSED,
    "return": M.RETURNING,
    "transferred_to_destination_carrier": M.HANDED_TO_LAST_MILE,
    "transit_exception": M.TROUBLE,
    "weather_delay": M.DELAYED,
}
CODES: Mapping[str, Mapping[str, M]] = {
    "easypost.status": _STATUSES,
    "easypost.status_detail": _DETAILS,
    # Of a whole tracker: no answer from the carrier yet. In an event, "unknown" stays unknown.
    "easypost.tracker_status": {"unknown": M.NOT_FOUND},
}
# Details that say nothing beyond the coarse status.
_EMPTY_DETAILS = frozenset({"", "status_update", "unknown"})
_PASSING = frozenset({M.SCANNED, M.PROCESSED})
_WITHOUT_EVENTS = frozenset({"Claim", "Insurance"})


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the details of every tracker in a payload, their state, and hints.

    Args:
        payload: Raw webhook body, or the body of an object that was fetched.
        received_at: When the body arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    if page.root["object"].word == "Event":
        made = event_time(page.root["created_at"])
        page.made_at = None if made is None else made.utc
    for tracker in _trackers(page.root):
        _tracker(page, tracker)
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked."""
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = page.root["trackers"].value is not None
    for tracker in _trackers(page.root):
        _tracker(page, tracker)
    return _asking.bound(page.parsed(), asked)


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """Return whether the header holds ``hmac-sha256-hex=`` and the HMAC of the body."""

    def sign(secret: str) -> str:
        key = unicodedata.normalize("NFKD", secret).encode()
        return "hmac-sha256-hex=" + hmac.new(key, body, hashlib.sha256).hexdigest()

    given = _signature.header(headers, SIGNATURE_HEADER)
    return _signature.signed_by_any(given, secrets, sign)


def dedupe_key(body: bytes) -> str | None:
    """Return the ``id`` of an event; other objects have no id of a delivery."""
    root = open_payload(body)
    return (root["id"].text or None) if root["object"].word == "Event" else None


def recognizes(root: Node) -> bool:
    """Return whether an object or what it holds calls itself by EasyPost's names."""
    own = {"Event", "Tracker", "Insurance", "Claim"}
    if root["object"].word in own:
        return True
    return any(root[name].value is not None for name in ("trackers", "claims", "insurances"))


def _trackers(node: Node) -> Iterator[Node]:
    """Yield trackers, and objects that only name a tracking code, wherever they stand."""
    if node["tracking_details"].value is not None or node["object"].word == "Tracker":
        yield node
        return
    inner = [node[name] for name in ("result", "tracker") if node[name].is_object]
    lists = [node[name] for name in ("trackers", "claims", "insurances")]
    for child in [*inner, *(item for one in lists for item in one.items())]:
        yield from _trackers(child)
    if not inner and node["object"].word in _WITHOUT_EVENTS and node["tracking_code"]:
        yield node


def _tracker(page: Payload, node: Node) -> None:
    number = page.number_at(node["tracking_code"])
    carrier = node["carrier"].text
    said = {_event(page, number, carrier, item) for item in node["tracking_details"].items()}
    if node["object"].word not in _WITHOUT_EVENTS:
        _state(page, number, carrier, node, said)
    page.hints.append(_hint(node, number, carrier))


def _event(page: Payload, number: str, carrier: str, node: Node) -> tuple[str, str]:
    place = node["tracking_location"]
    reading = _reading(page, node)
    page.add(
        number,
        reading,
        occurred_at=event_time(node["datetime"]),
        carrier=node["source"].text or carrier,
        carrier_code=node["carrier_code"].text,
        description=node["message"].text or node["description"].text,
        place=joined(place["city"].text, place["state"].text),
        country=place["country"].text,
        facts={
            "carrier_code": node["carrier_code"].text,
            "status": node["status"].text,
            "status_detail": node["status_detail"].text,
        },
        sent=(node["status"].text, node["status_detail"].text, node["carrier_code"].text),
    )
    return node["status"].text, node["status_detail"].text


def _reading(page: Payload, node: Node) -> Reading:
    status = page.read("easypost.status", node["status"].text)
    detail_code = node["status_detail"].text
    if detail_code in _EMPTY_DETAILS:
        return status
    detail = page.read("easypost.status_detail", detail_code)
    match status.milestone, detail_code:
        case M.LABEL_CREATED, _ if detail.milestone.is_scan:
            # Before transit the carrier does not hold it yet, whatever the detail suggests.
            return status
        case M.RETURNING, _ if detail.milestone in _PASSING:
            return status
        case M.DELIVERED, "arrived_at_destination":
            # The usual pair of a delivery, in test and production payloads alike.
            return status
        case M.TROUBLE, "awaiting_information":
            # Seen for "waiting for the recipient" as well: held, but not surely by customs.
            return replace(detail, milestone=M.HELD)
    return detail


def _state(
    page: Payload, number: str, carrier: str, node: Node, said: set[tuple[str, str]]
) -> None:
    status, detail = node["status"].text, node["status_detail"].text
    known = {pair[0] if detail in _EMPTY_DETAILS else pair[1] for pair in said}
    if not status or (status if detail in _EMPTY_DETAILS else detail) in known:
        return
    if status in CODES["easypost.tracker_status"]:
        reading = page.read("easypost.tracker_status", status)
    else:
        reading = _reading(page, node)
    page.add_state(number, reading, carrier=carrier, sent=(status, detail))


def _hint(node: Node, number: str, carrier: str) -> ParcelHint:
    detail = node["carrier_detail"]
    return ParcelHint(
        tracking_number=normalize(number),
        carrier=carrier_slug(carrier),
        service=detail["service"].text,
        origin_country=alpha2(detail["origin_tracking_location"]["country"].text),
        destination_country=alpha2(detail["destination_tracking_location"]["country"].text),
        weight_g=weight_g(node["weight"], "oz"),
    )
