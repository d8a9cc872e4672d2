from datetime import timedelta

import pytest
from stock import NOW, case, parcel

from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.parcels import ParcelNumber
from parcelwright_web.pages.parcel_filters import MOST_NUMBERS, numbers_of

pytestmark = pytest.mark.django_db


def shown(answer):
    return [row.parcel.tracking_number for row in answer.context["rows"]]


@pytest.fixture
def four(shop):
    parcel(shop, "RA1", standing="PRESUMED_LOST", silent_days=60, chance_arrives=0.08)
    parcel(shop, "RA2", standing="LATE", silent_days=20, chance_arrives=0.8, carrier="4px")
    parcel(shop, "RA3", outcome="DELIVERED", stage="closed", destination_country="US")
    parcel(shop, "RA4", standing="ON_TIME", silent_days=2, unknown_count=2, stage="customs")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["RA1", "RA2", "RA4", "RA3"]),
        ("view=open", ["RA1", "RA2", "RA4"]),
        ("view=closed", ["RA3"]),
        ("view=lost", ["RA1"]),
        ("view=unknown", ["RA4"]),
        ("carrier=4px", ["RA2"]),
        ("to=US", ["RA3"]),
        ("stage=customs", ["RA4"]),
        ("q=ra2", ["RA2"]),
        ("view=open&sort=number", ["RA1", "RA2", "RA4"]),
        ("view=open&sort=chance", ["RA1", "RA2", "RA4"]),
        ("view=nonsense&sort=nonsense&shop=x", ["RA1", "RA2", "RA4", "RA3"]),
        ("numbers=RA4%2C+ra1", ["RA1", "RA4"]),
    ],
)
def test_views_and_filters_list_exactly_these(member, four, query, expected):
    assert shown(member.get(f"/parcels/?{query}")) == expected


def test_the_counts_of_the_views_follow_the_filters(member, four):
    tabs = member.get("/parcels/?carrier=china-post").context["tabs"]
    assert {str(tab.label): tab.count for tab in tabs} == {
        "All": 3, "Open": 2, "Late": 0, "Stalled": 0, "Presumed lost": 1, "Closed": 1,
        "Unknown codes": 1,
    }  # fmt: skip


def test_a_chance_is_shown_with_its_range_and_its_parcels(member, shop):
    parcel(
        shop, standing="STALLED", chance_arrives=0.08, chance_low=0.05, chance_high=0.12,
        journeys=2140, silent_days=31,
    )  # fmt: skip
    page = member.get("/parcels/").content.decode()
    assert "<b>8 in 100</b> <small>(5 to 12)</small>" in page
    assert "2,140 parcels" in page


def test_a_parcel_nobody_assessed_yet_is_called_so(member, shop):
    parcel(shop, assessed_at=None, last_scan_at=NOW)
    assert "Not assessed yet" in member.get("/parcels/").content.decode()


def test_a_parcel_without_a_scan_is_said_to_have_none(member, shop):
    parcel(shop, assessed_at=None)
    assert "No scan known" in member.get("/parcels/").content.decode()


def test_pasted_numbers_that_are_not_here_are_named(member, four):
    answer = member.get("/parcels/", {"numbers": "RA1\nZZ999\tRA2"})
    assert shown(answer) == ["RA1", "RA2"]
    assert answer.context["missing"] == ["ZZ999"]


def test_further_numbers_find_their_parcel(member, shop, tenant):
    row = parcel(shop, "RA1", last_mile_number="420906E15")
    ParcelNumber.objects.for_tenant(tenant).create(parcel=row, number="WB000012345")
    assert shown(member.get("/parcels/?numbers=WB000012345+420906E15")) == ["RA1"]
    assert member.get("/parcels/?numbers=WB000012345").context["missing"] == []


def test_numbers_beyond_the_limit_are_said_to_be_left_out(member):
    text = " ".join(f"RA{at:09d}CN" for at in range(MOST_NUMBERS + 3))
    filters = member.get("/parcels/", {"numbers": text}).context["filters"]
    assert (len(filters.numbers), filters.left_out) == (MOST_NUMBERS, 3)


def test_any_separator_parts_numbers():
    assert numbers_of("a1;A1|b2\r\nc3\u3001d4") == ("A1", "B2", "C3", "D4")


def test_a_buyer_is_found_by_mail_address_and_never_by_a_part_of_it(member, shop):
    parcel(shop, "RA1", personal={"buyer_email": "Ana@Example.com"})
    assert shown(member.get("/parcels/?q=ana@example.com")) == ["RA1"]
    assert shown(member.get("/parcels/?q=ana@example")) == []


def test_an_order_is_found_with_or_without_its_hash(member, shop):
    parcel(shop, "RA1", order_number="#1042", order_key="1042")
    assert shown(member.get("/parcels/", {"q": "#1042"})) == ["RA1"]
    assert shown(member.get("/parcels/?q=1042")) == ["RA1"]


def test_the_export_holds_the_view_with_cases(member, four, shop):
    case(parcel(shop, "RA5", standing="PRESUMED_LOST", order_number="+4930"), number=3)
    answer = member.get("/parcels/export.csv?view=lost&sort=number")
    rows = answer.getvalue().decode("utf-8-sig").splitlines()
    assert rows[0].startswith("tracking_number,carrier,service,origin_country")
    assert [row.partition(",")[0] for row in rows[1:]] == ["RA1", "RA5"]
    assert rows[2].endswith(",PW-3")
    assert ",'+4930," in rows[2]


def test_fifty_rows_make_a_page_and_queries_do_not_grow(
    member, shop, django_assert_max_num_queries
):
    for at in range(120):
        parcel(shop, f"RA{at:09d}CN", last_scan_at=NOW - timedelta(days=at))
    with django_assert_max_num_queries(15):
        answer = member.get("/parcels/?page=2&carrier=china-post")
    assert (len(shown(answer)), answer.context["page"].number) == (50, 2)
    assert "page=3&amp;carrier=china-post" in answer.content.decode()


def test_nobody_lists_or_exports_the_parcels_of_others(member, other_tenant):
    theirs = Shop.objects.for_tenant(other_tenant).create(name="Theirs")
    row = parcel(theirs, "SECRET123")
    for address in ("/parcels/", "/parcels/export.csv", "/parcels/?numbers=SECRET123"):
        assert f"/parcels/{row.pk}/" not in member.get(address).getvalue().decode()
    assert "SECRET123" not in member.get("/parcels/export.csv").getvalue().decode()


def test_an_empty_list_and_an_empty_filter_read_differently(member, four):
    assert "No parcels fit" in member.get("/parcels/?view=stalled").content.decode()


def test_no_parcels_at_all_lead_to_the_ways_in(member):
    assert 'href="/start/"' in member.get("/parcels/").content.decode()
