from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from parcelwright.asking.calls import Access, Answer
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import shopify

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ACCESS = Access(base_url="https://own.example", values={"access_token": "t"})


def read(value):
    call = shopify.order_call(NOW, "", ACCESS)
    answer = Answer(status=200, received_at=NOW, body=json.dumps(value).encode())
    return shopify.read_orders(call, answer)


def page(*orders, errors=None):
    listed = {"pageInfo": {"hasNextPage": False}, "nodes": list(orders)}
    return read({"data": {"orders": listed}} | ({"errors": errors} if errors else {}))


def failed(code, **more):
    return read({"errors": [{"message": "No", "extensions": {"code": code}}], **more}).trouble


def test_the_moment_is_asked_in_utc():
    since = datetime(2026, 5, 1, 10, tzinfo=timezone(timedelta(hours=2)))
    variables = json.loads(shopify.order_call(since, "", ACCESS).body)["variables"]
    assert variables["query"] == "updated_at:>='2026-05-01T08:00:00Z'"
    assert variables["after"] is None


@pytest.mark.parametrize("status", ["CANCELLED", "ERROR", "FAILURE"])
def test_a_fulfillment_that_failed_sent_nothing(status):
    sent = {"status": status, "createdAt": "2026-05-01T00:00:00Z"}
    sent["trackingInfo"] = [{"number": "UG100000001YP"}]
    found = page({"name": "#1", "fulfillments": [sent]})
    assert found.parcels == ()
    assert found.orders == ({"order_number": "#1"},)


def test_what_the_app_may_not_see_is_noted_and_the_order_kept():
    denied = {"message": "Access denied for email", "path": ["orders", "nodes", 0, "email"]}
    found = page({"name": "#1"}, errors=[denied])
    assert [order["order_number"] for order in found.orders] == ["#1"]
    assert [(each.where, each.what) for each in found.problems] == [
        ("orders.nodes.0.email", "Shopify says: Access denied for email")
    ]


def test_goods_beyond_the_page_are_noted():
    found = page({"name": "#1", "lineItems": {"pageInfo": {"hasNextPage": True}, "nodes": []}})
    assert [each.what for each in found.problems] == [
        "an order has more than 20 goods; the rest is unread"
    ]


def test_an_order_without_a_number_is_noted():
    found = page({"updatedAt": "2026-05-01T00:00:00Z"})
    assert (found.orders, [each.what for each in found.problems]) == (
        (),
        ["an order without a number"],
    )


def test_a_tracking_number_of_signs_alone_is_noted():
    sent = {"status": "SUCCESS", "trackingInfo": [{"number": "--"}]}
    found = page({"name": "#1", "fulfillments": [sent]})
    assert found.parcels == ()
    assert [each.what for each in found.problems] == ["'--' is no tracking number"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("THROTTLED", TroubleKind.THROTTLED),
        ("ACCESS_DENIED", TroubleKind.BAD_ACCESS),
        ("SHOP_INACTIVE", TroubleKind.BAD_ACCESS),
        ("INTERNAL_SERVER_ERROR", TroubleKind.DOWN),
        ("MAX_COST_EXCEEDED", TroubleKind.BAD_REQUEST),
    ],
)
def test_a_failure_with_status_200_is_a_trouble(code, kind):
    assert failed(code).kind is kind


def test_a_spent_allowance_says_how_long_it_takes():
    status = {"currentlyAvailable": 200, "restoreRate": 100}
    cost = {"cost": {"requestedQueryCost": 900, "throttleStatus": status}}
    assert failed("THROTTLED", extensions=cost).wait == timedelta(seconds=7)
