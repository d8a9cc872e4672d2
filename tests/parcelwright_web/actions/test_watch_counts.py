from datetime import timedelta

import pytest
from django.urls import reverse
from watch_rows import NOW, watched

from parcelwright.watch.standing import EndedWhy, WatchStanding
from parcelwright_web.actions import connections, watch_counts
from parcelwright_web.actions.watch_counts import WatchCounts, count_for, counted, counts_of
from parcelwright_web.jobs import watch_counts as job

pytestmark = pytest.mark.django_db


@pytest.fixture
def connection(shop):
    return connections.connect(shop, "17track", "", NOW)


@pytest.fixture
def rows(shop, connection):
    """Three parcels with a source, one of them under two numbers; two without any; one given up."""
    asked = {"connection": connection, "standing": WatchStanding.TOLD}
    found = [watched(shop, n, **asked) for n in range(3)]
    watched(shop, 0, number="SECOND", **asked)
    found += [watched(shop, n, standing=WatchStanding.NOBODY) for n in (3, 4)]
    ended = {"ended_at": NOW, "ended_why": EndedWhy.GIVEN_UP, "standing": WatchStanding.ENDED}
    return [*found, watched(shop, 5, **ended)]


def test_parcels_are_counted_once_however_many_numbers_they_have(tenant, connection, rows):
    wanted = {connection.pk: {WatchStanding.TOLD.value: 3}}
    assert counts_of(tenant.pk) == WatchCounts(nobody=2, standings=wanted)


def test_very_many_are_not_counted_for_a_page(monkeypatch, tenant, rows):
    monkeypatch.setattr(watch_counts, "FEW", 5)
    assert counts_of(tenant.pk) == WatchCounts(is_known=False)
    count_for(tenant.pk, NOW)
    before = counted(tenant.pk)
    rows[3].delete()
    kept = counts_of(tenant.pk)
    assert (kept.nobody, kept.standings, kept.at) == (2, before.standings, NOW)


def test_the_worker_counts_many_every_few_minutes_and_few_never(monkeypatch, tenant, rows):
    assert job.run(NOW) == 0
    monkeypatch.setattr(watch_counts, "FEW", 6)
    assert [job.run(NOW), job.run(NOW + timedelta(minutes=4))] == [1, 0]
    assert job.run(NOW + timedelta(minutes=5)) == 1
    assert counts_of(tenant.pk).at == NOW + timedelta(minutes=5)


def test_the_page_says_when_it_was_counted(monkeypatch, member, tenant, rows):
    page = reverse("sources")
    assert "Parcels counted" not in member.get(page).content.decode()
    monkeypatch.setattr(watch_counts, "FEW", 6)
    assert "is being counted" in member.get(page).content.decode()
    count_for(tenant.pk, NOW)
    shown = member.get(page).content.decode()
    assert "Parcels counted" in shown
    assert "2 open parcels are watched by nobody" in shown
