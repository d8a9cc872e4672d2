"""Shops on a real socket are read page by page, and nothing is recorded twice."""

from __future__ import annotations

import importlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from doubles._server import Mode, State, serving
from parcelwright import sources
from parcelwright.watch.order_reading import EVERY, OVERLAP
from parcelwright_web import clock
from parcelwright_web.actions import shop_answers, shop_orders, statements
from parcelwright_web.actions.connections import connect
from parcelwright_web.actions.recording import record
from parcelwright_web.actions.watching import AccessError, check_access, set_access, stop_asking
from parcelwright_web.gateways import http
from parcelwright_web.jobs import orders
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.models.parcels import Order, Parcel

SHOPIFY = importlib.import_module("shops.shopify")
WOOCOMMERCE = importlib.import_module("shops.woocommerce")
START = datetime(2026, 5, 20, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


class Clock:
    """The time, which the test moves."""

    def __init__(self):
        self.time = START

    def __call__(self):
        return self.time


@pytest.fixture
def time(monkeypatch):
    found = Clock()
    monkeypatch.setattr(clock, "now", found)
    limits = http.Limits(private_hosts=frozenset({"127.0.0.1"}), seconds=5)
    monkeypatch.setattr(http, "limits", lambda: limits)
    return found


@pytest.fixture(params=[SHOPIFY, WOOCOMMERCE], ids=lambda double: double.SLUG)
def server(request):
    with serving(request.param) as running:
        running.state = State()
        yield running


@pytest.fixture
def shopify():
    with serving(SHOPIFY) as running:
        yield running


def connected(shop, server, **values):
    connection = connect(shop, server.double.SLUG, "", START)
    set_access(connection, server.double.ACCESS | values, START, base_url=server.url)
    return connection


def fresh(connection):
    return SourceConnection.across_tenants.get(pk=connection.pk)


def work(time, rounds=1, pause=timedelta(seconds=3)):
    """Run the job some times; return how many shops were asked."""
    asked = 0
    for _ in range(rounds):
        asked += orders.run(time.time)
        time.time += pause
    return asked


def read_all(time):
    for _ in range(20):
        if not work(time):
            return
    raise AssertionError("reading does not end")


def told(tenant):
    rows = Order.objects.for_tenant(tenant).order_by("number_key")
    words = {
        row.number_key: {k: v for k, v in row.facts.items() if k not in {"received_at", "digest"}}
        for row in rows
    }
    parcels = Parcel.objects.for_tenant(tenant).order_by("tracking_number")
    columns = ("tracking_number", "serial", "carrier", "order_number", "destination_country")
    return words, list(parcels.values_list(*columns))


def test_all_orders_and_parcels_of_a_shop_are_read_page_by_page(time, tenant, shop, server):
    connection = connected(shop, server)
    read_all(time)
    double = server.double
    assert Order.objects.for_tenant(tenant).count() == double.ORDERS
    assert Parcel.objects.for_tenant(tenant).count() == double.PARCELS
    row = fresh(connection)
    assert (row.last_answer_ok, row.held_until, row.check_due_at) == (True, None, None)
    assert row.last_answer.startswith("Changed orders: ")
    assert row.calls_made == len(server.state.requests)


def test_a_parcel_learns_from_its_order_where_it_goes(time, tenant, shop, server):
    connected(shop, server)
    read_all(time)
    parcel = Parcel.objects.for_tenant(tenant).get(tracking_number="UG000000003YP")
    assert (parcel.carrier, parcel.destination_country) == ("yanwen", "DE")
    assert parcel.order_number.lstrip("#") == "1003"
    assert parcel.personal["buyer_name"] == "Erika Muster"
    assert parcel.facts["handed_over_at"].startswith("2026-05-01")


def test_reading_again_from_the_start_changes_nothing(time, tenant, shop, server):
    connection = connected(shop, server)
    read_all(time)
    before = told(tenant)
    SourceConnection.across_tenants.filter(pk=connection.pk).update(cursor={})
    time.time += EVERY
    read_all(time)
    assert told(tenant) == before


def test_the_next_reading_asks_only_from_a_little_before_the_last_change(time, shop, server):
    connection = connected(shop, server)
    read_all(time)
    changed = max(server.double.updated_at(n) for n in range(server.double.ORDERS))
    since = datetime.fromisoformat(fresh(connection).cursor["since"])
    assert since == datetime.fromisoformat(changed) - OVERLAP
    asked = len(server.state.requests)
    assert work(time) == 0
    time.time += EVERY
    assert work(time) == 1
    assert len(server.state.requests) == asked + 1


def test_a_page_that_comes_slowly_does_not_lose_the_place(time, tenant, shop, shopify):
    connection = connected(shop, shopify)
    work(time, rounds=2)
    before = fresh(connection).cursor
    assert before["page"]
    shopify.state.mode = Mode.THROTTLED
    work(time)
    row = fresh(connection)
    assert row.cursor == before
    assert row.quiet_until == time.time - timedelta(seconds=3) + timedelta(seconds=30)
    assert row.last_answer_ok is False
    shopify.state.mode = Mode.WELL
    assert work(time) == 0
    time.time += timedelta(seconds=30)
    read_all(time)
    assert Order.objects.for_tenant(tenant).count() == SHOPIFY.ORDERS


@pytest.mark.parametrize("mode", [Mode.BROKEN, Mode.PAGE, Mode.CUT])
def test_a_shop_in_trouble_is_left_alone_longer_each_time(time, shop, shopify, mode):
    connection = connected(shop, shopify)
    shopify.state.mode = mode
    waits = []
    for _ in range(3):
        assert work(time, pause=timedelta(0)) == 1
        row = fresh(connection)
        waits.append(row.quiet_until - time.time)
        time.time = row.quiet_until
    assert waits[1:] == [waits[0] * 2, waits[0] * 4]
    assert row.failing_since == START
    assert row.troubles == 3


def test_a_shop_that_refuses_our_key_is_looked_at_again_after_a_day(time, tenant, shop, server):
    connection = connected(shop, server, **{next(iter(server.double.ACCESS)): "wrong"})
    work(time, rounds=3)
    row = fresh(connection)
    assert len(server.state.requests) == 1
    assert (row.access_refused_at, row.last_answer_ok) == (START, False)
    assert row.check_due_at == START + timedelta(days=1)
    time.time += timedelta(days=1)
    work(time)
    assert len(server.state.requests) == 2
    set_access(row, server.double.ACCESS, time.time, base_url=server.url)
    read_all(time)
    assert fresh(connection).access_refused_at is None
    assert Order.objects.for_tenant(tenant).count() == server.double.ORDERS


def test_a_new_key_is_tried_before_orders_are_read(time, shop, shopify):
    connection = connected(shop, shopify)
    work(time)
    row = fresh(connection)
    assert row.last_answer == "It answers, and takes our credentials."
    assert (row.cursor, row.check_due_at) == ({}, None)


def test_a_check_that_somebody_asks_for_meanwhile_is_not_forgotten(time, shop, shopify):
    connection = connected(shop, shopify)
    [errand] = shop_orders.claim(time.time)
    later = time.time + timedelta(seconds=1)
    check_access(connection, later)
    answer = http.carry(errand.call, http.limits())
    shop_answers.settle(errand, answer, later)
    assert fresh(connection).check_due_at == later


def test_two_workers_do_not_ask_the_same_shop(time, shop, shopify):
    connected(shop, shopify)
    assert len(shop_orders.claim(time.time)) == 1
    assert shop_orders.claim(time.time) == []
    assert len(shop_orders.claim(time.time + shop_orders.LEASE * 2)) == 1


def test_an_answer_after_its_hold_ended_is_dropped(time, tenant, shop, shopify):
    connected(shop, shopify)
    work(time)
    [late] = shop_orders.claim(time.time)
    shop_orders.claim(time.time + shop_orders.LEASE * 2)
    answer = http.carry(late.call, http.limits())
    shop_answers.settle(late, answer, time.time)
    assert Order.objects.for_tenant(tenant).count() == 0


def test_a_shop_that_only_posts_is_not_asked(time, shop, shopify):
    connect(shop, SHOPIFY.SLUG, "hush", START)
    assert work(time, rounds=2) == 0
    connection = connected(shop, shopify)
    stop_asking(connection, time.time)
    assert work(time, rounds=2) == 0
    assert shopify.state.requests == []


def test_no_more_calls_are_made_than_the_seller_allows_a_day(time, shop, shopify):
    connection = connect(shop, SHOPIFY.SLUG, "", START)
    set_access(connection, SHOPIFY.ACCESS, START, base_url=shopify.url, calls_per_day=2)
    work(time, rounds=5)
    assert len(shopify.state.requests) == 2
    time.time += timedelta(days=1)
    work(time, rounds=5)
    assert len(shopify.state.requests) == 4


def test_a_shop_that_tells_the_same_page_again_rests(time, tenant, shop, shopify):
    connection = connected(shop, shopify)
    work(time, rounds=2)
    cursor = fresh(connection).cursor
    # The double tells where the second page ends: at forty.
    SourceConnection.across_tenants.filter(pk=connection.pk).update(cursor=cursor | {"page": "40"})
    errand_page = shop_orders.claim(time.time)[0]
    stuck = errand_page.source.order_call(
        errand_page.place.since,
        "20",
        shop_orders.Access(base_url=shopify.url, values=SHOPIFY.ACCESS),
    )
    answer = http.carry(stuck, http.limits())
    shop_answers.settle(errand_page, answer, time.time)
    row = fresh(connection)
    assert row.last_answer == "It tells the same orders again and again"
    assert row.quiet_until > time.time
    assert (row.cursor["since"], row.cursor["page"]) == (cursor["since"], "")


def test_an_answer_that_breaks_our_code_lets_the_shop_rest(time, shop, shopify, monkeypatch):
    connection = connected(shop, shopify)

    def broken(*_):
        raise ValueError("a defect")

    monkeypatch.setattr(shop_answers, "settle", broken)
    assert work(time) == 1
    row = fresh(connection)
    assert row.quiet_until == START + timedelta(minutes=15)
    assert row.last_answer.startswith("Its answer could not be worked with")
    assert work(time, rounds=3) == 0


def test_another_address_is_another_shop_that_is_read_from_the_start(time, shop, shopify):
    connection = connected(shop, shopify)
    read_all(time)
    cursor = fresh(connection).cursor
    set_access(connection, SHOPIFY.ACCESS, time.time, base_url=f"{shopify.url}/")
    assert fresh(connection).cursor == cursor
    set_access(connection, SHOPIFY.ACCESS, time.time, base_url="https://another.example")
    assert fresh(connection).cursor == {}


def test_a_post_about_a_parcel_that_was_read_makes_no_second_one(time, tenant, shop, shopify):
    connected(shop, shopify)
    read_all(time)
    before = Parcel.objects.for_tenant(tenant).count()
    fulfillment = {
        "id": 1, "order_id": 5003, "status": "success", "name": "#1003.1",
        "created_at": "2026-05-01T11:30:00+02:00", "tracking_company": "Yanwen",
        "tracking_numbers": ["UG000000003YP"],
    }  # fmt: skip
    parsed = sources.by_slug("shopify").parse(json.dumps(fulfillment).encode(), time.time)
    told_by_post, _ = statements.told(
        parsed, shop_id=shop.pk, received_at=time.time, digest="0" * 64
    )
    with transaction.atomic():
        record(tenant.pk, [told_by_post], time.time)
    assert Parcel.objects.for_tenant(tenant).count() == before
    parcel = Parcel.objects.for_tenant(tenant).get(tracking_number="UG000000003YP")
    assert (parcel.order_number, parcel.event_count) == ("#1003", 1)


def test_a_shop_needs_its_own_address(shop):
    connection = connect(shop, SHOPIFY.SLUG, "", START)
    with pytest.raises(AccessError, match="address of the server is missing"):
        set_access(connection, SHOPIFY.ACCESS, START)
