import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from stored_journeys import journeys_known

from parcelwright.diagnosis.incidents.gather import tracks_of
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright_web.actions import known_tables
from parcelwright_web.actions.known_tracks import tracks_known
from parcelwright_web.models.accounts import Shop, Tenant
from parcelwright_web.models.parcels import Parcel, TrackingEventRow
from parcelwright_web.models.snapshots import SnapshotRow

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 5, 4, 30, 15, tzinfo=UTC)
NOW = START + timedelta(days=60)
OF_PARCELS = ("carrier", "service", "account", "origin", "destination", "manifest")
OF_STEPS = ("by", "place", "country", "source", "bag", "flight")
FACTS = (
    {},
    {"manifest": "M-7", "handed_over_at": "2026-01-07T10:00:00+08:00"},
    {"carrier_account": "second", "destination_region": "Bahia"},
)
NAMED = ((), (("receptacle", "CNCANADEFRAAACN"), ("flight", "LH721")), (("weight_g", "412"),))


def store(tenant, shop, parcels=120):
    chosen = random.Random(9)
    rows = Parcel.objects.for_tenant(tenant).bulk_create(
        Parcel(
            tenant=tenant, shop=shop, tracking_number=f"LX{n:09}CN", created_at=NOW,
            carrier=chosen.choice(("china-post", "4px", "")), facts=chosen.choice(FACTS),
            carrier_account=chosen.choice(("", "first")), service=chosen.choice(("", "e-packet")),
            origin_country="CN", destination_country=chosen.choice(("BR", "FR", "")),
            accepted_on=chosen.choice((None, START.date())),
        )
        for n in range(parcels)
    )  # fmt: skip
    told = {}
    for row in rows:
        for _ in range(chosen.randrange(12)):
            at = START + timedelta(days=chosen.randrange(60))
            happened = chosen.choice((EventTime.at(at), EventTime.on(at.date()), None))
            event = TrackingEvent(
                tracking_number=row.tracking_number, milestone=chosen.choice(list(Milestone)),
                occurred_at=happened, received_at=at + timedelta(hours=chosen.choice((0, 5))),
                source=chosen.choice(("aftership", "file")), carrier=chosen.choice(("", "dhl")),
                place=chosen.choice(("", "Shenzhen", "Lyon")), facts=chosen.choice(NAMED),
                country=chosen.choice(("", "CN", "FR")), told_at=at + timedelta(hours=6),
            )  # fmt: skip
            told[row.pk, event.digest] = event
    TrackingEventRow.objects.for_tenant(tenant).bulk_create(
        TrackingEventRow.of(event, parcel_id=parcel, tenant_id=tenant.pk)
        for (parcel, _), event in told.items()
    )
    return rows


def all_known(tenant):
    return tracks_known(tenant.pk, Parcel.objects.for_tenant(tenant))


def assert_same_tracks(found, wanted):
    for name in ("complained", "row", "at", "heard", "mark"):
        np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name))
    for name in (*OF_PARCELS, *OF_STEPS):
        texts = [np.array(each.names)[getattr(each, name)].tolist() for each in (found, wanted)]
        assert texts[0] == texts[1], name


def test_tracks_of_rows_are_those_of_their_journeys(tenant, shop, monkeypatch):
    monkeypatch.setattr(known_tables, "_CHUNK", 50)
    rows = store(tenant, shop)
    keys, found = all_known(tenant)
    wanted = tracks_of(journeys_known(tenant.pk))
    assert keys == [row.pk for row in rows]
    assert {"LH721", "CNCANADEFRAAACN", "M-7", "second", "first", "Lyon"} <= set(found.names)
    assert np.isfinite(wanted.complained).sum() > 10
    assert_same_tracks(found, wanted)


def test_a_step_that_a_snapshot_took_back_is_no_step(tenant, shop):
    rows = store(tenant, shop)
    before = len(all_known(tenant)[1].row)
    SnapshotRow.objects.for_tenant(tenant).bulk_create(
        SnapshotRow(
            tenant=tenant, source="aftership", number=row.tracking_number, digest="a" * 64,
            told_at=START + timedelta(days=40), oldest_at=START, newest_at=START, in_order=True,
        )
        for row in rows[::2]
    )  # fmt: skip
    _, found = all_known(tenant)
    assert len(found.row) < before
    assert_same_tracks(found, tracks_of(journeys_known(tenant.pk)))


def test_only_the_chosen_parcels_of_a_tenant_have_tracks(tenant, shop):
    rows = store(tenant, shop, parcels=6)
    other = Tenant.objects.create(name="Other")
    store(other, Shop.objects.for_tenant(other).create(name="Other", timezone="UTC"), parcels=3)
    chosen = Parcel.objects.for_tenant(tenant).filter(pk__gt=rows[3].pk)
    keys, found = tracks_known(tenant.pk, chosen)
    assert keys == [rows[4].pk, rows[5].pk]
    assert len(found) == 2
