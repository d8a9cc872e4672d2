import pytest
from django.db import connection

from parcelwright_web.models.parcels import Order, Parcel, ParcelNumber, TrackingEventRow
from parcelwright_web.query_plans import _shared

pytestmark = pytest.mark.django_db
SOME = ["AB", "CD"]
KEYS = [1, 2]


@pytest.mark.parametrize(
    ("model", "filters", "found_by"),
    [
        (TrackingEventRow, {"parcel_id": 5}, "(parcel_id=?)"),
        (TrackingEventRow, {"parcel__in": KEYS}, "(parcel_id=?)"),
        (TrackingEventRow, {"parcel__among": KEYS}, "(parcel_id=?)"),
        (TrackingEventRow, {"parcel__among": KEYS, "milestone__in": SOME}, "(parcel_id=?)"),
        (TrackingEventRow, {"parcel": 5, "milestone": "DELIVERED"}, "(parcel_id=?)"),
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
    rows = 1_000_000
    assert _shared(["tenant_id"], rows, is_unique=False) == [1_000_000]
    by_milestone = ["tenant_id", "milestone", "occurred_local"]
    assert _shared(by_milestone, rows, is_unique=False) == [1_000_000, 1_000, 1]
    assert _shared(["parcel_id", "digest"], rows, is_unique=True) == [10, 1]


def test_what_is_to_be_assessed_is_found_in_order_without_reading_what_is_not():
    waiting = Parcel.objects.for_tenant(1).filter(assess_due=True).order_by("pk")[:200]
    stale = Parcel.across_tenants.filter(
        assess_due=False, outcome="", assessed_at__lt="2026-11-20T00:00Z"
    )
    if connection.vendor == "sqlite":
        assert "INDEX to_assess" in waiting.explain()
        assert "TEMP B-TREE" not in waiting.explain()
        assert "INDEX to_assess_again" in stale.explain()
