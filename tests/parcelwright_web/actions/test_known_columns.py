import io
import random
from datetime import UTC, datetime, timedelta

import posting
import pytest
from stored_journeys import journeys_known

from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn
from parcelwright.analytics.storage import write_table
from parcelwright.backtest.journeys import gathered
from parcelwright.parcels.events import EventTime, Milestone, TimeKind, TrackingEvent
from parcelwright_web.actions import inbound, known_tables
from parcelwright_web.actions.known_columns import columns_known, told_known
from parcelwright_web.jobs import project
from parcelwright_web.models.accounts import Shop, Tenant
from parcelwright_web.models.parcels import Parcel, TrackingEventRow
from parcelwright_web.models.snapshots import SnapshotRow
from same_columns import assert_same

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 5, 4, 30, 15, 250, tzinfo=UTC)
NOW = START + timedelta(days=60)
FACTS = (
    {},
    {"accepted_at": "2026-01-07T10:00:00+08:00", "promised_by": "2026-02-01"},
    {"label_created_at": "2026-01-03", "sample_weight": "2.5", "destination_region": "Bahia"},
)


def of_any_kind(chosen, at):
    """Return a time as sources tell it: an instant somewhere, a wall clock, a day or none."""
    local = (at + timedelta(microseconds=chosen.choice((0, 0, 125)))).replace(tzinfo=None)
    return chosen.choice((
        EventTime(local, TimeKind.INSTANT, chosen.choice((-300, 0, 480))),
        EventTime(local, TimeKind.LOCAL),
        EventTime.on(local.date()),
        None,
    ))  # fmt: skip


def store(tenant, shop, parcels=150):
    chosen = random.Random(5)
    rows = Parcel.objects.for_tenant(tenant).bulk_create(
        Parcel(
            tenant=tenant, shop=shop, tracking_number=f"LX{n:09}CN", created_at=NOW,
            carrier=chosen.choice(("china-post", "4px", "")), facts=chosen.choice(FACTS),
            origin_country="CN", destination_country=chosen.choice(("BR", "FR", "")),
            service=chosen.choice(("", "e-packet")),
            accepted_on=chosen.choice((None, START.date() + timedelta(days=chosen.randrange(30)))),
            personal={"buyer_name": "Ana"},
        )
        for n in range(parcels)
    )  # fmt: skip
    told = {}
    for row in rows:
        for _ in range(chosen.randrange(9)):
            at = START + timedelta(hours=chosen.randrange(70 * 24))
            event = TrackingEvent(
                tracking_number=row.tracking_number,
                milestone=chosen.choice(list(Milestone)),
                occurred_at=of_any_kind(chosen, at),
                received_at=at + timedelta(hours=chosen.choice((0, 5))),
                source=chosen.choice(("aftership", "file")),
                told_at=chosen.choice((None, at + timedelta(days=1))),
            )
            told[row.pk, event.digest] = event
    TrackingEventRow.objects.for_tenant(tenant).bulk_create(
        TrackingEventRow.of(event, parcel_id=parcel, tenant_id=tenant.pk)
        for (parcel, _), event in told.items()
    )
    return rows


def take_back(tenant, rows):
    """Store a snapshot for every other parcel that leaves out most of what was said before."""
    SnapshotRow.objects.for_tenant(tenant).bulk_create(
        SnapshotRow(
            tenant=tenant, source="aftership", number=row.tracking_number, digest="a" * 64,
            told_at=START + timedelta(days=30), oldest_at=START + timedelta(days=4),
            newest_at=START + timedelta(days=29), in_order=bool(row.pk % 4),
        )
        for row in rows[::2]
    )  # fmt: skip


def by_journeys(tenant):
    return columns_of(journeys_known(tenant.pk), NOW)


def test_columns_of_rows_are_those_of_their_journeys(tenant, shop):
    store(tenant, shop)
    wanted = by_journeys(tenant)
    assert len(set(wanted.outcome.tolist())) > 4
    assert len(wanted.lanes) > 8
    assert_same(columns_known(tenant.pk, NOW), wanted)


def test_what_a_snapshot_took_back_is_left_out_as_it_is_of_journeys(tenant, shop):
    rows = store(tenant, shop)
    before = len(by_journeys(tenant).scans)
    take_back(tenant, rows)
    wanted = by_journeys(tenant)
    assert len(wanted.scans) < 0.9 * before
    assert_same(columns_known(tenant.pk, NOW), wanted)


def test_the_table_learned_from_rows_is_that_of_their_journeys_to_the_last_byte(
    tenant, shop, monkeypatch
):
    monkeypatch.setattr(known_tables, "_CHUNK", 40)
    store(tenant, shop)
    tables = []
    for columns in (by_journeys(tenant), columns_known(tenant.pk, NOW)):
        content = io.BytesIO()
        write_table(learn(columns, NOW, clock_of(columns, NOW)), content)
        tables.append(content.getvalue())
    assert tables[0] == tables[1]


def test_what_posted_bodies_tell_and_take_back_makes_the_same_columns(tenant, shop):
    connection = posting.connect(tenant, shop)
    taken = ("2026-11-01T08:00:00+08:00", "InTransit_002", "Shenzhen")
    ended = ("2026-11-09T10:00:00+01:00", "Delivered_001", "Berlin")
    for hour, told in ((0, (taken, ended)), (5, (taken,))):
        at = posting.NOW + timedelta(hours=hour)
        body = posting.body("RV482917305CN", told, ts=int(at.timestamp()))
        inbound.receive(connection, body, {}, at)
        project.run(at)
    now = posting.NOW + timedelta(days=9)
    found = columns_known(tenant.pk, now)
    assert_same(found, columns_of(journeys_known(tenant.pk), now))
    assert (len(found.scans), found.outcome.tolist()) == (1, [0])


def test_the_history_to_walk_through_is_that_of_the_journeys(tenant, shop):
    take_back(tenant, store(tenant, shop))
    pairs = journeys_known(tenant.pk)
    told = [(parcel, journey) for parcel, journey in pairs if journey.events]
    found = gathered(*told_known(tenant.pk))
    assert found.events == sum(len(journey.events) for _, journey in told)
    assert found.silent == len(pairs) - len(told) > 5
    assert found.history.numbers.to_pylist() == [parcel.tracking_number for parcel, _ in told]
    ended, wanted = found.history.known(day_number(NOW)), columns_of(told, NOW)
    assert ended.outcome.tolist() == wanted.outcome.tolist()


def test_parcels_of_another_tenant_are_not_read(tenant, shop):
    other = Tenant.objects.create(name="Other")
    theirs = Shop.objects.for_tenant(other).create(name="Other", timezone="UTC")
    store(other, theirs, parcels=30)
    assert len(columns_known(tenant.pk, NOW)) == 0
    assert len(columns_known(other.pk, NOW)) == 30
