from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.watch.budget import Allotment, Budget, allot, left_today

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def budget(per_day=None, made=0):
    return Budget(per_day=per_day, made=made, on=NOON.date())


def test_calls_of_another_day_do_not_count():
    assert left_today(budget(100, 30), NOON) == 70
    assert left_today(budget(100, 30), NOON + timedelta(hours=12)) == 100
    assert left_today(budget(100, 130), NOON) == 0
    assert left_today(budget(), NOON) is None


@pytest.mark.parametrize(
    ("urgent", "routine", "share"),
    [
        (0, 3, Allotment(urgent=0, routine=3)),
        (3, 0, Allotment(urgent=3, routine=0)),
        (5, 20, Allotment(urgent=5, routine=3)),
        # Every fourth call goes to the rest.
        (20, 20, Allotment(urgent=6, routine=2)),
    ],
)
def test_urgent_numbers_go_first_and_every_fourth_call_goes_to_the_rest(urgent, routine, share):
    assert allot(budget(), 8, urgent, routine, NOON) == share


def test_one_call_at_a_time_the_rest_still_has_its_turn():
    shares = [allot(budget(None, made), 1, 9, 9, NOON).routine for made in range(8)]
    assert shares == [0, 0, 0, 1, 0, 0, 0, 1]


def test_a_part_of_the_day_is_kept_back_for_what_becomes_urgent():
    # At noon an eighth of 80 calls is kept back.
    assert allot(budget(80, 70), 8, 0, 8, NOON) == Allotment(urgent=0, routine=0)
    assert allot(budget(80, 67), 8, 0, 8, NOON) == Allotment(urgent=0, routine=3)
    assert allot(budget(80, 70), 8, 8, 0, NOON) == Allotment(urgent=8, routine=0)
    late = NOON + timedelta(hours=11, minutes=59)
    assert allot(budget(80, 70), 8, 0, 8, late) == Allotment(urgent=0, routine=8)


counts = st.integers(0, 300)


@given(st.none() | counts, counts, counts, counts, counts, st.integers(0, 86_399))
def test_no_more_is_given_than_wanted_than_fits_and_than_is_left(
    per_day, made, capacity, urgent, routine, second
):
    now = NOON.replace(hour=0) + timedelta(seconds=second)
    share = allot(budget(per_day, made), capacity, urgent, routine, now)
    assert 0 <= share.urgent <= urgent
    assert 0 <= share.routine <= routine
    assert share.calls <= capacity
    left = left_today(budget(per_day, made), now)
    assert left is None or share.calls <= left


@given(counts, counts, counts)
def test_no_call_is_idle_while_somebody_waits_and_the_day_has_no_limit(capacity, urgent, routine):
    share = allot(budget(), capacity, urgent, routine, NOON)
    assert share.calls == min(capacity, urgent + routine)
