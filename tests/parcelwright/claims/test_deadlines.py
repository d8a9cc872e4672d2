from datetime import date

from parcelwright.calendars import Unit
from parcelwright.claims.deadlines import deadline_of
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import Act, Citation, Confidence, Window
from parcelwright.rulebook.spans import Count, EarliestOf, LatestOf, Since

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
