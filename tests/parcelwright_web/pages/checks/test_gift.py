"""An order declared as a gift without a word of its sale, held against where the shop sells."""

import pytest

from parcelwright_web import clock
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.parcels import Order, Parcel

pytestmark = pytest.mark.django_db
_NAMES = (
    "order_number,sales_channel,destination_country,buyer_name,address_lines,city,"
    "destination_postal_code,origin_country,contents,quantity,unit_value,currency,purpose\n"
)


def gift(number="G1", channel=""):
    goods = "CN,cotton T-shirt,1,12,EUR,gift"
    return f"{number},{channel},DE,Anna Schmidt,Hauptstraße 5,Berlin,10115,{goods}\n"


def found(member, shop, *rows):
    member.post("/checks/", {"shop": shop.pk, "pasted": _NAMES + "".join(rows)})
    row = OrderDraft.objects.for_tenant(shop.tenant).get(order_number="G1")
    return [
        (each["code"], each["severity"], each["figures"], (each["repair"] or {}).get("value"))
        for each in row.findings
        if each["check"] == "gift"
    ]


def ordered(shop, *channels):
    for at, channel in enumerate(channels):
        Order.objects.for_tenant(shop.tenant).create(
            shop=shop, order_number=f"O{at}", number_key=f"o{at}",
            facts={"sales_channel": channel} if channel else {},
        )  # fmt: skip


def test_without_a_channel_of_order_or_shop_it_is_said_that_nothing_was_checked(member, shop):
    assert found(member, shop, gift()) == [("gift_not_checked", "not_checked", {}, None)]
    row = OrderDraft.objects.for_tenant(shop.tenant).get()
    text = member.get(f"/checks/{row.pk}/").content.decode()
    assert "is not checked: the sales channel is unknown." in text


def test_the_usual_channel_of_the_shop_is_taken_with_a_repair(member, shop):
    ordered(shop, "shopify", "shopify", "", "ebay", "shopify")
    expected = ("gift_from_a_shop", "warn", {"channel": "shopify"}, "sale")
    assert found(member, shop, gift()) == [expected]


def test_parcels_and_orders_of_the_same_file_tell_the_channel_too(member, shop):
    for number in ("RA1", "RA2"):
        Parcel.objects.for_tenant(shop.tenant).create(
            shop=shop, tracking_number=number, facts={"sales_channel": "etsy"},
            created_at=clock.now(),
        )  # fmt: skip
    assert found(member, shop, gift())[0][0] == "gift_not_checked"
    others = [gift("S2", "etsy")]
    assert found(member, shop, gift(), *others)[0][2] == {"channel": "etsy"}


def test_a_shop_that_sells_here_as_much_as_there_has_no_usual_channel(member, shop):
    ordered(shop, "shopify", "shopify", "ebay", "ebay")
    assert found(member, shop, gift())[0][0] == "gift_not_checked"


def test_an_order_with_a_channel_of_its_own_stays_a_false_declaration(member, shop):
    ordered(shop, "shopify", "shopify", "shopify")
    assert found(member, shop, gift(channel="ebay")) == [("gift_was_sold", "stop", {}, "sale")]
