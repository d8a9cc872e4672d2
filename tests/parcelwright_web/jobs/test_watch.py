"""The watch from end to end: the real job's round, over sockets, against a source's double."""

from functools import partial

import pytest

from doubles import _server, seventeen_track
from parcelwright_web import clock
from parcelwright_web.actions import assessing, connections, watching
from parcelwright_web.gateways import http
from parcelwright_web.jobs import project, watch
from parcelwright_web.jobs._rounds import Outside, ask_round
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.models.parcels import Parcel, TrackingEventRow
from parcelwright_web.models.watches import Watch

pytestmark = pytest.mark.django_db
NUMBER = seventeen_track.KNOWN[0]


def test_a_number_is_registered_read_and_told_of(tenant, shop):
    now = clock.now()
    Parcel.objects.for_tenant(tenant).create(shop=shop, tracking_number=NUMBER, created_at=now)
    connection = connections.connect(shop, "17track", "", now)
    within = http.Limits(private_hosts=frozenset({"127.0.0.1"}))
    outside = Outside(carry=partial(http.carry, within=within), now=clock.now, pause=lambda _: None)
    with _server.serving(seventeen_track) as server:
        watching.set_access(connection, seventeen_track.ACCESS, now, base_url=server.url)
        assessing.assess_due(10, now)
        # Checked, registered, and after an hour read.
        for later in ("check", "register", "read"):
            Watch.objects.for_tenant(tenant).update(run_at=now)
            SourceConnection.objects.for_tenant(tenant).update(last_asked_at=None)
            assert ask_round(outside, clock.now()), later
        paths = [request.path for request in server.state.requests]
    assert paths == ["/getquota", "/register", "/gettrackinfo"]
    project.run(clock.now())
    held = SourceConnection.objects.for_tenant(tenant).get()
    assert (held.last_answer, held.last_answer_ok) == ("Told about 1 of 1 numbers.", True)
    assert Watch.objects.for_tenant(tenant).get().standing == "told"
    assert TrackingEventRow.objects.for_tenant(tenant).count() == server.state.counts[NUMBER]
    assert Parcel.objects.for_tenant(tenant).get().stage == "delivery"


def test_the_job_asks_only_public_addresses(tenant, shop):
    now = clock.now()
    connection = connections.connect(shop, "17track", "", now)
    with _server.serving(seventeen_track) as server:
        watching.set_access(connection, seventeen_track.ACCESS, now, base_url=server.url)
        assert watch.run(now) == 1
        assert server.state.requests == []
    held = SourceConnection.objects.for_tenant(tenant).get()
    assert held.last_answer_ok is False
    assert held.failing_since is not None
