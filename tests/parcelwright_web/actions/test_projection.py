from datetime import UTC, date, datetime, timedelta

import posting
import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parcelwright_web.actions import inbound, projection, reading
from parcelwright_web.jobs import project
from parcelwright_web.models.accounts import Shop, Tenant
from parcelwright_web.models.intake import InboundBody, SourceConnection
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

NOW = posting.NOW


@pytest.fixture
def connection(tenant, shop):
    return posting.connect(tenant, shop)


def receive(connection, payload, at=NOW):
    return inbound.receive(connection, payload, {}, at)


def run():
    while project.run(NOW + timedelta(days=1)):
        pass


def parcels(tenant):
    return list(Parcel.objects.for_tenant(tenant).order_by("tracking_number", "serial"))


def events(tenant):
    return list(TrackingEventRow.objects.for_tenant(tenant).order_by("occurred_local", "digest"))


def test_a_body_becomes_a_parcel_with_its_events(connection, tenant):
    payload = posting.body(
        checkpoints=[
            ("2026-11-01T08:00:00+08:00", "InTransit_002", "Shenzhen"),
            ("2026-11-09T10:00:00+01:00", "Delivered_001", "Berlin"),
        ],
        destination_country_iso3="DEU",
        order_number="#1001",
    )
    receive(connection, payload)
    run()

    [parcel] = parcels(tenant)
    assert parcel.tracking_number == "RV482917305CN"
    assert parcel.shop_id == connection.shop_id
    assert (parcel.carrier, parcel.destination_country) == ("china-post", "DE")
    assert (parcel.order_number, parcel.order_key) == ("#1001", "1001")
    assert (parcel.stage, parcel.outcome) == ("closed", "DELIVERED")
    assert parcel.accepted_on == date(2026, 11, 1)
    assert parcel.last_scan_at == datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
    assert parcel.event_count == len(events(tenant)) == 2
    assert parcel.assess_due
    assert [row.place for row in events(tenant)] == ["Shenzhen", "Berlin"]
    assert InboundBody.objects.for_tenant(tenant).get().verdict == "projected"


def test_a_stored_event_comes_back_as_it_was_parsed(connection, tenant):
    receive(connection, posting.body(checkpoints=[("2026-11-01T08:00:00+08:00", "InTransit_002")]))
    run()

    [row] = events(tenant)
    assert row.to_domain().digest == row.digest
    assert row.to_domain().occurred_at.isoformat() == "2026-11-01T08:00:00+08:00"
    assert row.received_at == NOW


def test_projecting_a_body_again_changes_nothing(connection, tenant):
    receive(connection, posting.body(checkpoints=[("2026-11-01T08:00:00+08:00", "InTransit_002")]))
    run()
    before = rows(tenant)
    InboundBody.objects.for_tenant(tenant).update(state="ready")
    run()

    assert rows(tenant) == before


def test_a_body_that_cannot_be_read_is_set_aside_with_its_reason(connection, tenant):
    receive(connection, b'{"msg": {"tracking_number": ')
    run()

    body = InboundBody.objects.for_tenant(tenant).get()
    assert (body.state, body.verdict) == ("done", "quarantined")
    assert body.problems[0][1].startswith("not JSON")
    assert parcels(tenant) == []


def test_an_unknown_code_stays_unknown_and_is_counted(connection, tenant):
    receive(connection, posting.body(checkpoints=[("2026-11-01T08:00:00Z", "Teleported_001")]))
    run()

    [parcel] = parcels(tenant)
    assert [row.milestone for row in events(tenant)] == ["UNKNOWN"]
    assert parcel.unknown_count == 1


def test_a_conflicting_body_is_not_projected(connection, tenant):
    receive(connection, posting.body(event_id="e-1", checkpoints=[]))
    receive(
        connection,
        posting.body(event_id="e-1", checkpoints=[("2026-11-01T08:00:00Z", "InTransit_002")]),
    )
    run()

    assert events(tenant) == []


