from datetime import UTC, datetime

import pytest
from django.db import connection, models

from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.sealed import BlindIndexField

NOW = datetime(2026, 11, 22, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def parcel(tenant, shop, name, number="RR123456785GB", **personal):
    return Parcel(
        tenant=tenant,
        shop=shop,
        tracking_number=number,
        personal={"buyer_name": name, **personal},
        created_at=NOW,
    )


def found(tenant, name):
    index = Parcel._meta.get_field("buyer_index").of(name, tenant.pk)
    rows = Parcel.objects.for_tenant(tenant).filter(buyer_index=index)
    return [row.personal["buyer_name"] for row in rows]


def test_a_sealed_name_is_found_by_another_spelling_of_it(tenant, shop):
    parcel(tenant, shop, "Noura Alotaibi").save()
    assert found(tenant, "noura  ALOTAIBI") == ["Noura Alotaibi"]


def test_a_changed_name_is_no_longer_found_under_the_old_one(tenant, shop):
    row = parcel(tenant, shop, "Noura")
    row.save()
    row.personal = {"buyer_name": "Lucía"}
    row.save()
    assert (found(tenant, "Noura"), found(tenant, "LUCÍA")) == ([], ["Lucía"])


def test_bulk_rows_are_sealed_and_indexed_too(tenant, shop):
    rows = [parcel(tenant, shop, "Emma", "RR1"), parcel(tenant, shop, "Tom", "RR2")]
    Parcel.objects.for_tenant(tenant).bulk_create(rows)
    assert found(tenant, "emma") == ["Emma"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT personal, buyer_index FROM {Parcel._meta.db_table}")
        stored = cursor.fetchall()
    assert len(stored) == 2
    assert not any(b"Emma" in bytes(personal) or "Emma" in index for personal, index in stored)


def test_a_json_value_comes_back_as_it_was(tenant, shop):
    value = {"city": "الرياض", "lines": ["1", None, 2.5]}
    parcel(tenant, shop, "x", **value).save()
    assert Parcel.objects.for_tenant(tenant).get().personal == {"buyer_name": "x", **value}


def test_the_field_survives_a_migration():
    _, path, args, options = Parcel._meta.get_field("buyer_index").deconstruct()
    again = BlindIndexField(*args, **options)
    assert path == "parcelwright_web.models.sealed.BlindIndexField"
    assert (again.source, again.form, again.max_length) == ("buyer_key", "text", 64)
    assert isinstance(again, models.CharField)
