"""Siblings of stored parcels are those that the core finds among journeys."""

from datetime import UTC, datetime, timedelta

import pytest
from stock import event, parcel

from parcelwright_web.actions.journeys import journeys_of
from parcelwright_web.actions.siblings import siblings_of

pytestmark = pytest.mark.django_db
LEFT = datetime(2026, 10, 3, 20, 4, tzinfo=UTC)


def sent(shop, number, *, left=LEFT, seen=None, **fields):
    row = parcel(shop, number, last_scan_at=seen or left, **fields)
    event(row, "DEPARTED", occurred_local=left, occurred_kind="instant", occurred_offset_min=0)
    return row


def found(*rows):
    told = siblings_of(rows, journeys_of(rows))
    return list(zip(told.others.tolist(), told.moved_on.tolist(), strict=True))


def test_siblings_are_found_though_only_one_parcel_is_asked_about(shop):
    row = sent(shop, "RV1")
    sent(shop, "RV2", seen=LEFT + timedelta(days=4))
    sent(shop, "RV3")
    assert found(row) == [(2, 1)]


def test_another_country_or_moment_is_no_sibling(shop):
    row = sent(shop, "RV1")
    sent(shop, "RV2", destination_country="FR")
    sent(shop, "RV3", left=LEFT + timedelta(minutes=1))
    assert found(row) == [(0, 0)]


def test_a_parcel_never_seen_to_leave_has_none(shop):
    assert found(parcel(shop, "RV1")) == [(0, 0)]
