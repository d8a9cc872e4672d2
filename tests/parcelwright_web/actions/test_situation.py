"""Parcels that are looked at together share one clerk for each shop and day."""

from datetime import UTC, datetime

import pytest
from stock import event, parcel

from parcelwright_web.actions.situation import situation, situations

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 3, 20, 4, tzinfo=UTC)


def sent(shop, number):
    row = parcel(shop, number, last_scan_at=NOW)
    event(row, "ACCEPTED", occurred_local=NOW, occurred_kind="instant", occurred_offset_min=0)
    return row


def test_parcels_of_a_shop_are_answered_for_by_one_clerk_as_each_alone(shop):
    rows = [sent(shop, "RV1"), sent(shop, "RV2")]
    first, second = situations(rows, NOW)
    assert first.clerk is second.clerk
    assert second.entitlement == situation(rows[1], NOW).entitlement


def test_a_shop_where_the_next_day_has_begun_has_a_clerk_of_its_own(shop):
    there = type(shop)(tenant=shop.tenant, name="Far east", timezone="Asia/Tokyo")
    there.save()
    first, second = situations([sent(shop, "RV1"), sent(there, "RV3")], NOW)
    assert first.clerk is not second.clerk
    assert (first.entitlement.on, second.entitlement.on) == (first.today, second.today)
    assert second.today.day == 4
