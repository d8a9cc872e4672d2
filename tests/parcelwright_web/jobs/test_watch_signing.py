"""Sources that sign the moment of asking are asked by the watch over a real socket."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime, timedelta

import pytest

from doubles._server import State, serving
from parcelwright.parcels.events import Milestone
from parcelwright_web import clock
from parcelwright_web.actions import assessing
from parcelwright_web.actions.connections import connect
from parcelwright_web.actions.watching import set_access
from parcelwright_web.gateways import http
from parcelwright_web.jobs import project, watch
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


class Clock:
    """The time, which the test moves."""

    time = NOW


@pytest.fixture
def loopback(monkeypatch):
    found = Clock()
    monkeypatch.setattr(clock, "now", lambda: found.time)
    limits = http.Limits(private_hosts=frozenset({"127.0.0.1"}), seconds=5)
    monkeypatch.setattr(http, "limits", lambda: limits)
    return found


@pytest.mark.parametrize("name", ["four_px", "yunexpress", "sf_express"])
def test_a_parcel_learns_from_its_consolidator_what_happened(name, shop, loopback):
    double = importlib.import_module(f"doubles.{name}")
    number = double.KNOWN[0]
    parcel = Parcel.objects.for_tenant(shop.tenant_id).create(
        shop=shop, tracking_number=number, carrier=double.SLUG, created_at=NOW, is_stated=True,
        personal={"buyer_phone": "+86 139 0000 4321"},
    )  # fmt: skip
    with serving(double) as server:
        server.state = State()
        set_access(connect(shop, double.SLUG, "", NOW), double.ACCESS, NOW, base_url=server.url)
        assessing.mark_stale(NOW)
        assessing.assess_due(10, NOW)
        for seconds in range(0, 40, 10):
            loopback.time = NOW + timedelta(seconds=seconds)
            watch.run(loopback.time)
        project.run(loopback.time)
    events = TrackingEventRow.objects.for_tenant(shop.tenant_id).filter(parcel=parcel)
    assert events.count() == server.state.counts[number]
    assert events.filter(milestone=Milestone.DELIVERED).count() == 1