def test_a_number_used_again_after_ten_months_is_another_parcel(connection, tenant):
    old = [("2025-11-01T08:00:00Z", "InTransit_002"), ("2025-11-20T08:00:00Z", "Delivered_001")]
    new = [("2026-11-01T08:00:00Z", "InTransit_002")]
    receive(connection, posting.body(checkpoints=new))
    run()
    receive(connection, posting.body(checkpoints=old), NOW - timedelta(days=350))
    run()

    first, second = parcels(tenant)
    assert (first.serial, first.accepted_on, first.outcome) == (1, date(2025, 11, 1), "DELIVERED")
    assert (second.serial, second.accepted_on, second.outcome) == (2, date(2026, 11, 1), "")


def test_what_the_seller_stated_is_not_overwritten_by_a_source(connection, tenant, shop):
    Parcel.objects.for_tenant(tenant).create(
        shop=shop,
        tracking_number="RV482917305CN",
        carrier="4px",
        destination_country="FR",
        is_stated=True,
        created_at=NOW,
    )
    receive(connection, posting.body(destination_country_iso3="DEU", order_number="77"))
    run()

    [parcel] = parcels(tenant)
    assert (parcel.carrier, parcel.destination_country) == ("4px", "FR")
    assert parcel.order_number == "77"


def test_a_body_too_strange_for_the_database_does_not_hold_the_others(
    connection, tenant, monkeypatch
):
    read = projection.read

    def breaks(unread):
        if b"BAD000000000" in unread.body:
            raise ValueError("unforeseen")
        return read(unread)

    monkeypatch.setattr(projection, "read", breaks)
    receive(connection, posting.body("BAD000000000"))
    receive(connection, posting.body("RV482917305CN"))
    project.run(NOW)

    states = set(InboundBody.objects.for_tenant(tenant).values_list("state", "verdict"))
    assert states == {("ready", ""), ("done", "projected")}
    assert [parcel.tracking_number for parcel in parcels(tenant)] == ["RV482917305CN"]


def test_the_connection_shows_when_it_last_received(connection, tenant):
    receive(connection, posting.body())
    run()

    assert SourceConnection.objects.for_tenant(tenant).get().last_received_at == NOW


def rows(tenant):
    """Everything that projection writes, without keys of the database."""
    computed = [
        "tracking_number", "serial", "accepted_on", "stage", "outcome", "last_scan_at",
        "event_count", "unknown_count",
    ]  # fmt: skip
    hinted = ["carrier", "service", "destination_country", "order_number", "facts", "borrowed"]
    # Of a number used again, words heard before that was known stay where they were heard.
    again = {parcel.tracking_number for parcel in parcels(tenant) if parcel.serial > 1}
    found = [
        tuple(
            str(getattr(parcel, name))
            for name in (computed if parcel.tracking_number in again else computed + hinted)
        )
        for parcel in parcels(tenant)
    ]
    said = [
        (row.parcel.tracking_number, row.parcel.serial, row.digest, row.received_at,
         row.payload_digest, row.description)
        for row in TrackingEventRow.objects.for_tenant(tenant).select_related("parcel")
    ]  # fmt: skip
    return sorted(found), sorted(said, key=str)


