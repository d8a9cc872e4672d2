from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from parcelwright_web.models import bulk
from parcelwright_web.models.parcels import Parcel

NOW = datetime(2026, 11, 20, 12, 0, 0, 250, tzinfo=UTC)


def parcel(tenant, shop, number, **columns):
    columns = {"created_at": NOW, **columns}
    return Parcel(tenant=tenant, shop=shop, tracking_number=number, **columns)


def stored(tenant):
    return {row.tracking_number: row for row in Parcel.objects.for_tenant(tenant)}


def test_created_rows_bear_the_keys_under_which_they_are_stored(tenant, shop):
    rows = [parcel(tenant, shop, number) for number in ("A1", "B2", "C3")]
    bulk.create(rows)
    assert {row.tracking_number: row.pk for row in rows} == {
        number: row.pk for number, row in stored(tenant).items()
    }
    assert not any(row._state.adding for row in rows)


def test_the_mapper_goes_on_counting_behind_created_rows(tenant, shop):
    bulk.create([parcel(tenant, shop, "A1"), parcel(tenant, shop, "B2")])
    last = max(row.pk for row in stored(tenant).values())
    row = parcel(tenant, shop, "C3")
    row.save()
    assert row.pk > last
    bulk.create([later := parcel(tenant, shop, "D4")])
    assert later.pk > row.pk


def test_every_kind_of_column_comes_back_as_it_was_given(tenant, shop):
    berlin = timezone(timedelta(hours=1))
    row = parcel(
        tenant,
        shop,
        "A1",
        value=Decimal("12.5000"),
        accepted_on=NOW.date(),
        facts={"note": 'Größe "M"\t\\ 中'},
        personal={"buyer_name": "Noura"},
        borrowed={"carrier": [0, "x", None]},
        last_scan_at=NOW.astimezone(berlin),
        chance_arrives=0.25,
        is_stated=True,
    )
    bulk.create([row])
    [found] = stored(tenant).values()
    for name in ("value", "accepted_on", "facts", "personal", "borrowed", "last_scan_at"):
        assert getattr(found, name) == getattr(row, name)
    assert (found.chance_arrives, found.chance_low, found.is_stated) == (0.25, None, True)
    assert found.created_at == NOW
    assert found.buyer_index == row.buyer_index != ""


def test_updated_columns_are_stored_and_others_stay(tenant, shop):
    row = parcel(tenant, shop, "A1", carrier="usps", facts={"a": "1"})
    bulk.create([row])
    row.carrier, row.facts, row.last_scan_at = "dhl", {"b": "2"}, NOW
    bulk.update([row], ("facts", "last_scan_at"))
    [found] = stored(tenant).values()
    assert (found.carrier, found.facts, found.last_scan_at) == ("usps", {"b": "2"}, NOW)


def test_a_moment_without_a_zone_is_refused(tenant, shop):
    with pytest.raises(ValueError, match="has no zone"):
        bulk.create([parcel(tenant, shop, "A1", last_scan_at=NOW.replace(tzinfo=None))])
