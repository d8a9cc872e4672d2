from datetime import timedelta

import pytest
from watch_rows import NOW, watched

from parcelwright_web.actions import connections, watch_release, watching
from parcelwright_web.jobs import watch_release as job
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.models.watches import Watch

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def connection(shop):
    found = connections.connect(shop, "17track", "", NOW)
    found.is_asked = True
    found.save()
    return found


@pytest.fixture(autouse=True)
def in_portions_of_two(monkeypatch):
    monkeypatch.setattr(watch_release, "PORTION", 2)


def due(tenant):
    return sorted(Watch.objects.for_tenant(tenant).filter(run_at=NOW).values_list("number"))


def until_done(now):
    rounds = 0
    while job.run(now):
        rounds += 1
    return rounds


def test_watches_of_a_source_asked_no_more_look_elsewhere_a_portion_at_a_time(
    shop, tenant, connection
):
    for n in range(5):
        watched(shop, n, connection=connection, run_at=LATER)
    watching.stop_asking(connection, NOW)
    mine = Watch.objects.for_tenant(tenant).filter(connection=connection)
    assert (mine.count(), len(due(tenant))) == (3, 2)
    assert until_done(LATER) == 2
    assert (mine.count(), len(due(tenant))) == (0, 5)
    assert SourceConnection.objects.for_tenant(tenant).get().watches_due_at is None


def test_watches_that_found_nobody_look_again_those_with_a_source_do_not(shop, tenant, connection):
    other = connections.connect(shop, "aftership", "", NOW)
    for n in range(4):
        watched(shop, n, run_at=LATER)
    watched(shop, 4, connection=other, run_at=LATER)
    watch_release.release(connection, NOW)
    assert until_done(LATER) == 2
    assert due(tenant) == [("LX0",), ("LX1",), ("LX2",), ("LX3",)]


def test_few_look_at_once_and_nothing_is_left_to_the_worker(shop, tenant, connection):
    watched(shop, 0, run_at=LATER)
    watch_release.release(connection, NOW)
    assert (due(tenant), job.run(LATER)) == ([("LX0",)], 0)


def test_an_ended_watch_and_one_that_is_due_already_stay_as_they_are(shop, tenant, connection):
    sooner = NOW - timedelta(hours=1)
    watched(shop, 0, run_at=sooner)
    watched(shop, 1, run_at=LATER, ended_at=NOW)
    watch_release.release(connection, NOW)
    assert due(tenant) == []
