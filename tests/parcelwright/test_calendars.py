from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.calendars import Unit, add_months, add_working_days, is_working_day, shifted

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))


def test_six_months_after_the_end_of_august_is_the_end_of_february():
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)


def test_six_months_after_the_end_of_august_reaches_the_leap_day():
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)


def test_twelve_months_after_a_leap_day_is_the_28th():
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_a_period_of_months_crosses_the_year():
    assert add_months(date(2025, 12, 31), 2) == date(2026, 2, 28)


def test_180_days_are_days_and_not_six_months():
    assert shifted(date(2025, 8, 31), 180, Unit.DAYS) == date(2026, 2, 27)


def test_two_years_are_twentyfour_months():
    assert shifted(date(2024, 12, 28), 2, Unit.YEARS) == date(2026, 12, 28)


def test_four_weeks_are_28_days():
    assert shifted(date(2026, 2, 1), 4, Unit.WEEKS) == date(2026, 3, 1)


def test_a_negative_period_is_refused():
    with pytest.raises(ValueError, match="a period cannot have -1 days"):
        shifted(date(2026, 1, 1), -1, Unit.DAYS)


def test_five_working_days_skip_german_holidays_at_easter():
    assert add_working_days(date(2026, 4, 2), 2, "DE") == date(2026, 4, 8)


def test_the_saudi_weekend_is_friday_and_saturday():
    assert [is_working_day(date(2026, 11, day), "SA") for day in (19, 20, 21, 22)] == [
        True,
        False,
        False,
        True,
    ]


def test_china_works_on_a_saturday_that_pays_for_a_holiday():
    assert is_working_day(date(2025, 10, 11), "CN")


def test_of_an_unknown_country_only_the_weekend_is_free():
    assert add_working_days(date(2026, 12, 24), 1, "QQ") == date(2026, 12, 25)


@pytest.mark.parametrize(("day", "n", "country", "end"), [
    # Tuesday 23 December 2025: 24, 26, 27, 29, 30, 31 and 2 January in Belgium.
    (date(2025, 12, 23), 7, "BE", date(2026, 1, 2)),
    # The Netherlands keep 26 December too.
    (date(2025, 12, 23), 7, "NL", date(2026, 1, 3)),
    # A Saturday counts, and an unknown country has no holidays.
    (date(2025, 12, 26), 2, "QQ", date(2025, 12, 29)),
    (date(2025, 12, 26), 0, "NL", date(2025, 12, 26)),
])  # fmt: skip
def test_days_without_sundays_and_holidays_keep_the_saturdays(day, n, country, end):
    assert shifted(day, n, Unit.DAYS_WITHOUT_SUNDAYS_AND_HOLIDAYS, country) == end


def test_days_without_sundays_know_no_holidays():
    # Wednesday 24 December 2025: 25, 26 and 27, without Sunday the 28th, then the 29th.
    assert shifted(date(2025, 12, 24), 4, Unit.DAYS_WITHOUT_SUNDAYS, "NL") == date(2025, 12, 29)


@given(DAYS, st.integers(1, 30), st.sampled_from(["", "NL", "SA", "CN"]))
def test_leaving_out_more_days_never_ends_a_period_earlier(day, n, country):
    plain = shifted(day, n, Unit.DAYS)
    sundays = shifted(day, n, Unit.DAYS_WITHOUT_SUNDAYS, country)
    holidays = shifted(day, n, Unit.DAYS_WITHOUT_SUNDAYS_AND_HOLIDAYS, country)
    assert plain <= sundays <= holidays
    assert 6 not in {sundays.weekday(), holidays.weekday()}


@pytest.mark.parametrize(("unit", "one", "many"), [
    (Unit.WORKING_DAYS, "working day", "working days"),
    (Unit.DAYS_WITHOUT_SUNDAYS, "day without Sundays", "days without Sundays"),
    (
        Unit.DAYS_WITHOUT_SUNDAYS_AND_HOLIDAYS,
        "day without Sundays and holidays",
        "days without Sundays and holidays",
    ),
    (Unit.MONTHS, "month", "months"),
])  # fmt: skip
def test_a_unit_is_said_for_one_and_for_many(unit, one, many):
    assert (unit.spoken(1), unit.spoken(7)) == (one, many)


@given(DAYS, st.integers(0, 60))
def test_months_never_leave_the_month_they_aim_at(day, n):
    later = add_months(day, n)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == n
    assert later.day <= day.day


@given(DAYS, st.integers(0, 24), st.integers(0, 24))
def test_a_longer_period_never_ends_earlier(day, n, more):
    for unit in (Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS):
        assert shifted(day, n, unit) <= shifted(day, n + more, unit)


@given(DAYS, st.integers(1, 30))
def test_working_days_end_on_one_and_count_as_many(day, n):
    end = add_working_days(day, n, "DE")
    between = (day + timedelta(days=at) for at in range(1, (end - day).days + 1))
    assert is_working_day(end, "DE")
    assert sum(is_working_day(each, "DE") for each in between) == n
