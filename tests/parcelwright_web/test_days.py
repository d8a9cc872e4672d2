from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from parcelwright_web import clock
from parcelwright_web.days import moment_text, month_text, short_day


@pytest.fixture(autouse=True)
def _in_november(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "this_year", "last_year"),
    [("en", "13 Oct", "13 Oct 2025"), ("zh-hans", "10月13日", "2025年10月13日")],
)
def test_a_short_day_names_its_year_where_it_is_another_one(language, this_year, last_year):
    with translation.override(language):
        assert short_day(date(2026, 10, 13)) == this_year
        assert short_day(date(2025, 10, 13)) == last_year


def test_a_moment_of_another_year_names_the_year():
    at = datetime(2025, 12, 31, 23, 5, tzinfo=UTC)
    assert moment_text(at) == "31 Dec 2025 23:05 UTC"
    assert moment_text(at.replace(year=2026)) == "31 Dec 23:05 UTC"


@pytest.mark.parametrize(("language", "said"), [("en", "Nov 2026"), ("zh-hans", "2026年11月")])
def test_a_month_is_said_in_the_readers_form(language, said):
    with translation.override(language):
        assert month_text("2026-11") == said
