"""A shop of WooCommerce with 250 orders, asked a hundred at a time by when they changed."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

from doubles._server import json_response

SLUG = "woocommerce"
ACCESS = {"consumer_key": "ck_0123456789", "consumer_secret": "cs_0123456789"}
ORDERS = 250
PARCELS = 249
_START = datetime(2026, 5, 1, 8)


def updated_at(place):
    """When an order changed; a batch of 150 changed in the same second."""
    return (_START + timedelta(seconds=30 if 60 <= place < 210 else place // 2)).isoformat() + "Z"


def respond(request, state):
    user = base64.b64encode(":".join(ACCESS.values()).encode()).decode()
    if request.headers.get("authorization") != f"Basic {user}":
        code = "woocommerce_rest_cannot_view"
        return json_response({"code": code, "message": "Sorry", "data": {"status": 401}}, 401)
    if request.method != "GET" or request.path != "/wp-json/wc/v3/orders":
        return json_response({"code": "rest_no_route", "message": "No route"}, 404)
    if request.one("_fields") == "id":
        return json_response([{"id": 1}])
    assert (request.one("orderby"), request.one("order")) == ("modified", "asc")
    assert request.one("dates_are_gmt") == "true"
    after, size = request.one("modified_after") + "Z", int(request.one("per_page"))
    assert size <= 100
    found = sorted(
        (place for place in range(ORDERS) if updated_at(place) > after),
        key=lambda place: (updated_at(place), place),
    )
    start = (int(request.one("page")) - 1) * size
    return json_response([order(place) for place in found[start : start + size]])


def order(place):
    item = {
        "tracking_provider": "Yanwen", "custom_tracking_provider": "",
        "tracking_number": f"UG{place:09d}YP", "date_shipped": "1777593600",
    }  # fmt: skip
    second = {**item, "tracking_provider": "", "custom_tracking_provider": "USPS",
              "tracking_number": "9400100000000000000001"}  # fmt: skip
    items = {0: [], 1: [item, second], 2: []}.get(place, [item])
    return {
        "id": 5000 + place,
        "number": str(1000 + place),
        "status": "completed",
        "currency": "EUR",
        "date_created_gmt": "2026-04-30T12:00:00",
        "date_paid_gmt": "2026-04-30T12:01:00",
        "date_modified_gmt": updated_at(place).removesuffix("Z"),
        "total": "25.90",
        "payment_method_title": "Card",
        "billing": {
            "first_name": "Max", "last_name": "Muster", "email": "buyer@example.com",
            "phone": "+49 30 000000",
        },
        "shipping": {
            "first_name": "Erika", "last_name": "Muster", "address_1": "Hauptstr. 1",
            "address_2": "c/o Nord", "city": "Berlin", "state": "BE", "postcode": "10115",
            "country": "DE", "phone": "",
        },
        "line_items": [
            {"name": "Lamp", "sku": "L-1", "quantity": 2},
            {"name": "Bulb", "sku": "", "quantity": 1},
        ],
        "shipping_lines": [{"method_title": "Standard"}],
        "meta_data": [{"id": 1, "key": "_wc_shipment_tracking_items", "value": items}],
    }  # fmt: skip
