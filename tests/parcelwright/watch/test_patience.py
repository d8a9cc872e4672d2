from datetime import UTC, datetime, timedelta

import pytest

from parcelwright.asking.replies import Trouble, TroubleKind
from parcelwright.watch.patience import quiet_until

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)


def wait(kind, times=1, asked=None):
    return quiet_until(Trouble(kind=kind, what="", wait=asked), times, NOW) - NOW


def test_a_source_is_left_alone_as_long_as_it_asks_but_a_day_at_most():
    assert wait(TroubleKind.THROTTLED, asked=timedelta(seconds=90)) == timedelta(seconds=90)
    assert wait(TroubleKind.DOWN, asked=timedelta(days=9)) == timedelta(days=1)
    assert wait(TroubleKind.THROTTLED, asked=timedelta(0)) == timedelta(seconds=1)


@pytest.mark.parametrize(
    ("times", "minutes"), [(1, 5), (2, 10), (3, 20), (7, 320), (8, 360), (90, 360)]
)
def test_a_source_that_is_down_is_left_alone_twice_as_long_each_time_up_to_six_hours(
    times, minutes
):
    assert wait(TroubleKind.DOWN, times) == timedelta(minutes=minutes)


def test_a_spent_budget_lasts_until_the_day_ends():
    assert wait(TroubleKind.BUDGET_SPENT) == timedelta(hours=4)


@pytest.mark.parametrize("kind", [TroubleKind.BAD_ACCESS, TroubleKind.BAD_REQUEST])
def test_what_waiting_does_not_cure_is_not_waited_for(kind):
    assert wait(kind) == timedelta(0)
