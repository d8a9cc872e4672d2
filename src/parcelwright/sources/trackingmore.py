"""TrackingMore, version 4: webhooks of one tracking, and the interface asked.

Fields and calls as in TrackingMore's public Java SDK, statuses as in its documentation. The
documentation says in words that the signature is base64 over the body, and shows a sample
that signs the time stamp in hexadecimal digits; it names no header. Both are accepted, in
the headers that public clients read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels import code_books
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _asking, _signature, _trackingmore
from parcelwright.sources._statements import Payload, event_time, joined, weight_g

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._node import Node

SLUG = "trackingmore"
NAME = "TrackingMore"
SIGNATURE_HEADER = "signature"
SECRET_IS_SENT = False
TELLS_ALL = True
TERMS = _trackingmore.TERMS
read_calls = _trackingmore.read_calls
register_calls = _trackingmore.register_calls
retrack_calls = _trackingmore.retrack_calls
stop_calls = _trackingmore.stop_calls
check_call = _trackingmore.check_call
reply_of = _trackingmore.reply_of

_TIME_HEADER = "timestamp"
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of both legs of every tracking, its state, and hints.

    Args:
        payload: Raw webhook body, or an answer with its ``data``.
        received_at: When the body arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    for tracking in _trackingmore.trackings(page.root):
        _tracking(page, tracking)
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked."""
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = page.root["meta"].is_object
    for tracking in _trackingmore.trackings(page.root):
        _tracking(page, tracking)
    return _asking.bound(page.parsed(), asked)


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """Return whether the header signs the body in base64, or the time stamp in hex.

    A signature of the time stamp does not cover the body; it proves only that the sender
    once knew the secret.
    """
    given = _signature.header(headers, SIGNATURE_HEADER)
    stamp = _signature.header(headers, _TIME_HEADER).encode("utf-8", "backslashreplace")
    of_body = _signature.signed_by_any(
        given, secrets, lambda secret: _signature.base64_hmac(secret, body)
    )
    of_time = _signature.signed_by_any(
        given.lower(), secrets, lambda secret: _signature.hex_hmac(secret, stamp)
    )
    return of_body or (of_time and bool(stamp))


def dedupe_key(body: bytes) -> str | None:  # noqa: ARG001 - every source takes the body
    """Return None: TrackingMore documents no id of a delivery."""
    return None


def recognizes(root: Node) -> bool:
    """Return whether there is a tracking with a courier code, as TrackingMore names it."""
    return any(
        node["courier_code"] and node["tracking_number"] for node in _trackingmore.trackings(root)
    )


def _tracking(page: Payload, node: Node) -> None:
    number = page.number_at(node["tracking_number"])
    carrier = node["courier_code"].text
    said = set()
    for leg in (node["origin_info"], node["destination_info"]):
        for item in leg["trackinfo"].items():
            said.add(_event(page, number, leg["courier_code"].text or carrier, item))
    state = _reading(page, node["delivery_status"].text, node["substatus"].text)
    if state.code and (state.table, state.code) not in said:
        page.add_state(number, state, carrier=carrier, description=node["status_info"].text)
    page.hints.append(_hint(node, number, carrier))


def _event(page: Payload, number: str, carrier: str, node: Node) -> tuple[str, str]:
    reading = _reading(
        page,
        node["checkpoint_delivery_status"].text,
        node["checkpoint_delivery_substatus"].text,
    )
    page.add(
        number,
        reading,
        occurred_at=event_time(node["checkpoint_date"]),
        carrier=carrier,
        carrier_code=node["raw_status"].text,
        description=node["tracking_detail"].text,
        place=node["location"].text or joined(node["city"].text, node["state"].text),
        country=node["country_iso2"].text,
        facts={
            "raw_status": node["raw_status"].text,
            "status": node["checkpoint_delivery_status"].text,
            "substatus": node["checkpoint_delivery_substatus"].text,
        },
        sent=(
            node["checkpoint_delivery_status"].text,
            node["checkpoint_delivery_substatus"].text,
            node["raw_status"].text,
        ),
    )
    return reading.table, reading.code


def _reading(page: Payload, status: str, substatus: str) -> Reading:
    if substatus:
        return page.read("trackingmore.substatus", substatus)
    return page.read("trackingmore.status", status)


def _hint(node: Node, number: str, carrier: str) -> ParcelHint:
    last_mile = node["destination_track_number"].text or node["exchange_number"].text
    return ParcelHint(
        tracking_number=number,
        carrier=carrier_slug(carrier),
        service=node["service_code"].text or node["logistics_channel"].text,
        origin_country=country_code(
            node["origin_country"].text or node["tracking_origin_country"].text
        ),
        destination_country=country_code(
            node["destination_country"].text or node["tracking_destination_country"].text
        ),
        order_number=node["order_number"].text or node["order_id"].text,
        last_mile_number=normalize(last_mile),
        last_mile_carrier=carrier_slug(node["destination_info"]["courier_code"].text),
        weight_g=weight_g(node["weight_kg"], "kg"),
    )
