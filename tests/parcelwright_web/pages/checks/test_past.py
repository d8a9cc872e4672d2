"""What the shop's own past says of an order, as its page shows it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parcelwright_web import clock
from parcelwright_web.actions import past as past_module
from parcelwright_web.actions import past_goods
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.parcels import Parcel

pytestmark = pytest.mark.django_db
_NAMES = (
    "order_number,destination_country,buyer_name,address_lines,city,destination_postal_code,"
    "contents,sku,quantity,unit_value,currency,unit_weight_g\n"
)
_STREET = "Hauptstraße 5"


def order(number, price="12", weight="300", sku="MUG-1", currency="EUR", street=_STREET):
    goods = f"ceramic mug,{sku},1,{price},{currency},{weight}"
    return f'{number},DE,Anna Schmidt,"{street}",Berlin,10115,{goods}\n'


def checked(member, shop, *orders):
    member.post("/checks/", {"shop": shop.pk, "pasted": _NAMES + "".join(orders)})
    rows = OrderDraft.objects.for_tenant(shop.tenant).filter(shop=shop)
    return rows.order_by("-pk").first()


def found(row, check):
    return [
        (each["code"], each["figures"])
        for each in row.findings
        if each["check"] == check and each["severity"] == "warn"
    ]


@pytest.fixture
def sold(member, shop):
    """Three earlier orders of one mug."""
    checked(member, shop, order("A1", "12", "300"), order("A2", "14.50", "310"))
    checked(member, shop, order("A3", "11", "290"))


@pytest.mark.usefixtures("sold")
def test_a_price_in_cents_is_held_against_what_the_goods_sold_for(member, shop):
    row = checked(member, shop, order("B1", "1200"))
    figures = {"price": "1200.00 EUR", "sku": "MUG-1", "low": "11", "high": "14.50"}
    assert found(row, "customs_value") == [("price_unusual", figures)]
    text = member.get(f"/checks/{row.pk}/").content.decode()
    assert "1200.00 EUR a piece is far from what MUG-1 sold for before, 11 to 14.50." in text


@pytest.mark.usefixtures("sold")
def test_a_weight_in_kilograms_is_held_against_what_the_goods_weighed(member, shop):
    row = checked(member, shop, order("B1", weight="3000"))
    figures = {"weight": "3000", "sku": "MUG-1", "low": "290", "high": "310"}
    assert found(row, "customs_weight") == [("weight_unusual", figures)]


@pytest.mark.usefixtures("sold")
def test_what_sold_in_another_currency_or_as_other_goods_says_nothing(member, shop):
    for one in (order("B1", "1200", currency="USD"), order("B2", "1200", sku="VASE-9")):
        assert found(checked(member, shop, one), "customs_value") == []


def test_two_earlier_sales_are_not_enough(member, shop):
    checked(member, shop, order("A1"), order("A2"))
    assert found(checked(member, shop, order("B1", "1200")), "customs_value") == []


@pytest.mark.usefixtures("sold")
def test_a_doubtful_price_is_no_witness_until_somebody_lets_it_ship(member, shop):
    doubtful = checked(member, shop, order("B1", "1200"))
    assert found(checked(member, shop, order("B2", "1150")), "customs_value")
    member.post(f"/checks/{doubtful.pk}/release/", {"why": "A set of a hundred."})
    assert found(checked(member, shop, order("B3", "1150")), "customs_value") == []


@pytest.mark.usefixtures("sold")
def test_an_order_is_not_held_against_its_own_earlier_form(member, shop):
    row = checked(member, shop, order("A3", "1200"))
    row = OrderDraft.objects.for_tenant(shop.tenant).get(order_number="A3")
    assert found(row, "customs_value") == []  # two others are not enough


@pytest.mark.usefixtures("sold")
def test_another_shop_has_its_own_past(member, shop, tenant):
    other = Shop.objects.for_tenant(tenant).create(name="Second", timezone="UTC")
    assert found(checked(member, other, order("B1", "1200")), "customs_value") == []


@pytest.mark.usefixtures("sold")
def test_no_more_orders_are_opened_than_the_limit(member, shop, monkeypatch):
    monkeypatch.setattr(past_goods, "_MOST_ORDERS", 2)
    assert found(checked(member, shop, order("B1", "1200")), "customs_value") == []


def parcels(shop, outcomes, street=_STREET):
    for at, outcome in enumerate(outcomes):
        Parcel.objects.for_tenant(shop.tenant).create(
            shop=shop, tracking_number=f"RX{street[-1]}{at}", carrier="china-post",
            destination_country="DE", outcome=outcome, created_at=clock.now(),
            personal={"buyer_name": "Anna", "address_lines": street, "city": "Berlin",
                      "destination_postal_code": "10115"},
        )  # fmt: skip


def test_losses_at_an_address_are_told_with_all_parcels_that_went_there(member, shop):
    parcels(shop, ["DECLARED_LOST", "", "DELIVERED", "REPORTED_NOT_RECEIVED"])
    parcels(shop, ["DELIVERED", "DELIVERED"], street="Hauptstraße 6")
    row = checked(member, shop, order("B1"))
    figures = {"lost": "2", "parcels": "4"}
    assert found(row, "lost_address") == [("lost_here_before", figures)]
    text = member.get(f"/checks/{row.pk}/").content.decode()
    assert "2 of 4 earlier parcels to this address were lost or not received." in text


def test_two_losses_among_many_parcels_say_nothing_of_an_address(member, shop):
    parcels(shop, ["DECLARED_LOST", "DECLARED_LOST", *["DELIVERED"] * 5])
    assert found(checked(member, shop, order("B1")), "lost_address") == []


def test_losses_older_than_the_parcels_counted_are_not_counted_either(member, shop, monkeypatch):
    parcels(shop, ["DECLARED_LOST", "DECLARED_LOST", *["DELIVERED"] * 5])
    monkeypatch.setattr(past_module, "_MOST_TO_COUNTRIES", 5)
    assert found(checked(member, shop, order("B1")), "lost_address") == []


def test_the_past_of_many_orders_takes_no_more_queries_than_that_of_one(member, shop):
    parcels(shop, ["DECLARED_LOST", "DECLARED_LOST"])
    checked(member, shop, *(order(f"A{at}") for at in range(5)))
    drafts = [
        read.draft
        for row in OrderDraft.objects.for_tenant(shop.tenant)
        for read in past_goods.drafts_from_rows(row.rows)
    ]
    counts = []
    for some in (drafts[:1], drafts):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            past_module.past_of(shop, some)
        counts.append(len(queries))
    assert counts == [3, 3]
