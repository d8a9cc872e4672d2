import json
from datetime import timedelta

import posting
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parcelwright_web.actions import inbound
from parcelwright_web.actions.journeys import journeys_of
from parcelwright_web.jobs import project
from parcelwright_web.models.accounts import Shop, Tenant
from parcelwright_web.models.intake import InboundBody
from parcelwright_web.models.parcels import Parcel, TrackingEventRow
from parcelwright_web.models.snapshots import SnapshotRow

NOW = posting.NOW
TAKEN = ("2026-11-01T08:00:00+08:00", "InTransit_002", "Shenzhen")
DELIVERED = ("2026-11-09T10:00:00+01:00", "Delivered_001", "Berlin")
ON_THE_WAY = ("2026-11-10T10:00:00+01:00", "InTransit_003", "Leipzig")


@pytest.fixture
def connection(tenant, shop):
    return posting.connect(tenant, shop)


def hear(connection, *checkpoints, hour, made=None, number="RV482917305CN"):
    at = NOW + timedelta(hours=hour)
    stamp = NOW + timedelta(hours=hour if made is None else made)
    payload = posting.body(number, checkpoints, ts=int(stamp.timestamp()))
    inbound.receive(connection, payload, {}, at)


def run():
    while project.run(NOW + timedelta(days=9)):
        pass


def parcel(tenant):
    return Parcel.objects.for_tenant(tenant).get()


def journey(tenant):
    row = parcel(tenant)
    return journeys_of([row])[row.pk]


def test_a_delivery_that_the_source_no_longer_tells_counts_for_nothing(connection, tenant):
    hear(connection, TAKEN, DELIVERED, hour=0)
    run()
    assert parcel(tenant).outcome == "DELIVERED"
    hear(connection, TAKEN, ON_THE_WAY, hour=5)
    run()

    row = parcel(tenant)
    assert (row.outcome, row.stage, row.event_count) == ("", "origin", 2)
    assert row.assess_due
    assert [event.milestone.value for event in journey(tenant).withdrawn] == ["DELIVERED"]
    assert TrackingEventRow.objects.for_tenant(tenant).count() == 3


def test_a_withdrawn_delivery_that_is_told_again_counts_again(connection, tenant):
    hear(connection, TAKEN, DELIVERED, hour=0)
    hear(connection, TAKEN, ON_THE_WAY, hour=5)
    run()
    hear(connection, TAKEN, DELIVERED, ON_THE_WAY, hour=6)
    run()
    assert parcel(tenant).outcome == "DELIVERED"
    assert journey(tenant).withdrawn == ()


def test_an_old_body_that_comes_late_withdraws_nothing(connection, tenant):
    hear(connection, TAKEN, DELIVERED, hour=1)
    run()
    hear(connection, TAKEN, hour=5, made=0)
    run()
    assert parcel(tenant).outcome == "DELIVERED"


def test_a_clock_ahead_of_ours_withdraws_nothing_that_comes_later(connection, tenant):
    hear(connection, TAKEN, hour=0, made=100)
    hear(connection, TAKEN, DELIVERED, hour=1, made=101)
    run()
    assert parcel(tenant).outcome == "DELIVERED"


def test_one_snapshot_is_kept_for_a_number_of_a_source(connection, tenant):
    hear(connection, TAKEN, hour=0)
    run()
    hear(connection, TAKEN, DELIVERED, hour=5)
    run()
    [kept] = SnapshotRow.objects.for_tenant(tenant)
    assert (kept.source, kept.number, kept.in_order) == ("aftership", "RV482917305CN", True)
    assert kept.told_at == NOW + timedelta(hours=5)
    assert kept.oldest_at.isoformat() == "2026-11-01T00:00:00+00:00"
    assert kept.newest_at.isoformat() == "2026-11-09T09:00:00+00:00"


TIMES = (
    "2026-10-02T09:00:00", "2026-10-03", "2026-10-04T08:00:00Z", "2026-11-01T00:00:00+08:00", "",
)  # fmt: skip
CHECKPOINT = st.tuples(
    st.sampled_from(TIMES),
    st.sampled_from(["InTransit_002", "Delivered_001", "Teleported_001"]),
    st.sampled_from(["", "Leipzig"]),
)
HISTORIES = st.lists(
    st.tuples(st.lists(CHECKPOINT, max_size=4), st.integers(0, 3), st.integers(0, 3)),
    min_size=1,
    max_size=5,
)


def as_bytes(tenant):
    """Return all journeys of a tenant and what was computed from them."""
    rows = list(Parcel.objects.for_tenant(tenant).order_by("tracking_number", "serial"))
    computed = [
        (row.tracking_number, row.serial, row.stage, row.outcome, str(row.last_scan_at),
         row.event_count, row.unknown_count)
        for row in rows
    ]  # fmt: skip
    journeys = journeys_of(rows)
    return (json.dumps(computed) + repr([journeys[row.pk] for row in rows])).encode()


def after(name, heard, batches):
    """Return what a new tenant's journeys are after these bodies, projected in this order."""
    tenant = Tenant.objects.create(name=name)
    shop = Shop.objects.for_tenant(tenant).create(name=name)
    connection = posting.connect(tenant, shop, token=name)
    for checkpoints, hour, made in heard:
        hear(connection, *checkpoints, hour=hour, made=made)
    bodies = list(InboundBody.objects.for_tenant(tenant).order_by("digest", "received_at"))
    for batch in batches(bodies):
        for body in batch:
            body.state, body.run_at = "ready", NOW
            body.save(update_fields=["state", "run_at"])
            others = InboundBody.objects.for_tenant(tenant).exclude(pk=body.pk)
            others.filter(state="ready").update(state="done")
            run()
    return as_bytes(tenant)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(heard=HISTORIES, chance=st.randoms(use_true_random=False))
def test_any_order_and_repetition_of_projection_make_the_same_bytes(db, heard, chance):
    def shuffled(bodies):
        again = [*bodies, *bodies]
        chance.shuffle(again)
        return [[body] for body in again]

    with transaction.atomic():
        ordered = after("ordered", heard, lambda bodies: [bodies])
        other = after("shuffled", heard, shuffled)
        transaction.set_rollback(True)
    assert other == ordered
