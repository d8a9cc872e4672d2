from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from parcelwright_web.models import leases
from parcelwright_web.models.leases import LeasedModel, LeaseState

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LEASE = timedelta(minutes=1)


class Errand(LeasedModel):
    """A table of work that only this test has."""

    class Meta(LeasedModel.Meta):
        app_label = "parcelwright_web"
        managed = False


@pytest.fixture(autouse=True)
def table(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Errand)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Errand)


def errand(**fields):
    return Errand.objects.create(**{"run_at": NOW, **fields})


def test_a_claimed_row_is_not_claimed_again_within_its_lease():
    row = errand()
    assert [each.pk for each in leases.claim(Errand, 5, NOW, LEASE)] == [row.pk]
    assert leases.claim(Errand, 5, NOW + LEASE, LEASE) == []


def test_no_more_rows_are_claimed_than_asked_for_and_the_oldest_come_first():
    late, early = errand(), errand(run_at=NOW - timedelta(hours=1))
    assert [row.pk for row in leases.claim(Errand, 1, NOW, LEASE)] == [early.pk]
    assert [row.pk for row in leases.claim(Errand, 1, NOW, LEASE)] == [late.pk]


def test_a_row_is_not_claimed_before_its_time():
    errand(run_at=NOW + timedelta(seconds=1))
    assert leases.claim(Errand, 5, NOW, LEASE) == []


def test_a_row_whose_worker_died_is_claimed_with_the_next_attempt_number():
    errand()
    leases.claim(Errand, 1, NOW, LEASE)
    (again,) = leases.claim(Errand, 1, NOW + LEASE * 2, LEASE)
    assert again.attempt == 2


def test_a_worker_that_lost_its_lease_can_neither_finish_nor_retry_nor_park():
    errand()
    (lost,) = leases.claim(Errand, 1, NOW, LEASE)
    (held,) = leases.claim(Errand, 1, NOW + LEASE * 2, LEASE)
    assert leases.finish(lost) is False
    assert leases.retry(lost, NOW, "x") is False
    assert leases.park(lost, "x") is False
    assert leases.extend(lost, NOW, LEASE) is False
    assert leases.finish(held) is True
    assert Errand.objects.get().state == LeaseState.DONE


def test_an_extended_lease_holds_longer():
    errand()
    (row,) = leases.claim(Errand, 1, NOW, LEASE)
    assert leases.extend(row, NOW, LEASE * 10) is True
    assert leases.claim(Errand, 1, NOW + LEASE * 5, LEASE) == []


def test_failures_wait_longer_each_time_and_the_fifth_parks_the_row():
    errand()
    now, waits = NOW, []
    for _ in range(5):
        (row,) = leases.claim(Errand, 1, now, LEASE)
        assert leases.retry(row, now, "carrier answered 503") is True
        waits.append((row.run_at - now).total_seconds())
        now = row.run_at
    assert waits[:4] == [30, 120, 480, 1920]
    row = Errand.objects.get()
    assert (row.state, row.attempt, row.error) == ("parked", 5, "carrier answered 503")
    assert leases.claim(Errand, 1, now + timedelta(days=9), LEASE) == []


def test_a_row_whose_worker_died_five_times_is_parked():
    errand()
    for turn in range(5):
        assert len(leases.claim(Errand, 1, NOW + LEASE * 2 * turn, LEASE)) == 1
    assert leases.claim(Errand, 1, NOW + LEASE * 20, LEASE) == []
    assert Errand.objects.get().state == LeaseState.PARKED
