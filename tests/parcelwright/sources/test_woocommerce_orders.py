from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from parcelwright.asking.calls import Access, Answer
from parcelwright.sources import woocommerce

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ACCESS = Access(base_url="https://own.example/shop")


def read(orders, cursor=""):
    call = woocommerce.order_call(NOW, cursor, ACCESS)
    answer = Answer(status=200, received_at=NOW, body=json.dumps(orders).encode())
    return woocommerce.read_orders(call, answer)


def order(number, changed="2026-05-01T08:00:00", **more):
    return {"id": number, "status": "completed", "date_modified_gmt": changed} | more


def shipped(**item):
    meta = [{"key": "_wc_shipment_tracking_items", "value": [{"tracking_number": "UG1"} | item]}]
    [parcel] = read([order(1, meta_data=meta)]).parcels
    return parcel


def test_the_moment_before_is_asked_as_the_shop_leaves_out_the_moment_itself():
    url = woocommerce.order_call(NOW, "", ACCESS).url
    assert url.startswith("https://own.example/shop/wp-json/wc/v3/orders?")
    assert "modified_after=2026-06-01T11%3A59%3A59" in url
    assert "page=1" in url


def test_a_full_page_goes_on_where_it_ended():
    orders = [order(n, f"2026-05-01T08:00:{n // 2:02d}") for n in range(100)]
    assert read(orders).cursor == "2026-05-01T08:00:48|1"


def test_a_full_page_of_one_second_counts_the_page():
    cursor = "2026-05-01T07:59:59|3"
    assert read([order(n) for n in range(100)], cursor).cursor == "2026-05-01T07:59:59|4"


def test_a_page_that_is_not_full_is_the_last():
    assert read([order(n) for n in range(99)]).cursor == ""


@pytest.mark.parametrize("status", ["auto-draft", "checkout-draft", "trash"])
def test_a_draft_is_no_order(status):
    assert read([order(1, status=status)]).orders == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1777593600", "2026-05-01"), ("2026-05-01", "2026-05-01"), ("", None)],
)
def test_the_day_of_shipping_is_read_however_the_extension_keeps_it(written, expected):
    assert shipped(date_shipped=written).get("handed_over_at") == expected


def test_a_carrier_of_the_sellers_own_is_named():
    parcel = shipped(tracking_provider="", custom_tracking_provider="Own van")
    assert parcel["carrier"] == "Own van"


def test_a_buyer_without_a_shipping_name_is_the_one_who_pays():
    paying = {"first_name": "Max", "last_name": "Muster"}
    [row] = read([order(1, billing=paying)]).orders
    assert row["buyer_name"] == "Max Muster"
