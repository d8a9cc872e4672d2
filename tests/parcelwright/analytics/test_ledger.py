from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import moment_of
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.analytics.ledger import opened, refreshed
from parcelwright.analytics.ledger_files import read_ledger, write_ledger
from parcelwright.analytics.storage import write_table
from parcelwright.analytics.table_columns import day_column
from parcelwright.errors import TableError
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.world import simulate
from same_columns import assert_same

NOW = datetime(2026, 3, 20, tzinfo=UTC)
WORLD = simulate(1500, 3, NOW)
PARCELS = parcels_table(WORLD).sort_by("tracking_number")
EVENTS = events_table(WORLD)
HEARD = day_column(EVENTS, "received_at")


def told(after: datetime, until: datetime) -> tuple[pa.Table, pa.Table]:
    """Return what became known in between: parcels with their first event, and events."""
    days = [moment_of(day) for day in HEARD]
    new = pa.array([after < day <= until for day in days])
    before = pa.array([day <= after for day in days])
    events, old = EVENTS.filter(new), EVENTS.filter(before)["tracking_number"]
    named = pc.is_in(PARCELS["tracking_number"], events["tracking_number"])
    return PARCELS.filter(
        pc.and_(named, pc.invert(pc.is_in(PARCELS["tracking_number"], old)))
    ), events


def day_by_day(folder, *, step: int = 7):
    moment = NOW - timedelta(days=60)
    start = datetime(1970, 1, 1, tzinfo=UTC)
    ledger = opened(*(table.slice(0, 0) for table in (PARCELS, EVENTS)))
    late = 0
    while True:
        found = refreshed(ledger, *told(start, moment), moment)
        assert_same(found.columns, found.ledger.columns(moment))
        write_ledger(found.fresh, folder, f"{moment:%Y-%m-%d}")
        ledger, late = read_ledger(folder), late + found.late_events
        if moment == NOW:
            return ledger, late
        start, moment = moment, min(moment + timedelta(days=step), NOW)


def anew():
    parcels, events = told(datetime(1970, 1, 1, tzinfo=UTC), NOW)
    return columns_from_tables(parcels, events, NOW)


def test_weeks_added_one_by_one_give_the_columns_of_the_whole_history(tmp_path):
    ledger, late = day_by_day(tmp_path)
    assert late == 0
    assert_same(ledger.columns(NOW), anew())


def test_the_table_after_the_last_week_is_that_learned_anew_to_the_last_byte(tmp_path):
    ledger, _ = day_by_day(tmp_path / "ledger", step=20)
    for name, columns in (("ledger.parquet", ledger.columns(NOW)), ("anew.parquet", anew())):
        write_table(learn(columns, NOW, clock_of(columns, NOW)), tmp_path / name)
    assert (tmp_path / "ledger.parquet").read_bytes() == (tmp_path / "anew.parquet").read_bytes()


def test_what_settled_is_carried_no_more(tmp_path):
    ledger, _ = day_by_day(tmp_path, step=30)
    carried = set(ledger.parcels["tracking_number"].to_pylist())
    settled = set(ledger.numbers.to_pylist())
    assert len(settled) > len(carried) > 0
    assert not settled & carried
    assert not settled & set(ledger.events["tracking_number"].to_pylist())


def test_an_event_of_a_settled_journey_is_counted_as_late_and_changes_nothing(tmp_path):
    ledger, _ = day_by_day(tmp_path, step=30)
    number = ledger.numbers[0].as_py()
    word = EVENTS.filter(pc.equal(EVENTS["tracking_number"], number)).slice(0, 1)
    found = refreshed(ledger, PARCELS.slice(0, 0), word, NOW)
    assert found.late_events == 1
    assert_same(found.columns, found.ledger.columns(NOW))
    assert_same(found.ledger.columns(NOW), ledger.columns(NOW))


def test_a_parcel_that_comes_again_counts_once(tmp_path):
    ledger, _ = day_by_day(tmp_path, step=30)
    found = refreshed(ledger, ledger.parcels.slice(0, 3), EVENTS.slice(0, 0), NOW)
    assert_same(found.ledger.columns(NOW), ledger.columns(NOW))


def test_a_folder_without_a_ledger_holds_none(tmp_path):
    assert read_ledger(tmp_path) is None


def test_a_damaged_ledger_is_refused(tmp_path):
    (tmp_path / "parcels.parquet").write_bytes(b"no table")
    with pytest.raises(TableError, match="is no whole ledger; begin a new one"):
        read_ledger(tmp_path)


def test_an_end_without_a_time_settles_a_month_after_the_last_scan():
    start = datetime(2026, 1, 1, tzinfo=UTC)
    parcels = pa.table({"tracking_number": ["LX1"], "accepted_at": [start]})
    events = pa.table({"tracking_number": ["LX1"], "milestone": ["DELIVERED"]})

    def settled(day: int) -> int:
        nothing = parcels.slice(0, 0), events.slice(0, 0)
        found = refreshed(opened(parcels, events), *nothing, start + timedelta(days=day))
        return len(found.ledger.numbers)

    assert (settled(29), settled(30)) == (0, 1)
