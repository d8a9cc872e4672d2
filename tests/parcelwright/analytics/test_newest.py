import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.analytics.newest import newest_among, newest_day


def test_a_few_events_half_a_year_behind_all_others_do_not_make_the_newest_day():
    assert newest_day(np.array([*range(300), 900.0, 901.0])) == 299.0


def test_more_than_one_in_a_hundred_behind_a_gap_are_a_season_and_no_slip():
    assert newest_day(np.array([*range(300), 900.0, 901.0, 902.0, 903.0])) == 903.0


def test_without_a_time_there_is_no_newest_day():
    assert np.isnan(newest_day(np.array([np.nan])))


@given(st.lists(st.sampled_from([*np.arange(0.25, 900, 7.25)]), min_size=1, max_size=150))
def test_counts_by_calendar_day_tell_the_newest_day_as_their_events_do(days):
    told = np.sort(np.array(days))
    day, begins, events = np.unique(np.floor(told), return_index=True, return_counts=True)
    assert len(day)
    first, last = told[begins], told[begins + events - 1]
    assert newest_among(first, last, events) == pytest.approx(newest_day(told), abs=0)