NUMBERS = ("RV482917305CN", "LX000000005CN")
TIMES = (
    "2025-09-01T08:00:00Z", "2025-10-30T08:00:00+08:00", "2026-10-02T09:00:00", "2026-10-03",
    "2026-11-01T00:00:00Z", "",
)  # fmt: skip
CHECKPOINT = st.tuples(
    st.sampled_from(TIMES),
    st.sampled_from(["InTransit_002", "Delivered_001", "Teleported_001", "InfoReceived_001"]),
    st.sampled_from(["", "Leipzig"]),
)  # fmt: skip
PAYLOADS = st.lists(
    st.builds(
        lambda number, time, checkpoints, order: posting.body(
            number, [(time, "InTransit_007"), *checkpoints], order_number=order
        ),
        st.sampled_from(NUMBERS),
        st.sampled_from(TIMES[:-1]),
        st.lists(CHECKPOINT, max_size=3),
        st.sampled_from([None, "A1", "B2"]),
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


@pytest.mark.long
@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), payloads=PAYLOADS)
def test_order_and_repetition_of_arrival_change_nothing(db, data, payloads):
    moments = {payload: NOW - timedelta(hours=n) for n, payload in enumerate(payloads)}
    shuffled = data.draw(st.permutations(payloads + payloads[:2]))

    def project_in(order, *, one_by_one):
        tenant = Tenant.objects.create(name="T")
        shop = Shop.objects.for_tenant(tenant).create(name="S")
        connection = posting.connect(tenant, shop, token=f"t{tenant.pk}")
        for payload in order:
            receive(connection, payload, moments[payload])
            if one_by_one:
                run()
        run()
        return rows(tenant)

    assert project_in(shuffled, one_by_one=True) == project_in(payloads, one_by_one=False)


@pytest.mark.django_db(transaction=True)
def test_more_bodies_than_one_batch_are_each_projected_once(connection, tenant, monkeypatch):
    monkeypatch.setattr(project, "BATCH", 4)
    for day in range(1, 11):
        moment = f"2026-11-{day:02d}T08:00:00+08:00"
        receive(connection, posting.body(f"RV48291730{day:02d}CN", [(moment, "InTransit_002")]))
    run()
    assert [parcel.event_count for parcel in parcels(tenant)] == [1] * 10
    verdicts = InboundBody.objects.for_tenant(tenant).values_list("verdict", "attempt")
    assert list(verdicts) == [("projected", 1)] * 10


@pytest.mark.django_db(transaction=True)
def test_a_body_that_breaks_its_batch_leaves_the_others_whole(connection, tenant, monkeypatch):
    monkeypatch.setattr(project, "BATCH", 3)
    for number in ("A1B2C3D4E5", "BROKEN1234", "F6G7H8I9J0"):
        receive(connection, posting.body(number, [("2026-11-01T08:00:00+08:00", "InTransit_002")]))
    found = reading.told

    def told(parsed, **named):
        if parsed.events[0].tracking_number == "BROKEN1234":
            raise LookupError("a defect")
        return found(parsed, **named)

    monkeypatch.setattr(reading, "told", told)
    project.run(NOW + timedelta(days=1))
    assert [p.tracking_number for p in parcels(tenant)] == ["A1B2C3D4E5", "F6G7H8I9J0"]
    left = InboundBody.objects.for_tenant(tenant).get(state="ready")
    assert left.error == "LookupError: a defect"


def test_more_bodies_than_are_stored_together_need_no_more_queries_each(
    connection, tenant, monkeypatch
):
    monkeypatch.setattr(projection, "_TOGETHER", {"sqlite": 4, "postgresql": 4})
    counts = []
    for numbers in (4, 8):
        for place in range(numbers):
            receive(connection, posting.body(f"RV4829173{numbers}{place}CN"))
        with CaptureQueriesContext(database) as queries:
            assert project.run(NOW + timedelta(days=1)) == numbers
        counts.append(len(queries))
    assert counts[1] < 2 * counts[0]
    assert len(parcels(tenant)) == 12


def test_bodies_that_are_too_large_together_are_stored_apart(connection, tenant, monkeypatch):
    monkeypatch.setattr(projection, "_BYTES_TOGETHER", 1)
    stored = []
    monkeypatch.setattr(
        projection, "_store", lambda _tenant, pairs, _now: stored.append(len(pairs))
    )
    for number in ("RV482917305CN", "RV482917306CN", "RV482917307CN"):
        receive(connection, posting.body(number))
    project.run(NOW)
    assert stored == [1, 1, 1]
