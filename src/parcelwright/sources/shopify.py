"""Shopify: webhooks of fulfillments and orders, which bring parcels, and orders asked.

Shape as in Shopify's Admin API (fulfillments/create and update, orders/fulfilled and
updated, fulfillment_events/create). A fulfillment says that the shop handed an order on,
never that a carrier took it, so it counts as a label.

The id of a delivery stands in a header that the signature does not cover; the body, which
it covers, tells a repeat. After a change of the app's secret Shopify may sign with the old
one for an hour.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _shopify_orders, _signature
from parcelwright.sources._statements import Payload, event_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._node import Node

SLUG = "shopify"
NAME = "Shopify"
SIGNATURE_HEADER = "X-Shopify-Hmac-Sha256"
SECRET_IS_SENT = False
TELLS_ALL = False
TERMS = _shopify_orders.TERMS
order_call = _shopify_orders.order_call
read_orders = _shopify_orders.read_orders
check_call = _shopify_orders.check_call

CODES: Mapping[str, Mapping[str, M]] = {
    "shopify.fulfillment_status": {
        "pending": M.LABEL_CREATED,
        "open": M.LABEL_CREATED,
        "success": M.LABEL_CREATED,
        "cancelled": M.CANCELLED,
        "error": M.NOTICE,
        "failure": M.NOTICE,
    },
    "shopify.shipment_status": {
        "label_printed": M.LABEL_CREATED,
        "label_purchased": M.LABEL_CREATED,
        # Shopify's word where nothing else is known.
        "confirmed": M.LABEL_CREATED,
        "carrier_picked_up": M.ACCEPTED,
        "in_transit": M.SCANNED,
        "delayed": M.DELAYED,
        "out_for_delivery": M.OUT_FOR_DELIVERY,
        "attempted_delivery": M.DELIVERY_ATTEMPTED,
        "ready_for_pickup": M.READY_FOR_PICKUP,
        "picked_up": M.DELIVERED,
        "delivered": M.DELIVERED,
        # The request to fulfill failed; nothing about the parcel.
        "failure": M.NOTICE,
    },
}
# A fulfillment is named after its order: "#1001.2" is the second of order "#1001".
_PART = re.compile(r"\.\d+$")


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return for every tracking number that it was handed on, its state, and a hint.

    Args:
        payload: Raw webhook body: a fulfillment, an order, or a fulfillment event.
        received_at: When the body arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    root = page.root
    page.is_understood = recognizes(root)
    if root["fulfillment_id"]:
        _fulfillment_event(page, root)
    elif root["fulfillments"].value is not None:
        for item in root["fulfillments"].items():
            _fulfillment(page, item, order=root)
    elif root["order_id"]:
        _fulfillment(page, root, order=root)
    return page.parsed()


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """Return whether the header holds base64 HMAC-SHA256 of the body under a secret."""
    given = _signature.header(headers, SIGNATURE_HEADER)
    return _signature.signed_by_any(
        given, secrets, lambda secret: _signature.base64_hmac(secret, body)
    )


def dedupe_key(body: bytes) -> str | None:  # noqa: ARG001 - every source takes the body
    """Return None: the id of a delivery is no part of the signed body."""
    return None


def recognizes(root: Node) -> bool:
    """Return whether a body is a fulfillment, an order or an event of Shopify."""
    names = ("fulfillments", "tracking_numbers", "fulfillment_id")
    is_known = any(root[name].value is not None for name in names)
    return is_known and (
        root["admin_graphql_api_id"].word.startswith("gid://shopify/") or bool(root["order_id"])
    )


def _fulfillment(page: Payload, node: Node, *, order: Node) -> None:
    company = node["tracking_company"].text
    for number in _numbers(node):
        reading = page.read("shopify.fulfillment_status", node["status"].text)
        moment = node["updated_at" if reading.milestone is M.CANCELLED else "created_at"]
        page.add(
            number,
            reading,
            occurred_at=event_time(moment),
            carrier=company,
            facts={"fulfillment": node["id"].text, "order": _order_id(node, order)},
        )
        if shipment := node["shipment_status"].text:
            state = page.read("shopify.shipment_status", shipment)
            page.add_state(number, state, carrier=company)
        page.hints.append(_hint(node, number, company, order))


def _numbers(node: Node) -> Iterator[str]:
    """Yield the tracking numbers of a fulfillment, each once; it may have several."""
    listed = node["tracking_numbers"].texts()
    found = [*listed, node["tracking_number"]] if node["tracking_number"] else listed
    yield from dict.fromkeys(number for item in found if (number := normalize(item.text)))


def _order_id(node: Node, order: Node) -> str:
    return node["order_id"].text or order["id"].text


def _fulfillment_event(page: Payload, node: Node) -> None:
    """Keep an event that names only a fulfillment: it belongs to no parcel by itself."""
    node.problems.add(
        "fulfillment_id",
        "a fulfillment event names no tracking number; send fulfillments/update instead",
    )
    page.add(
        "",
        page.read("shopify.shipment_status", node["status"].text),
        occurred_at=event_time(node["happened_at"]),
        description=node["message"].text,
        place=node["city"].text,
        country=node["country"].text,
        facts={"fulfillment": node["fulfillment_id"].text, "order": node["order_id"].text},
    )


def _hint(node: Node, number: str, company: str, order: Node) -> ParcelHint:
    to = node["destination"]["country_code"].text or order["shipping_address"]["country_code"].text
    return ParcelHint(
        tracking_number=number,
        carrier=carrier_slug(company),
        origin_country=alpha2(node["origin_address"]["country_code"].text),
        destination_country=alpha2(to),
        order_number=_PART.sub("", node["name"].text) or order["name"].text,
    )
