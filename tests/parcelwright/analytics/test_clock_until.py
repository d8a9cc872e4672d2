import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.analytics.clock import Clock
from parcelwright.analytics.clock_until import days_until
from parcelwright.analytics.columns import STAGES, LaneKey

LANES = tuple(
    LaneKey(carrier="post", origin_country="CN", destination_country=there)
    for there in ("DE", "FR", "XX")
)
SPEED = np.array([[1.0, 0.5, 2.0, 0.25], [1.0, 1.0, 0.15, 2.5]])
CLOCK = Clock(places=(("DE", ""), ("FR", "")), first_day=100, speed=SPEED)
moments = st.floats(80, 130)


def read(lane, start, moment, clock=CLOCK):
    found = np.empty(len(start))
    place = np.full(len(start), lane * len(STAGES), np.intp)
    days_until(clock.of_lanes(LANES), moment).since(place, np.array(start), found)
    return found


@given(st.sampled_from(range(3)), moments, st.floats(0, 60))
def test_days_until_a_moment_are_those_that_the_clock_counts_between_two(lane, moment, before):
    start, end = np.array([moment - before]), np.array([moment])
    of, stage = np.array([lane], np.int32), np.zeros(1, np.int8)
    between = CLOCK.of_lanes(LANES).days(of, stage, start, end)
    np.testing.assert_allclose(read(lane, start, moment), between, atol=1e-11)


@given(st.sampled_from(range(3)), moments, st.lists(st.floats(0, 60), min_size=2, max_size=9))
def test_a_silence_that_began_sooner_is_never_shorter_on_the_clock(lane, moment, before):
    found = read(lane, [moment - days for days in sorted(before)], moment)
    assert (np.diff(found) >= -1e-12).all()
    assert (found >= 0).all()


def test_a_place_that_the_clock_does_not_know_counts_days_of_the_calendar():
    assert read(2, [101.25], 103.75) == pytest.approx([2.5], abs=1e-12)


def test_each_stage_is_read_at_the_place_that_rules_over_it():
    clock = Clock(
        places=(("CN", ""), ("DE", "")), first_day=100, speed=SPEED, staged=frozenset({"post"})
    )
    place, found = np.array([STAGES.index("line_haul"), STAGES.index("delivery")]), np.empty(2)
    days_until(clock.of_lanes(LANES), 103.0).since(place, np.array([102.0, 102.0]), found)
    np.testing.assert_allclose(found, [0.2 + 0.8 * 2.0, 0.2 + 0.8 * 0.15])
