import pytest
from django.db import connection

from parcelwright_web.models.parcels import Order, Parcel, ParcelNumber, TrackingEventRow
from parcelwright_web.query_plans import _shared

SOME = ["AB", "CD"]
KEYS = [1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "filters", "found_by"),
    [
        (TrackingEventRow, {"parcel_id": 5}, "(parcel_id=?)"),
        (TrackingEventRow, {"parcel__in": KEYS}, "(parcel_id=?)"),
        (TrackingEventRow, {"parcel__among": KEYS}, "(parcel_id=?)"),
        (TrackingEventRow, {"milestone": "DELIVERED"}, "(tenant_id=? AND milestone=?)"),
        (ParcelNumber, {"parcel__among": KEYS}, "(parcel_id=?)"),
        (ParcelNumber, {"number__among": SOME}, "(tenant_id=? AND number=?)"),
        (Order, {"number_key__among": SOME}, "(tenant_id=? AND number_key=?)"),
        (Parcel, {"tracking_number__among": SOME}, "(tenant_id=? AND tracking_number=?)"),
        (Parcel, {"order_key__among": SOME}, "(tenant_id=? AND order_key=?)"),
        (Parcel, {"pk__among": KEYS}, "(rowid=?)"),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_found_without_reading_all_rows_of_a_tenant(model, filters, found_by):
    plan = model.objects.for_tenant(1).filter(**filters).explain()
    # PostgreSQL gathers figures by itself, and reads tables as small as these whole.
    assert found_by in plan or connection.vendor == "postgresql"


def test_an_owner_narrows_more_than_a_word_and_a_tenant_not_at_all():
    assert _shared(["tenant_id"], is_unique=False) == [1_000_000]
    assert _shared(["tenant_id", "milestone", "occurred_local"], is_unique=False) == [
        1_000_000, 1_000, 1,
    ]  # fmt: skip
    assert _shared(["parcel_id", "digest"], is_unique=True) == [10, 1]
