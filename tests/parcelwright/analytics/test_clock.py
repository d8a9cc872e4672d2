import numpy as np
import pytest

from feed import delivered, journey, on, parcel, silent
from parcelwright.analytics.clock import Clock, clock_of
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.parcels.events import Milestone

DAY0 = int(day_number(on(0)))


def year(count=3000):
    """Ten parcels a day that take 5 to 9 days; nothing arrives from day 150 to 169."""
    pairs = []
    for i in range(count):
        accepted, days = i / 10, 5 + i % 5
        arrives = accepted + days
        if 150 <= arrives < 170:
            days += 20
        pairs.append(delivered(f"LX{i}", accepted, days))
    return pairs


def test_a_standstill_runs_the_clock_slowly():
    columns = columns_of(year(), on(400))
    found = clock_of(columns, on(200))
    speed = found.speed[0]
    assert speed[140] == pytest.approx(1.0, abs=0.15)
    assert speed[160] < 0.3


def test_the_speed_of_a_day_does_not_change_with_what_is_learned_later():
    columns = columns_of(year(), on(400))
    early, late = clock_of(columns, on(160)), clock_of(columns, on(300))
    np.testing.assert_array_equal(early.speed, late.speed[:, :160])


def test_few_parcels_leave_the_clock_at_the_calendar():
    columns = columns_of([delivered(f"LX{i}", i, 8) for i in range(20)], on(100))
    assert set(clock_of(columns, on(60)).speed.ravel()) == {1.0}


def test_without_arrivals_there_is_no_clock():
    assert clock_of(columns_of([silent("LX1", 0)], on(50)), on(50)) is None


def test_days_mix_calendar_and_network_time():
    columns = columns_of([silent("LX1", 0)], on(50))
    slow = Clock(places=(("FR", ""),), first_day=DAY0, speed=np.full((1, 10), 0.5))
    start, end = np.array([DAY0 + 0.0]), np.array([DAY0 + 4.0])
    assert slow.days(columns, start, end)[0] == pytest.approx(0.2 * 4 + 0.8 * 2)
    # Two of these days lie beyond what the clock knows and count in full.
    assert slow.days(columns, start + 8, end + 8)[0] == pytest.approx(0.2 * 4 + 0.8 * 3)


def test_a_place_that_the_clock_does_not_know_runs_by_the_calendar():
    columns = columns_of([silent("LX1", 0)], on(50))
    other = Clock(places=(("BR", ""),), first_day=DAY0, speed=np.full((1, 10), 0.5))
    assert other.days(columns, np.array([DAY0 + 0.0]), np.array([DAY0 + 4.0]))[0] == 4.0


def test_parcels_that_came_nobody_knows_when_change_no_speed():
    undated = [
        (parcel(f"U{i}", accepted=i / 2),
         journey((i / 2, Milestone.ACCEPTED), (None, Milestone.DELIVERED), number=f"U{i}"))
        for i in range(300)
    ]  # fmt: skip
    without = clock_of(columns_of(year(), on(400)), on(200))
    found = clock_of(columns_of(year() + undated, on(400)), on(200))
    np.testing.assert_array_equal(found.speed, without.speed)
