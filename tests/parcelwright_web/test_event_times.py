import pytest
from django.utils import translation

from parcelwright.parcels.events import EventTime
from parcelwright_web.event_times import clock_text, event_text


@pytest.mark.parametrize(
    ("stated", "clock"),
    [
        ("2026-10-13T04:02:00+08:00", "04:02 UTC+8"),
        ("2026-10-13T04:02:00Z", "04:02 UTC"),
        ("2026-10-13T04:02:00-03:30", "04:02 UTC−3:30"),
        ("2026-10-13T04:02:00", "04:02, zone unknown"),
        ("2026-10-13", ""),
    ],
)
def test_a_time_of_day_says_what_is_known_of_its_zone(stated, clock):
    assert clock_text(EventTime.parse(stated)) == clock


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "9 Oct 2026 22:43 UTC+8"), ("zh-hans", "2026年10月9日 22:43 UTC+8")],
)
def test_an_event_is_dated_in_the_readers_form(language, said):
    with translation.override(language):
        assert event_text(EventTime.parse("2026-10-09T22:43:37+08:00")) == said


def test_a_date_alone_is_given_no_time():
    assert event_text(EventTime.parse("2026-10-09")) == "9 Oct 2026"
