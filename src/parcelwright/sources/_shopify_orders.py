"""Shopify asked: orders with their fulfillments by its GraphQL Admin API.

``POST {base}/admin/api/{version}/graphql.json`` with the access token of an app that the
seller made (scope ``read_orders``; without ``read_all_orders`` Shopify shows sixty days).
Names as in shopify.dev/docs/api/admin-graphql: Order, Fulfillment, FulfillmentTrackingInfo.
What the app may not see, such as a buyer's e-mail, comes empty with an error beside the data.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.orders import OrdersRead
from parcelwright.asking.replies import Trouble, TroubleKind, nonsense
from parcelwright.asking.terms import Credential, Terms
from parcelwright.sources._asking import address, good_root, post_json, value_of
from parcelwright.sources._order_rows import Page, earliest, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parcelwright.asking.calls import Access, Answer, Call
    from parcelwright.sources._node import Node

_VERSION = "2026-07"
_GOODS = 20
TERMS = Terms(
    base_url="",
    credentials=(Credential(name="access_token", label="Admin API access token"),),
    # What a page may cost at most is bounded: more orders or goods would be refused.
    batch=20,
    per_second=0.5,
    source=f"shopify.dev/docs/api/admin-graphql/{_VERSION}/queries/orders",
)
_ORDERS = f"""
query Orders($first: Int!, $after: String, $query: String!) {{
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {{
    pageInfo {{ hasNextPage endCursor }}
    nodes {{
      legacyResourceId name createdAt updatedAt email phone customerLocale sourceName
      paymentGatewayNames
      totalPriceSet {{ shopMoney {{ amount currencyCode }} }}
      shippingLine {{ title }}
      shippingAddress {{ name address1 address2 city provinceCode zip countryCodeV2 phone }}
      lineItems(first: {_GOODS}) {{ pageInfo {{ hasNextPage }} nodes {{ title sku quantity }} }}
      fulfillments(first: 10) {{ status createdAt trackingInfo {{ company number }} }}
    }}
  }}
}}
""".strip()
_CHECK = "query Check { shop { name } }"
_NOT_SENT = frozenset({"CANCELLED", "ERROR", "FAILURE"})
_TROUBLES = {
    "THROTTLED": (TroubleKind.THROTTLED, "it asks us to slow down"),
    "ACCESS_DENIED": (TroubleKind.BAD_ACCESS, "the app may not read orders"),
    "SHOP_INACTIVE": (TroubleKind.BAD_ACCESS, "the shop is closed"),
    "INTERNAL_SERVER_ERROR": (TroubleKind.DOWN, "it has trouble of its own"),
}
_LONGEST_WAIT_S = 60.0


def order_call(since: datetime, cursor: str, access: Access) -> Call:
    """Return the call for twenty orders changed since then, the longest unchanged first."""
    moment = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    variables = {
        "first": TERMS.batch,
        "after": cursor or None,
        "query": f"updated_at:>='{moment}'",
    }
    return _call(Purpose.READ, {"query": _ORDERS, "variables": variables}, access)


def check_call(access: Access) -> Call:
    """Return a call for the name of the shop."""
    return _call(Purpose.CHECK, {"query": _CHECK}, access)


def read_orders(call: Call, answer: Answer) -> OrdersRead:
    """Return the orders of a page and the parcels that they were sent with."""
    root = good_root(answer)
    if isinstance(root, Trouble):
        return OrdersRead(trouble=root)
    data = root["data"]["shop" if call.purpose is Purpose.CHECK else "orders"]
    if not data.is_object:
        return OrdersRead(trouble=_trouble(root) or nonsense(answer, "an answer without data"))
    page = Page(root)
    for error in root["errors"].items():
        root.problems.add(_path(error), f"Shopify says: {error['message'].text[:200]}")
    for order in data["nodes"].items():
        _order(page, order)
    info = data["pageInfo"]
    return page.read(info["endCursor"].text if info["hasNextPage"].value is True else "")


def _call(purpose: Purpose, body: Mapping[str, object], access: Access) -> Call:
    url = address(access.base_url, "admin", "api", _VERSION, "graphql.json")
    token = ("X-Shopify-Access-Token", value_of(access, "access_token"))
    return post_json(purpose, url, body, [token])


def _trouble(root: Node) -> Trouble | None:
    """Return the first failure that Shopify tells in place of data."""
    error = next(root["errors"].items(), None)
    if error is None:
        return None
    code = error["extensions"]["code"].text
    kind, what = _TROUBLES.get(code, (TroubleKind.BAD_REQUEST, "it refuses our question"))
    wait = _wait(root["extensions"]["cost"]) if kind is TroubleKind.THROTTLED else None
    return Trouble(kind=kind, what=f"{what}: {error['message'].text[:200]}", wait=wait)


def _wait(cost: Node) -> timedelta | None:
    """Return how long it takes until the shop's allowance suffices for the same question."""
    wanted, status = cost["requestedQueryCost"].number, cost["throttleStatus"]
    left, rate = status["currentlyAvailable"].number, status["restoreRate"].number
    if wanted is None or left is None or not rate or wanted <= left:
        return None
    return timedelta(seconds=min(float((wanted - left) / rate), _LONGEST_WAIT_S))


def _path(error: Node) -> str:
    return ".".join(part.text for part in error["path"].texts()) or error.path


def _order(page: Page, order: Node) -> None:
    total, to = order["totalPriceSet"]["shopMoney"], order["shippingAddress"]
    sent = list(_sent(order))
    facts = {
        "order_number": order["name"].text,
        "marketplace_order_id": order["legacyResourceId"].text,
        "sales_channel": order["sourceName"].text,
        "ordered_at": order["createdAt"].text,
        "handed_over_at": earliest(one["createdAt"] for one in sent),
        "payment_method": ", ".join(name.text for name in order["paymentGatewayNames"].texts()),
        "service": order["shippingLine"]["title"].text,
        "value": total["amount"].text,
        "currency": total["currencyCode"].text,
        "buyer_name": to["name"].text,
        "buyer_email": order["email"].text,
        "buyer_phone": to["phone"].text or order["phone"].text,
        "buyer_language": order["customerLocale"].text,
        "address_lines": lines(to["address1"].text, to["address2"].text),
        "city": to["city"].text,
        "destination_region": to["provinceCode"].text,
        "destination_postal_code": to["zip"].text,
        "destination_country": to["countryCodeV2"].text,
    }
    page.order(facts, list(_goods(order["lineItems"])), order["updatedAt"])
    for one in sent:
        for tracking in one["trackingInfo"].items():
            parcel = {
                "carrier": tracking["company"].text,
                "order_number": facts["order_number"],
                "handed_over_at": one["createdAt"].text,
            }
            page.parcel(tracking["number"], parcel)


def _sent(order: Node) -> Iterator[Node]:
    for fulfillment in order["fulfillments"].items():
        if fulfillment["status"].text not in _NOT_SENT:
            yield fulfillment


def _goods(items: Node) -> Iterator[Mapping[str, str]]:
    if items["pageInfo"]["hasNextPage"].value is True:
        items.problems.add(items.path, f"an order has more than {_GOODS} goods; the rest is unread")
    for item in items["nodes"].items():
        yield {
            "contents": item["title"].text,
            "sku": item["sku"].text,
            "quantity": item["quantity"].text,
        }
