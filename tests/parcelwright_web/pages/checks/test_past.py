"""What the shop's own past says of an order, as its page shows it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parcelwright_web import clock
from parcelwright_web.actions import past as past_module
from parcelwright_web.actions import past_goods
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

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
    assert counts == [4, 4]


@pytest.fixture
def sent(shop):
    """Five earlier parcels with a mug each, of which no order was checked."""
    for at, (value, weight) in enumerate([(11, 410), (12, 420), (14, 450), (12, 430), (13, 440)]):
        Parcel.objects.for_tenant(shop.tenant).create(
            shop=shop, tracking_number=f"RM{at}", carrier="china-post", order_key=f"x{at}",
            destination_country="DE", created_at=clock.now(), currency="EUR", value=value,
            facts={"contents": "Ceramic  MUG", "weight_g": str(weight)},
        )  # fmt: skip


def packed(number="B1", price="12", weight="430", quantity=1):
    names = "order_number,destination_country,contents,quantity,unit_value,currency,weight_g\n"
    return f"{names}{number},DE,ceramic mug,{quantity},{price},EUR,{weight}\n"


def checked_packed(member, shop, text):
    member.post("/checks/", {"shop": shop.pk, "pasted": text})
    return OrderDraft.objects.for_tenant(shop.tenant).order_by("-pk").first()


@pytest.mark.usefixtures("sent")
def test_a_parcel_is_held_against_earlier_parcels_with_the_same_goods(member, shop):
    row = checked_packed(member, shop, packed(price="1200", weight="4300"))
    goods = {"goods": "ceramic mug"}
    assert found(row, "customs_value") == [
        ("value_unlike_parcels", goods | {"value": "1200.00 EUR", "low": "11", "high": "14"})
    ]
    assert found(row, "customs_weight") == [
        ("weight_unlike_parcels", goods | {"weight": "4300", "low": "410", "high": "450"})
    ]
    text = member.get(f"/checks/{row.pk}/").content.decode()
    assert "far from what earlier parcels with ceramic mug weighed, 410 to 450 g." in text


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("usual", [packed(), packed(price="1200", weight="43000", quantity=100)])
def test_usual_figures_and_another_number_of_pieces_are_not_doubted(member, shop, usual):
    row = checked_packed(member, shop, usual)
    assert found(row, "customs_value") == []
    assert found(row, "customs_weight") == []


@pytest.mark.usefixtures("sent")
def test_parcels_of_the_order_itself_are_no_past(member, shop):
    Parcel.objects.for_tenant(shop.tenant).exclude(order_key__in=["x0", "x1"]).update(
        order_key="b1"
    )
    assert found(checked_packed(member, shop, packed(price="1200")), "customs_value") == []


def told_of(shop, number, milestones, outcome=""):
    """A parcel to one buyer, and what was told of it."""
    row = Parcel.objects.for_tenant(shop.tenant).create(
        shop=shop, tracking_number=number, carrier="china-post", origin_country="CN",
        destination_country="DE", outcome=outcome, created_at=clock.now(),
        personal={"buyer_name": "Anna", "buyer_email": "anna@buyer.example"},
    )  # fmt: skip
    for place, milestone in enumerate(milestones):
        TrackingEventRow.objects.for_tenant(shop.tenant).create(
            parcel=row, digest=f"{number}{place}", received_at=clock.now(), milestone=milestone,
            source="seller", tracking_number=number,
        )  # fmt: skip


def of_buyer(member, shop):
    pasted = "order_number,destination_country,buyer_email\nB1,DE,anna@buyer.example\n"
    member.post("/checks/", {"shop": shop.pk, "pasted": pasted})
    row = OrderDraft.objects.for_tenant(shop.tenant).get(order_number="B1")
    return found(row, "buyer_history")


def test_a_buyer_who_reported_parcels_as_not_received_is_told_of(member, shop):
    told_of(shop, "RA1", ["DELIVERED", "REPORTED_NOT_RECEIVED"])
    told_of(shop, "RA2", ["REPORTED_NOT_RECEIVED"], "DECLARED_LOST")
    told_of(shop, "RA3", ["DELIVERED"], "DELIVERED")
    figures = {"reported": "2", "parcels": "3"}
    assert of_buyer(member, shop) == [("not_received_before", figures)]


def test_reports_that_were_early_or_taken_back_count_for_nothing(member, shop):
    told_of(shop, "RA1", ["DELIVERED", "REPORTED_NOT_RECEIVED"])
    told_of(shop, "RA2", ["DELIVERED", "REPORTED_NOT_RECEIVED"], "REPORTED_RECEIVED")
    told_of(shop, "RA3", ["REPORTED_NOT_RECEIVED", "DELIVERED"], "DELIVERED")
    told_of(shop, "RA4", ["REPORTED_NOT_RECEIVED"])
    assert of_buyer(member, shop) == []


def test_a_parcel_that_was_refused_and_is_still_on_its_way_back_counts_as_refused(member, shop):
    told_of(shop, "RA1", ["REFUSED"])
    told_of(shop, "RA2", ["UNCLAIMED", "RETURNING"])
    assert of_buyer(member, shop) == [("refused_before", {"refused": "2", "parcels": "2"})]


def test_parcels_that_buyers_reported_missing_count_at_their_address(member, shop):
    parcels(shop, ["", "", "DELIVERED", "DELIVERED", ""])
    rows = list(Parcel.objects.for_tenant(shop.tenant).order_by("pk"))
    for row in rows[:4]:
        for milestone in ("DELIVERED", "REPORTED_NOT_RECEIVED"):
            TrackingEventRow.objects.for_tenant(shop.tenant).create(
                parcel=row, digest=milestone, received_at=clock.now(), milestone=milestone,
                source="seller", tracking_number=row.tracking_number,
            )  # fmt: skip
    # The first two were reported after the delivery, the next two before it.
    figures = {"lost": "2", "parcels": "5"}
    assert found(checked(member, shop, order("B1")), "lost_address") == [
        ("lost_here_before", figures)
    ]
