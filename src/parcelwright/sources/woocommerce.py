"""WooCommerce: webhooks of orders, where an extension keeps the tracking numbers; orders asked.

WooCommerce itself has no tracking number. Its extension Shipment Tracking keeps a list in
the order's own data, and Advanced Shipment Tracking the same one; numbers that other
extensions keep are not read. A number there says that the shop handed the order on, never
that a carrier took it, so it counts as a label.

The ping that WooCommerce posts when a webhook is saved holds a number, is not signed and
tells nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.events import ParcelHint, Parsed
from parcelwright.sources import _signature, _woocommerce_orders
from parcelwright.sources._statements import Payload
from parcelwright.sources._woocommerce_orders import shipping_day, tracking_items

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.sources._node import Node

SLUG = "woocommerce"
NAME = "WooCommerce"
SIGNATURE_HEADER = "X-WC-Webhook-Signature"
SECRET_IS_SENT = False
TELLS_ALL = False
TERMS = _woocommerce_orders.TERMS
order_call = _woocommerce_orders.order_call
read_orders = _woocommerce_orders.read_orders
check_call = _woocommerce_orders.check_call

# No code of WooCommerce: that the list holds a number is the statement.
CODES: Mapping[str, Mapping[str, M]] = {"woocommerce.tracking": {"shipped": M.LABEL_CREATED}}
_PING = re.compile(rb"webhook_id=\d{1,20}")


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return for every tracking number of an order that it was shipped, and a hint.

    Args:
        payload: Raw webhook body: an order, or the ping.
        received_at: When the body arrived.
    """
    if _PING.fullmatch(payload):
        return Parsed()
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = recognizes(page.root)
    for item in tracking_items(page.root):
        number = page.number_at(item["tracking_number"])
        carrier = item["tracking_provider"].text or item["custom_tracking_provider"].text
        page.add(
            number,
            page.read("woocommerce.tracking", "shipped"),
            occurred_at=shipping_day(item["date_shipped"]),
            carrier=carrier,
            facts={"order": page.root["id"].text},
        )
        page.hints.append(_hint(page.root, number, carrier))
    return page.parsed()


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """Return whether the header holds base64 HMAC-SHA256 of the body, or it is the ping."""
    given = _signature.header(headers, SIGNATURE_HEADER)
    is_signed = _signature.signed_by_any(
        given, secrets, lambda secret: _signature.base64_hmac(secret, body)
    )
    return is_signed or bool(_PING.fullmatch(body))


def dedupe_key(body: bytes) -> str | None:  # noqa: ARG001 - every source takes the body
    """Return None: the id of a delivery is no part of the signed body."""
    return None


def recognizes(root: Node) -> bool:
    """Return whether a body is an order with WooCommerce's own data."""
    return isinstance(root["meta_data"].value, list) and root["order_key"].value is not None


def _hint(order: Node, number: str, carrier: str) -> ParcelHint:
    return ParcelHint(
        tracking_number=number,
        carrier=carrier_slug(carrier),
        destination_country=alpha2(order["shipping"]["country"].text),
        order_number=order["number"].text or order["id"].text,
    )
