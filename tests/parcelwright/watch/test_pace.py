from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.asking.replies import Standing
from parcelwright.watch.pace import CAP, again_at, is_pushed, next_look, spread
from watch_facts import START, on, subject, watched

HOUR = timedelta(hours=1)


def wait(now, about=None, watch=None):
    """The wait before it is spread, in hours, for a number whose spread is known."""
    about = about or subject()
    found = next_look(about, watch or watched(), now) - now
    return round(found / spread(HOUR, about.number), 3)


@pytest.mark.parametrize(
    ("quiet_days", "hours"), [(0, 4), (1, 4), (2, 6), (8, 24), (16, 48), (24, 72), (300, 72)]
)
def test_the_wait_is_an_eighth_of_the_silence_from_four_hours_to_three_days(quiet_days, hours):
    assert wait(on(quiet_days)) == hours


def test_a_scan_or_another_answer_makes_the_pace_quick_again():
    assert wait(on(20), subject(moved_at=on(18))) == 6
    assert wait(on(20), watch=watched(changed_at=on(19))) == 4


def test_a_scan_dated_ahead_counts_as_news_of_now():
    assert wait(on(20), subject(moved_at=on(25))) == 4


def test_a_number_that_somebody_waits_for_is_asked_about_twice_a_day():
    assert wait(on(40), subject(is_urgent=True)) == 12


@pytest.mark.parametrize(
    ("days_left", "hours"), [(20, 72), (8, 48), (4, 24), (1, 6), (0.5, 3), (0.1, 3)]
)
def test_a_quarter_of_the_time_to_a_deadline_is_the_longest_wait(days_left, hours):
    assert wait(on(40), subject(deadline_at=on(40 + days_left))) == hours


def test_a_deadline_that_has_passed_changes_nothing():
    assert wait(on(40), subject(deadline_at=on(39))) == 72


def test_after_a_delivery_the_number_is_asked_about_ever_less():
    assert [wait(on(day), subject(closed_at=START)) for day in (0, 2, 4, 8)] == [24, 24, 48, 72]


moments = st.floats(min_value=-400, max_value=400).map(on)
maybe = st.none() | moments
subjects = st.builds(
    subject, number=st.text("ABC123", min_size=1, max_size=13), deadline_at=maybe, moved_at=maybe,
    closed_at=maybe, pushed_at=maybe, is_urgent=st.booleans(),
)  # fmt: skip


@given(subjects, st.builds(watched, changed_at=maybe, started_at=moments), moments)
def test_the_next_look_is_always_later_than_now_and_within_three_days(about, watch, now):
    at = next_look(about, watch, now)
    assert now + 2 * HOUR < at <= now + CAP


@given(st.text(min_size=1, max_size=20))
def test_a_wait_is_spread_by_a_tenth_at_most_and_always_alike(number):
    found = spread(CAP, number)
    assert CAP * 0.9 <= found <= CAP
    assert found == spread(CAP, number)


def test_numbers_that_came_together_are_not_asked_about_together():
    looks = {spread(CAP, f"RV{index:09d}CN") // timedelta(minutes=10) for index in range(1000)}
    # A tenth of three days holds 43 stretches of ten minutes.
    assert len(looks) >= 43


@pytest.mark.parametrize(("times", "hours"), [(1, 6), (2, 12), (3, 24), (4, 48), (5, 72), (60, 72)])
def test_a_source_that_knows_nothing_is_asked_ever_less_but_never_left(times, hours):
    waited = again_at(Standing.NOT_FOUND, times, "RV1", START) - START
    assert round(waited / spread(HOUR, "RV1"), 3) == hours


def test_nobody_is_asked_while_a_source_posts_unless_a_deadline_is_near():
    now = on(10)
    assert is_pushed(subject(pushed_at=on(8)), now)
    assert not is_pushed(subject(pushed_at=on(7)), now)
    assert not is_pushed(subject(), now)
    assert not is_pushed(subject(pushed_at=on(9), deadline_at=on(12)), now)
    assert is_pushed(subject(pushed_at=on(9), deadline_at=on(20)), now)
    assert is_pushed(subject(pushed_at=on(9), deadline_at=on(9)), now)
