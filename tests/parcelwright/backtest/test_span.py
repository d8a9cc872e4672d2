from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.backtest.span import LEAST_DAYS, Span, first_train_until, first_until, suggested

FIRST = date(2025, 1, 1)


def days(*after):
    return Counter(FIRST + timedelta(days=n) for n in after)


def test_it_learns_from_the_first_half_of_the_parcels_that_can_be_followed():
    # 300 days, one parcel a day; the last 75 days cannot be followed to their end.
    span = suggested(days(*range(300)), FIRST + timedelta(days=299))
    assert span == Span(train_until=date(2025, 4, 23), until=date(2025, 10, 27))


def test_a_history_a_day_too_short_has_no_span_and_one_of_the_least_length_has():
    short, enough = (
        suggested(days(*range(length)), FIRST + timedelta(days=length - 1))
        for length in (LEAST_DAYS, LEAST_DAYS + 1)
    )
    assert short is None
    assert enough == Span(train_until=date(2025, 3, 2), until=date(2025, 5, 17))


def test_without_parcels_there_is_no_span():
    assert suggested({}, FIRST) is None


def test_the_half_is_one_of_parcels_and_not_of_days():
    # Of 31 parcels that can be followed 20 came on day 120, and 11 one a day from day 0.
    accepted = days(*range(10), *[120] * 20, 150)
    assert suggested(accepted, FIRST + timedelta(days=300)).train_until == date(2025, 5, 1)


@given(st.lists(st.integers(0, 600), max_size=40), st.integers(0, 700))
def test_a_span_is_one_that_its_own_limits_allow_and_judges_somebody(after, length):
    accepted = days(*after)
    until = FIRST + timedelta(days=length)
    span = suggested(accepted, until)
    if span is None:
        return
    assert span.train_until >= first_train_until(min(accepted))
    assert span.until >= first_until(span.train_until)
    judged = [day for day in accepted if span.train_until < day <= until - timedelta(days=75)]
    assert judged


@pytest.mark.parametrize("more", [1, 30])
def test_the_first_day_to_judge_until_follows_one_parcel_of_the_day_after(more):
    train = first_train_until(FIRST)
    assert (first_until(train + timedelta(days=more)) - train).days == more + 76
