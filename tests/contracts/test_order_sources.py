"""Every shop whose orders are read keeps the same promises, against a double."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doubles._server import NOW, RETRY_AFTER_S, Mode, State, ask
from parcelwright import sources
from parcelwright.asking.calls import Access, Answer, Purpose
from parcelwright.asking.replies import TroubleKind
from parcelwright.interchange.cellreader import CellReader
from parcelwright.interchange.columns import COLUMNS, Kind
from parcelwright.interchange.grouping import group_orders
from parcelwright.interchange.orders import order_of
from parcelwright.interchange.parcels import parcel_from_row
from parcelwright.interchange.tables import Row
from parcelwright.money import Money

SHOPS = {slug: importlib.import_module(f"shops.{slug}") for slug in sources.order_slugs()}
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
BASE = "https://shop.example/path"
every_shop = pytest.mark.parametrize("slug", sources.order_slugs())


class Sitting:
    """A shop that is asked for its orders."""

    def __init__(self, slug):
        self.source, self.double, self.state = sources.orders_by_slug(slug), SHOPS[slug], State()
        self.access = Access(base_url=BASE, values=self.double.ACCESS)

    def send(self, call):
        path = call.url.removeprefix(BASE)
        assert path != call.url, "a call goes to the address that was entered"
        answer = ask(self.double, replace(call, url=f"https://shop.example{path}"), self.state)
        return self.source.read_orders(call, answer)

    def page(self, since=LONG_AGO, cursor=""):
        return self.send(self.source.order_call(since, cursor, self.access))

    def pages(self, since=LONG_AGO):
        found = [self.page(since)]
        while found[-1].cursor:
            assert len(found) < 10, "the pages do not end"
            found.append(self.page(since, found[-1].cursor))
        return found


def orders_of(pages):
    rows = [row for page in pages for row in page.orders]
    return group_orders(
        order_of(CellReader(row=Row(0, row), mapping={name: (name,) for name in row}))
        for row in rows
    )


def parcels_of(pages):
    return [parcel_from_row(row) for page in pages for row in page.parcels]


@every_shop
def test_its_terms_say_that_each_seller_has_an_address(slug):
    terms = sources.orders_by_slug(slug).TERMS
    assert terms.base_url == ""
    assert terms.credentials
    assert all(each.is_secret for each in terms.credentials)


@every_shop
def test_all_orders_and_parcels_are_told_page_by_page(slug):
    sitting = Sitting(slug)
    pages = sitting.pages()
    assert len(pages) > 2
    assert [page.trouble for page in pages] == [None] * len(pages)
    assert len(orders_of(pages)) == sitting.double.ORDERS
    numbers = {parcel.tracking_number for parcel, _ in parcels_of(pages)}
    assert len(numbers) == sitting.double.PARCELS
    assert [page.problems for page in pages] == [()] * len(pages)


@every_shop
def test_rows_stand_under_our_own_columns_and_are_read_without_trouble(slug):
    [page, *_] = Sitting(slug).pages()
    for kind, rows in ((Kind.ORDERS, page.orders), (Kind.PARCELS, page.parcels)):
        assert {name for row in rows for name in row} <= set(COLUMNS[kind])
        assert all(all(row.values()) for row in rows)
    assert [problems for _, problems in parcels_of([page]) if problems] == []


@every_shop
def test_an_order_is_told_with_its_goods_buyer_and_total(slug):
    [order] = [one for one in orders_of(Sitting(slug).pages()) if one.order_number[-4:] == "1001"]
    assert order.value == Money.of("25.90", "EUR")
    assert [(line.contents, line.sku, line.quantity) for line in order.lines] == [
        ("Lamp", "L-1", "2"),
        ("Bulb", "", "1"),
    ]
    assert order.buyer.name == "Erika Muster"
    assert order.buyer.email == "buyer@example.com"
    assert order.buyer.phone == "+49 30 000000"
    assert order.buyer.address_lines == ("Hauptstr. 1", "c/o Nord")
    assert order.lane.destination_country == "DE"
    assert order.lane.destination_postal_code == "10115"
    assert order.service == "Standard"
    assert order.ordered_at.isoformat() == "2026-04-30T12:00:00+00:00"
    assert order.handed_over_at.day.isoformat() == "2026-05-01"


@every_shop
def test_an_order_in_two_parcels_names_both(slug):
    found = [
        (parcel.tracking_number, parcel.carrier)
        for parcel, _ in parcels_of(Sitting(slug).pages())
        if parcel.order_number[-4:] == "1001"
    ]
    assert sorted(set(found)) == [("9400100000000000000001", "usps"), ("UG000000001YP", "yanwen")]


@every_shop
def test_only_orders_changed_since_are_told(slug):
    sitting = Sitting(slug)
    last = sitting.double.updated_at(sitting.double.ORDERS - 1)
    pages = sitting.pages(datetime.fromisoformat(last))
    told = {order.order_number.lstrip("#") for order in orders_of(pages)}
    changed = [n for n in range(sitting.double.ORDERS) if sitting.double.updated_at(n) >= last]
    assert told == {str(1000 + n) for n in changed}
    assert 1 <= len(told) < sitting.double.ORDERS


@every_shop
def test_the_last_change_of_a_page_is_told(slug):
    sitting = Sitting(slug)
    changes = [sitting.double.updated_at(n) for n in range(sitting.double.ORDERS)]
    pages = sitting.pages()
    assert max(page.changed_until for page in pages) == datetime.fromisoformat(max(changes))


@every_shop
def test_nothing_changed_is_an_empty_last_page(slug):
    page = Sitting(slug).page(NOW)
    assert (page.orders, page.parcels, page.cursor, page.trouble) == ((), (), "", None)
    assert page.changed_until is None


@every_shop
def test_good_credentials_pass_the_check(slug):
    sitting = Sitting(slug)
    call = sitting.source.check_call(sitting.access)
    assert call.purpose is Purpose.CHECK
    read = sitting.send(call)
    assert (read.trouble, read.orders, read.problems) == (None, (), ())


@every_shop
def test_each_wrong_secret_is_bad_access(slug):
    for name in SHOPS[slug].ACCESS:
        sitting = Sitting(slug)
        values = {**sitting.double.ACCESS, name: "wrong" * 8}
        sitting.access = replace(sitting.access, values=values)
        check = sitting.source.check_call(sitting.access)
        for read in (sitting.page(), sitting.send(check)):
            assert read.trouble.kind is TroubleKind.BAD_ACCESS
            assert read.orders == ()


@every_shop
@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        (Mode.THROTTLED, TroubleKind.THROTTLED),
        (Mode.BROKEN, TroubleKind.DOWN),
        (Mode.PAGE, TroubleKind.NONSENSE),
        (Mode.EMPTY, TroubleKind.NONSENSE),
        (Mode.HALF, TroubleKind.NONSENSE),
    ],
    ids=lambda value: value.name.lower(),
)
def test_misbehavior_is_a_trouble_and_tells_no_order(slug, mode, kind):
    sitting = Sitting(slug)
    sitting.state.mode = mode
    for read in (sitting.page(), sitting.send(sitting.source.check_call(sitting.access))):
        assert read.trouble.kind is kind
        assert (read.orders, read.parcels, read.cursor) == ((), (), "")
        expected = timedelta(seconds=RETRY_AFTER_S) if mode is Mode.THROTTLED else None
        assert read.trouble.wait == expected


@every_shop
def test_no_secret_and_no_buyer_shows_in_what_may_be_logged(slug):
    sitting = Sitting(slug)
    call = sitting.source.order_call(LONG_AGO, "", sitting.access)
    shown = repr([call, sitting.access, sitting.send(call)])
    assert [value for value in sitting.double.ACCESS.values() if value in shown] == []
    assert "Muster" not in shown


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@every_shop
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_value_in_any_place_never_raises(slug, data):
    value = SHOPS[slug].order(1)
    node = value
    while isinstance(node, (dict, list)) and node:
        names = sorted(node) if isinstance(node, dict) else range(len(node))
        key = data.draw(st.sampled_from(names))
        if data.draw(st.booleans()) or not isinstance(node[key], (dict, list)):
            node[key] = data.draw(ANYTHING)
            break
        node = node[key]
    orders = {"orders": {"pageInfo": {"hasNextPage": False}, "nodes": [value]}}
    body = json.dumps([value] if slug == "woocommerce" else {"data": orders}).encode()
    source = sources.orders_by_slug(slug)
    call = source.order_call(LONG_AGO, "", Access(base_url=BASE))
    read = source.read_orders(call, Answer(status=200, received_at=NOW, body=body))
    assert read.trouble is None or read.orders == ()
    for row in (*read.orders, *read.parcels):
        assert all(isinstance(cell, str) for cell in row.values())


@every_shop
@settings(max_examples=40, deadline=None)
@given(body=st.binary(max_size=60))
def test_any_bytes_never_raise(slug, body):
    source = sources.orders_by_slug(slug)
    call = source.order_call(LONG_AGO, "", Access(base_url=BASE))
    read = source.read_orders(call, Answer(status=200, received_at=NOW, body=body))
    assert read.orders == ()
