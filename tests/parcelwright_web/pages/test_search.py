import pytest
from stock import case, parcel

from parcelwright_web.models.accounts import Shop

pytestmark = pytest.mark.django_db


def target(member, text):
    answer = member.get("/search/", {"q": text})
    assert answer.status_code == 302
    return answer.headers["Location"]


@pytest.mark.parametrize(
    "text", ["RA1234567CN", " ra 1234567 cn ", "#1042", "1042", "ana@example.com", "Last0001Mile"]
)
def test_one_exact_hit_opens_it(member, shop, text):
    row = parcel(
        shop, "RA1234567CN", order_number="#1042", order_key="1042",
        last_mile_number="LAST0001MILE", personal={"buyer_email": "Ana@example.com"},
    )  # fmt: skip
    parcel(shop, "RA7654321CN")
    assert target(member, text) == f"/parcels/{row.pk}/"


def test_an_exact_number_wins_over_longer_ones(member, shop):
    row = parcel(shop, "RA1234567")
    parcel(shop, "RA12345678")
    assert target(member, "RA1234567") == f"/parcels/{row.pk}/"


def test_several_hits_become_a_list(member, shop):
    parcel(shop, "RA1"), parcel(shop, "RA2")
    assert target(member, "RA") == "/parcels/?q=RA"


def test_a_number_that_was_used_again_becomes_a_list(member, shop):
    parcel(shop, "RA1234567CN"), parcel(shop, "RA1234567CN", serial=2)
    assert target(member, "RA1234567CN") == "/parcels/?q=RA1234567CN"


@pytest.mark.parametrize("text", ["PW-12", "pw-12"])
def test_a_case_is_found_by_its_name(member, shop, text):
    case(parcel(shop), number=12)
    assert target(member, text) == "/cases/12/"


@pytest.mark.parametrize("text", ["PW-99", "PW-99999999999999999999", "PW-", "PW-²"])
def test_a_case_that_is_not_there_becomes_a_list_that_says_so(member, shop, text):
    assert target(member, text).startswith("/parcels/?q=PW-")


def test_a_pasted_list_becomes_the_filter_of_parcels(member):
    found = target(member, "RA482917305CN, RB482917305CN\nRC482917305CN")
    assert found == "/parcels/?numbers=RA482917305CN+RB482917305CN+RC482917305CN"


def test_the_name_of_a_buyer_is_no_list(member, shop):
    row = parcel(shop, personal={"buyer_name": "Ana Maria Souza"})
    assert target(member, "ana maria souza") == f"/parcels/{row.pk}/"


def test_nothing_sought_shows_all_parcels(member):
    assert target(member, "  ") == "/parcels/"


def test_nobody_finds_what_belongs_to_others(member, other_tenant):
    theirs = Shop.objects.for_tenant(other_tenant).create(name="Theirs")
    case(parcel(theirs, "RA1234567CN", personal={"buyer_email": "ana@example.com"}), number=12)
    for text in ("RA1234567CN", "PW-12", "ana@example.com"):
        assert target(member, text).startswith("/parcels/?q=")
