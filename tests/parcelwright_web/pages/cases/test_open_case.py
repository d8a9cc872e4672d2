import pytest

from parcelwright_web.models.cases import Case

pytestmark = pytest.mark.django_db


def test_a_case_is_opened_from_a_parcel_once(member, make_parcel):
    parcel = make_parcel()
    for _ in range(2):
        answer = member.post(f"/parcels/{parcel.pk}/open-case/")
        assert answer.headers["Location"] == "/cases/1/"
    assert Case.across_tenants.count() == 1


def test_a_list_of_parcels_names_the_parcel_in_the_form(member, make_parcel):
    answer = member.post("/cases/open/", {"parcel": make_parcel().pk})
    assert answer.headers["Location"] == "/cases/1/"


@pytest.mark.parametrize("value", ["", "x", "999999", "9" * 40])
def test_a_parcel_that_is_not_there_is_not_found(member, value):
    assert member.post("/cases/open/", {"parcel": value}).status_code == 404


def test_a_parcel_of_another_tenant_is_not_found(stranger, make_parcel):
    parcel = make_parcel()
    assert stranger.post(f"/parcels/{parcel.pk}/open-case/").status_code == 404
    assert not Case.across_tenants.exists()


def test_looking_opens_no_case(member, make_parcel):
    assert member.get(f"/parcels/{make_parcel().pk}/open-case/").status_code == 405
    assert not Case.across_tenants.exists()
