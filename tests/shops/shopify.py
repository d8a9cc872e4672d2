"""A shop of Shopify with forty-five orders, asked by GraphQL twenty at a time."""

from __future__ import annotations

import re

from doubles._server import json_response

SLUG = "shopify"
ACCESS = {"access_token": "shpat_0123456789abcdef"}
ORDERS = 45
# Orders that were sent with a tracking number.
PARCELS = 44
_WANTED = ("lineItems(", "fulfillments(", "trackingInfo {", "sortKey: UPDATED_AT", "updatedAt")


def updated_at(place):
    """When an order changed: two at a time, so that pages end between equals."""
    return f"2026-05-{1 + place // 4:02d}T{8 + place % 4 // 2:02d}:00:00Z"


def respond(request, state):
    if request.headers.get("x-shopify-access-token") != ACCESS["access_token"]:
        words = "[API] Invalid API key or access token (unrecognized login or wrong password)"
        return json_response({"errors": words}, 401)
    if not re.fullmatch(r"/admin/api/20\d\d-(01|04|07|10)/graphql\.json", request.path):
        return json_response({"errors": "Not Found"}, 404)
    asked = request.json()
    if "shop {" in asked["query"]:
        return json_response({"data": {"shop": {"name": "Own shop"}}})
    assert [words for words in _WANTED if words not in asked["query"]] == []
    variables = asked["variables"]
    since = re.fullmatch(r"updated_at:>='([^']+)'", variables["query"])[1]
    found = [place for place in range(ORDERS) if updated_at(place) >= since]
    start = 0 if variables["after"] is None else int(variables["after"])
    some = found[start : start + variables["first"]]
    end = start + len(some)
    page = {"hasNextPage": end < len(found), "endCursor": str(end) if some else None}
    nodes = [order(place) for place in some]
    return json_response({"data": {"orders": {"pageInfo": page, "nodes": nodes}}})


def order(place):
    sent = {
        "status": "SUCCESS",
        "createdAt": "2026-05-01T09:30:00Z",
        "trackingInfo": [{"company": "Yanwen", "number": f"UG{place:09d}YP"}],
    }
    second = {**sent, "trackingInfo": [{"company": "USPS", "number": "9400100000000000000001"}]}
    cancelled = {**sent, "status": "CANCELLED"}
    fulfillments = {0: [cancelled], 1: [sent, second], 2: []}.get(place, [sent])
    return {
        "legacyResourceId": str(5000 + place),
        "name": f"#{1000 + place}",
        "createdAt": "2026-04-30T12:00:00Z",
        "updatedAt": updated_at(place),
        "email": "buyer@example.com",
        "phone": None,
        "customerLocale": "de",
        "sourceName": "web",
        "paymentGatewayNames": ["shopify_payments"],
        "totalPriceSet": {"shopMoney": {"amount": "25.90", "currencyCode": "EUR"}},
        "shippingLine": {"title": "Standard"},
        "shippingAddress": {
            "name": "Erika Muster", "address1": "Hauptstr. 1", "address2": "c/o Nord",
            "city": "Berlin", "provinceCode": "BE", "zip": "10115", "countryCodeV2": "DE",
            "phone": "+49 30 000000",
        },
        "lineItems": {
            "pageInfo": {"hasNextPage": False},
            "nodes": [
                {"title": "Lamp", "sku": "L-1", "quantity": 2},
                {"title": "Bulb", "sku": None, "quantity": 1},
            ],
        },
        "fulfillments": fulfillments,
    }  # fmt: skip
