"""WooCommerce asked: orders by its REST API, version 3.

``GET {base}/wp-json/wc/v3/orders`` with HTTP Basic of a key and secret that may read, as
documented at woocommerce.github.io/woocommerce-rest-api-docs. Orders come by when they
changed; the shop's list moves on while it is read, so pages are not counted: each starts
where the one before ended.

Tracking numbers are kept by extensions. Read is the list that Shipment Tracking and Advanced
Shipment Tracking keep in the order's own data; numbers elsewhere are not documented.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from parcelwright.asking.calls import Purpose
from parcelwright.asking.orders import OrdersRead
from parcelwright.asking.replies import Trouble
from parcelwright.asking.terms import Confidence, Credential, Terms
from parcelwright.parcels.events import EventTime
from parcelwright.sources._asking import address, basic, get, good_root, value_of
from parcelwright.sources._order_rows import Page, lines
from parcelwright.sources._statements import event_time, unix_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parcelwright.asking.calls import Access, Answer, Call
    from parcelwright.sources._node import Node

TERMS = Terms(
    base_url="",
    credentials=(
        Credential(name="consumer_key", label="Consumer key"),
        Credential(name="consumer_secret", label="Consumer secret"),
    ),
    batch=100,
    wire=Confidence.MEDIUM,
    source="woocommerce.github.io/woocommerce-rest-api-docs (v3, list all orders)",
)
_LIST = "_wc_shipment_tracking_items"
_UNIX = re.compile(r"\d{9,11}")
_DRAFTS = frozenset({"auto-draft", "checkout-draft", "trash"})
_SECOND = timedelta(seconds=1)
_FORM = "%Y-%m-%dT%H:%M:%S"


def order_call(since: datetime, cursor: str, access: Access) -> Call:
    """Return the call for a hundred orders changed since then, the longest unchanged first."""
    # What changed at the very moment is left out by the shop, so the moment before is asked.
    after, _, page = cursor.partition("|")
    query = {
        "modified_after": after or (since.astimezone(UTC) - _SECOND).strftime(_FORM),
        "dates_are_gmt": "true",
        "orderby": "modified",
        "order": "asc",
        "per_page": str(TERMS.batch),
        "page": page or "1",
    }
    return _call(Purpose.READ, query, access)


def check_call(access: Access) -> Call:
    """Return a call for the id of one order."""
    return _call(Purpose.CHECK, {"per_page": "1", "_fields": "id"}, access)


def read_orders(call: Call, answer: Answer) -> OrdersRead:
    """Return the orders of a page and the parcels that they were sent with."""
    root = good_root(answer, is_list=True)
    if isinstance(root, Trouble):
        return OrdersRead(trouble=root)
    page = Page(root)
    if call.purpose is Purpose.CHECK:
        return page.read("")
    orders = list(root.items())
    for order in orders:
        if order["status"].text not in _DRAFTS:
            _order(page, order)
    return page.read(_next(call, page) if len(orders) == TERMS.batch else "")


def tracking_items(order: Node) -> Iterator[Node]:
    """Yield what the extensions keep of each parcel of an order."""
    for entry in order["meta_data"].items():
        if entry["key"].word == _LIST:
            yield from entry["value"].items()


def shipping_day(node: Node) -> EventTime | None:
    """Return the day of shipping; the extension keeps it as midnight in seconds since 1970."""
    if not _UNIX.fullmatch(node.text):
        return event_time(node)
    moment = unix_time(node)
    if moment is None or moment.local.time() != time.min:
        return moment
    return EventTime.on(moment.day)


def _call(purpose: Purpose, query: Mapping[str, str], access: Access) -> Call:
    user = basic(value_of(access, "consumer_key"), value_of(access, "consumer_secret"))
    url = address(access.base_url, "wp-json", "wc", "v3", "orders", query=query)
    return get(purpose, url, [user])


def _next(call: Call, page: Page) -> str:
    """Return where the next page starts: at the last change told, or one page on.

    Orders that changed in the same second as the last one come again. Only when a whole
    page changed in one second is the page counted.
    """
    asked = parse_qs(urlsplit(call.url).query)
    if page.changed and min(page.changed) < max(page.changed):
        return f"{(max(page.changed) - _SECOND).strftime(_FORM)}|1"
    return f"{asked['modified_after'][0]}|{int(asked['page'][0]) + 1}"


def _order(page: Page, order: Node) -> None:
    to, buyer = order["shipping"], order["billing"]
    items = list(tracking_items(order))
    methods = (line["method_title"].text for line in order["shipping_lines"].items())
    days = [day for item in items if (day := shipping_day(item["date_shipped"])) is not None]
    facts = {
        "order_number": order["number"].text or order["id"].text,
        "marketplace_order_id": order["id"].text,
        "ordered_at": _utc(order["date_created_gmt"]),
        "paid_at": _utc(order["date_paid_gmt"]),
        "handed_over_at": min((day.isoformat() for day in days), default=""),
        "payment_method": order["payment_method_title"].text,
        "service": ", ".join(dict.fromkeys(method for method in methods if method)),
        "value": order["total"].text,
        "currency": order["currency"].text,
        "buyer_name": _name(to) or _name(buyer),
        "buyer_email": buyer["email"].text,
        "buyer_phone": to["phone"].text or buyer["phone"].text,
        "address_lines": lines(to["address_1"].text, to["address_2"].text),
        "city": to["city"].text,
        "destination_region": to["state"].text,
        "destination_postal_code": to["postcode"].text,
        "destination_country": to["country"].text,
    }
    goods = [
        {"contents": item["name"].text, "sku": item["sku"].text, "quantity": item["quantity"].text}
        for item in order["line_items"].items()
    ]
    page.order(facts, goods, order["date_modified_gmt"])
    for item in items:
        day = shipping_day(item["date_shipped"])
        parcel = {
            "carrier": item["tracking_provider"].text or item["custom_tracking_provider"].text,
            "order_number": facts["order_number"],
            "handed_over_at": "" if day is None else day.isoformat(),
        }
        page.parcel(item["tracking_number"], parcel)


def _name(party: Node) -> str:
    return " ".join(part for part in (party["first_name"].text, party["last_name"].text) if part)


def _utc(node: Node) -> str:
    return f"{node.text}Z" if node.text else ""
