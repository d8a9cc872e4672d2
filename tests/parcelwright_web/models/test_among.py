import pytest

from parcelwright_web.models.parcels import Parcel, ParcelNumber

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers(tenant, shop):
    rows = Parcel.objects.for_tenant(tenant)

    def add(number):
        return rows.create(shop=shop, tracking_number=number, created_at="2026-11-20T00:00Z")

    return [add(number) for number in ("A'1", 'B"2', "快递3", "D4")]


def test_texts_are_found_whatever_letters_they_hold(tenant, numbers):
    found = Parcel.objects.for_tenant(tenant).filter(tracking_number__among={"A'1", "快递3", 'B"2'})
    assert {row.tracking_number for row in found} == {"A'1", "快递3", 'B"2'}


def test_keys_and_owners_are_found_too(tenant, numbers):
    first, second, *_ = numbers
    ParcelNumber.objects.for_tenant(tenant).create(parcel=second, number="L9")
    keys = [first.pk, second.pk, 999_999_999_999]
    assert Parcel.objects.for_tenant(tenant).filter(pk__among=keys).count() == 2
    borne = ParcelNumber.objects.for_tenant(tenant).filter(parcel__among=keys)
    assert [row.number for row in borne] == ["L9"]


def test_none_are_among_nothing(tenant, numbers):
    rows = Parcel.objects.for_tenant(tenant)
    assert rows.filter(pk__among=[]).count() == 0
    assert rows.filter(tracking_number__among=()).count() == 0


def test_thousands_travel_in_one_statement(tenant, numbers, django_assert_num_queries):
    many = [f"X{n}" for n in range(40_000)]
    with django_assert_num_queries(1):
        rows = Parcel.objects.for_tenant(tenant).filter(tracking_number__among=["D4", *many])
        assert [row.tracking_number for row in rows] == ["D4"]
