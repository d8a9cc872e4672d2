from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.calendars import Unit
from parcelwright.claims.deadlines import deadline_of
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import Act, Citation, Confidence, Window
from parcelwright.rulebook.spans import (
    After,
    Count,
    EarliestKnown,
    EarliestOf,
    FirstKnown,
    LatestOf,
    Since,
)

RULE = shipped_book().by_id["deutsche-post-dhl/registered"][0]
POSTED = {Since.POSTING: date(2025, 12, 22)}
BOTH = POSTED | {Since.LAST_SCAN: date(2026, 1, 10)}


def last(span, moments=POSTED):
    window = Window(
        act=Act.CLAIM, latest=span, confidence=Confidence.HIGH, citation=Citation(title="T")
    )
    return deadline_of(RULE, window, moments)


def count(n, unit=Unit.DAYS, since=Since.POSTING, **more):
    return Count(n=n, unit=unit, since=since, **more)


def test_the_day_of_posting_itself_is_not_counted():
    assert last(count(30)).latest == date(2026, 1, 21)


def test_an_inclusive_period_ends_a_day_sooner():
    assert last(count(30, inclusive=True)).latest == date(2026, 1, 20)


def test_working_days_follow_the_calendar_of_the_payer():
    assert last(count(3, Unit.WORKING_DAYS)).latest == date(2025, 12, 29)


def test_working_days_follow_the_calendar_that_the_rule_names():
    assert last(count(3, Unit.WORKING_DAYS, calendar="CN")).latest == date(2025, 12, 25)


def test_the_earlier_of_two_periods_counts():
    span = EarliestOf(spans=(count(60), count(30, since=Since.LAST_SCAN)))
    assert last(span, BOTH).latest == date(2026, 2, 9)


def test_the_later_of_two_periods_counts_where_the_rule_says_so():
    span = LatestOf(spans=(count(60), count(30, since=Since.LAST_SCAN)))
    assert last(span, BOTH).latest == date(2026, 2, 20)


def test_one_unknown_moment_of_two_leaves_the_day_unknown():
    found = last(EarliestOf(spans=(count(60), count(30, since=Since.LAST_SCAN))))
    assert found.latest is None
    assert found.explanation == "Check with the carrier: the last scan is not known."


def test_the_explanation_says_how_the_day_came_about_and_where_it_ends():
    assert last(count(30)).explanation == (
        "To the end of 21 Jan 2026 in Europe/Berlin, "
        "30 calendar days after the posting on 22 Dec 2025."
    )


def test_a_period_of_no_days_is_said_as_the_day_itself():
    assert last(count(0)).explanation == (
        "To the end of 22 Dec 2025 in Europe/Berlin, the day of the posting on 22 Dec 2025."
    )


def test_the_first_known_of_several_moments_counts_in_their_order():
    span = FirstKnown(spans=(count(30, since=Since.LAST_SCAN), count(60)))
    assert last(span, BOTH).latest == date(2026, 2, 9)
    assert last(span).latest == date(2026, 2, 20)


def test_of_moments_none_of_which_is_known_each_is_named():
    span = FirstKnown(spans=(count(30, since=Since.LAST_SCAN), count(60, since=Since.DISCOVERY)))
    found = last(span)
    assert found.latest is None
    assert found.explanation == (
        "Check with the carrier: the last scan is not known, the discovery is not known."
    )


def test_any_of_several_events_opens_the_period_once_the_first_has_come():
    span = EarliestKnown(spans=(count(0, since=Since.LOSS_CONFIRMED), count(60)))
    confirmed = POSTED | {Since.LOSS_CONFIRMED: date(2026, 1, 5)}
    assert last(span).latest == date(2026, 2, 20)
    assert last(span, confirmed).latest == date(2026, 1, 5)


def test_a_period_after_the_end_of_another_keeps_the_length_of_its_year():
    # 60 days after 31 Dec 2027 end on 29 Feb 2028, from which a year ends on 28 Feb 2029.
    found = last(After(span=count(60), n=1, unit=Unit.YEARS), {Since.POSTING: date(2027, 12, 31)})
    assert found.latest == date(2029, 2, 28)
    assert found.explanation == (
        "To the end of 28 Feb 2029 in Europe/Berlin, 1 year after the end of 60 calendar days "
        "after the posting on 31 Dec 2027."
    )


def test_only_the_known_of_several_events_are_explained():
    span = EarliestKnown(spans=(count(0, since=Since.LOSS_CONFIRMED), count(60)))
    assert last(span).explanation == (
        "To the end of 20 Feb 2026 in Europe/Berlin, 60 calendar days after the posting on "
        "22 Dec 2025."
    )


@pytest.mark.parametrize("kind", [EarliestOf, LatestOf, FirstKnown, EarliestKnown])
@given(days=st.lists(st.integers(0, 400), min_size=1, max_size=4))
def test_a_day_chosen_from_several_is_always_the_day_of_one_of_them(kind, days):
    spans = tuple(count(n) for n in days)
    assert last(kind(spans=spans)).latest in {last(span).latest for span in spans}


@given(n=st.integers(0, 40), more=st.integers(0, 40))
def test_days_after_days_are_the_days_together(n, more):
    chained = After(span=count(n), n=more, unit=Unit.DAYS)
    assert last(chained).latest == last(count(n + more)).latest
