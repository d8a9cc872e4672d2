from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from parcelwright_web.models.heartbeats import Heartbeat
from parcelwright_web.worker import Worker, all_jobs, lanes_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def job(name, counts, calls):
    def run(now):
        calls.append((name, now))
        count = counts.pop(0)
        if isinstance(count, Exception):
            raise count
        return count

    return SimpleNamespace(NAME=name, EVERY_S=30, run=run)


def test_an_idle_job_waits_its_time_and_a_busy_one_goes_on_at_once():
    calls = []
    worker = Worker(jobs=[job("idle", [0, 0], calls), job("busy", [5, 0], calls)])
    assert worker.turn(NOW) == 5
    assert worker.turn(NOW + timedelta(seconds=1)) == 0
    assert [name for name, _ in calls] == ["idle", "busy", "busy"]
    worker.turn(NOW + timedelta(seconds=30))
    assert [name for name, _ in calls][3:] == ["idle"]


def test_a_broken_job_does_not_stop_the_others_and_is_called_again():
    calls = []
    broken = job("broken", [RuntimeError("x"), 1], calls)
    worker = Worker(jobs=[broken, job("sound", [3, 0], calls)])
    assert worker.turn(NOW) == 3
    assert worker.turn(NOW + timedelta(seconds=30)) == 1


def test_each_turn_says_that_the_worker_lives_at_most_every_ten_seconds():
    worker = Worker(jobs=[])
    for second in (0, 9, 10):
        worker.turn(NOW + timedelta(seconds=second))
        if second == 9:
            assert Heartbeat.objects.get().at == NOW
    assert Heartbeat.objects.get().at == NOW + timedelta(seconds=10)


def test_neither_a_large_file_nor_a_silent_source_keeps_a_mail_or_a_webhook_waiting():
    quick, slow, *named = [{found.NAME for found in lane} for lane in lanes_of(all_jobs())]
    assert {"send", "project"} <= quick
    assert "imports" in slow
    assert {"watch"} in named
