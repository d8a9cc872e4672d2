from datetime import UTC, datetime

import numpy as np
import pytest

from parcelwright.analytics.bags import bags_of, with_bags
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.detection import parts
from parcelwright.detection.assess import assess_columns, detectors
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.world import simulate

NOW = datetime(2026, 3, 20, 5, tzinfo=UTC)
WORLD = simulate(3000, 7, NOW)
COLUMNS = columns_from_tables(parcels_table(WORLD), events_table(WORLD), NOW)
CLOCK = clock_of(COLUMNS, NOW)
TABLE = learn(COLUMNS, NOW, CLOCK)
FIGURES = ("rows", "standing", "chance_arrives", "chance_low", "chance_high", "based_on",
           "journeys", "fired")  # fmt: skip


def assert_same_figures(one, other):
    for name in FIGURES:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    np.testing.assert_array_equal(one.view.watched_days, other.view.watched_days)
    np.testing.assert_array_equal(one.view.silent_days, other.view.silent_days)


@pytest.mark.parametrize(("size", "workers"), [(1, 1), (97, 1), (97, 4)])
def test_parcels_in_parts_and_among_threads_get_the_figures_of_all_together(
    monkeypatch, size, workers
):
    columns = with_bags(COLUMNS, bags_of(COLUMNS, day_number(NOW)))
    whole = assess_columns(columns, TABLE, NOW, CLOCK)
    monkeypatch.setattr(parts, "PART", size)
    apart = assess_columns(columns, TABLE, NOW, CLOCK, workers=workers)
    assert len(whole) > 200
    assert_same_figures(apart, whole)
    assert apart.assessment(150) == whole.assessment(150)


def test_a_part_of_the_columns_is_what_taking_its_rows_gives():
    part, taken = COLUMNS.part(100, 350), COLUMNS.take(np.arange(100, 350))
    for name in ("lane", "since", "flags", "outcome_at"):
        np.testing.assert_array_equal(getattr(part, name), getattr(taken, name))
    for name in ("row", "mark", "stage", "at", "heard", "outcome"):
        np.testing.assert_array_equal(getattr(part.scans, name), getattr(taken.scans, name))


def test_parcels_that_are_all_open_are_not_copied():
    still = COLUMNS.take(assess_columns(COLUMNS, TABLE, NOW, CLOCK).rows)
    found = assess_columns(still, TABLE, NOW, CLOCK)
    assert len(found) == len(still)
    assert found.view.columns.since is still.since


def test_a_part_that_fails_in_another_thread_fails_the_whole(monkeypatch):
    monkeypatch.setattr(parts, "PART", 1000)

    def work(start, some):
        if start:
            raise ValueError("no such part")

    def nothing(start, some):
        pass

    for both in ((work, nothing), (nothing, work)):
        with pytest.raises(ValueError, match="no such part"):
            parts.in_parts(*both, COLUMNS, workers=2)


@pytest.mark.parametrize(("workers", "size"), [(1, 100), (3, 100), (3, 17), (2, 5000)])
def test_every_parcel_is_worked_on_once_by_part_and_then_once_by_share(monkeypatch, workers, size):
    monkeypatch.setattr(parts, "PART", size)
    by_part, by_share = np.zeros(len(COLUMNS)), np.zeros(len(COLUMNS))

    def numbers(start, some):
        by_part[start : start + len(some)] += some.since

    def bytes_too(start, some):
        by_share[start : start + len(some)] += by_part[start : start + len(some)]

    parts.in_parts(numbers, bytes_too, COLUMNS, workers)
    np.testing.assert_array_equal(by_part, COLUMNS.since)
    np.testing.assert_array_equal(by_share, COLUMNS.since)


def test_detectors_speak_where_their_bits_are_set():
    found = assess_columns(COLUMNS, TABLE, NOW, CLOCK)
    for place, fired in enumerate(found.fired):
        np.testing.assert_array_equal(fired, found.spoken >> place & 1)
        np.testing.assert_array_equal(fired, detectors()[place].applies(found.view))
