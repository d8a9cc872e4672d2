"""A backtest is walked once, to the same end whoever's worker dies on the way."""

import io
from datetime import UTC, date, datetime, timedelta

import pyarrow.parquet as pq
import pytest
from stored_history import START, store

from parcelwright.backtest.span import Span
from parcelwright_web import blobs, clock
from parcelwright_web.actions import backtests as actions
from parcelwright_web.jobs import backtests
from parcelwright_web.models.backtests import BacktestRun
from parcelwright_web.models.leases import MAX_ATTEMPTS, LeaseState
from parcelwright_web.models.parcels import Parcel

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 1, 9, tzinfo=UTC)
SPAN = Span(train_until=date(2025, 3, 10), until=date(2025, 6, 20))
SHORT = Span(train_until=date(2025, 3, 7), until=date(2025, 3, 8))


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def asked(tenant):
    return lambda span=SHORT: actions.ask(tenant, span, actor="user:1", now=NOW)


def fresh(run):
    return BacktestRun.across_tenants.get(pk=run.pk)


def content(run, name):
    with blobs.open_blob(run.tenant_id, getattr(run, name)) as stored:
        return stored.read()


def test_what_is_stored_is_walked_once_and_kept_with_its_files(shop, asked):
    store(shop)
    run = asked(SPAN)
    assert [backtests.run(NOW), backtests.run(NOW)] == [1, 0]
    done = fresh(run)
    assert (done.state, done.finished_at, done.attempt) == (LeaseState.DONE, NOW, 1)
    accepted = Parcel.objects.for_tenant(run.tenant_id).values_list("accepted_on", flat=True)
    judged = [day for day in accepted if SPAN.train_until < day <= date(2025, 4, 6)]
    assert done.summary["parcels"] == len(judged) > 0
    assert done.counts == {"events": 345, "silent": 0, "backdated": 0}
    assert done.days_done == done.days_of > 0
    assert b"parcels were followed to their end" in content(done, "report_blob")
    daily = pq.read_table(io.BytesIO(content(done, "daily_blob")))
    assert daily.column_names == ["day", "tracking_number", "carrier", "chance_arrives"]
    assert set(daily["tracking_number"].to_pylist()) <= {f"P{n}" for n in range(180)}
    assert daily.num_rows > len(judged)


def test_the_same_history_gives_the_same_figures_again(shop, asked):
    store(shop)
    first = asked()
    backtests.run(NOW)
    second = asked()
    backtests.run(NOW)
    assert fresh(first).summary == fresh(second).summary


def test_a_run_whose_worker_died_begins_anew_and_is_stopped_after_the_last_attempt(shop, asked):
    store(shop, parcels=24)
    run = asked()
    rows = BacktestRun.across_tenants.filter(pk=run.pk)
    rows.update(state=LeaseState.RUNNING, attempt=1, lease_until=NOW - timedelta(seconds=1))
    assert backtests.run(NOW) == 1
    assert (fresh(run).state, fresh(run).attempt) == (LeaseState.DONE, 2)
    rows.update(state=LeaseState.RUNNING, attempt=MAX_ATTEMPTS, lease_until=NOW - timedelta(1))
    assert backtests.run(NOW) == 0
    assert fresh(run).state == LeaseState.PARKED


def test_only_one_of_a_tenant_is_under_way_and_others_do_not_wait_for_it(asked, other_tenant):
    asked()
    with pytest.raises(actions.BacktestUnderWayError):
        asked()
    other = actions.ask(other_tenant, SPAN, actor="user:2", now=NOW)
    assert other.state == LeaseState.READY


def test_a_run_that_is_deleted_while_it_is_walked_leaves_nothing(shop, asked, monkeypatch):
    store(shop, parcels=24)
    run = asked()
    written = []
    monkeypatch.setattr(blobs, "write", lambda *given: written.append(given))
    walked = actions.gathered

    def deleted(*given, **named):
        actions.remove(fresh(run))
        return walked(*given, **named)

    monkeypatch.setattr(actions, "gathered", deleted)
    assert backtests.run(NOW) == 1
    assert (written, BacktestRun.across_tenants.count()) == ([], 0)


def test_deleting_takes_the_files_away(shop, asked, django_capture_on_commit_callbacks):
    store(shop, parcels=24)
    run = asked()
    backtests.run(NOW)
    done = fresh(run)
    paths = [blobs.path_of(done.tenant_id, name) for name in done.blobs]
    assert all(path.exists() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(done)
    assert not any(path.exists() for path in paths)


def test_parcels_of_others_are_not_looked_at(shop, asked, other_tenant):
    other = type(shop).objects.for_tenant(other_tenant).create(name="Else", timezone="UTC")
    store(other, mark="E")
    store(shop, parcels=24)
    run = asked()
    backtests.run(NOW)
    assert fresh(run).counts["events"] == 46


def test_what_was_brought_in_at_once_counts_as_known_when_it_happened(shop, asked):
    store(shop, parcels=24, received=NOW)
    run = asked()
    backtests.run(NOW)
    assert fresh(run).counts["backdated"] == 46


def test_a_parcel_without_events_is_left_out_and_counted(shop, asked):
    store(shop, parcels=24)
    Parcel.objects.for_tenant(shop.tenant_id).create(
        shop=shop, tracking_number="SILENT", accepted_on=START.date(), created_at=START
    )
    run = asked()
    backtests.run(NOW)
    assert fresh(run).counts == {"events": 46, "silent": 1, "backdated": 0}
