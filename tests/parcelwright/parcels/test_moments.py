from datetime import UTC, datetime, timedelta

import pytest

from parcelwright.parcels.events import EventTime
from parcelwright.parcels.moments import span_of, surely_before


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2026-03-01T08:00:00+08:00", 0),
        ("2026-03-01T08:00:00", 26),
        ("2026-03-01T08:00:00Z", 26),
        ("2026-03-01", 50),
    ],
)
def test_a_time_spans_all_that_it_can_mean(text, hours):
    early, late = span_of(EventTime.parse(text))
    assert late - early == timedelta(hours=hours)


def test_an_instant_is_itself():
    moment = EventTime.parse("2026-03-01T08:00:00+08:00")
    assert span_of(moment)[0] == datetime(2026, 3, 1, tzinfo=UTC)


def test_a_date_may_begin_where_the_day_begins_first_and_end_where_it_ends_last():
    assert span_of(EventTime.parse("2026-03-01")) == (
        datetime(2026, 2, 28, 10, tzinfo=UTC),
        datetime(2026, 3, 2, 12, tzinfo=UTC),
    )


def test_only_a_gap_beyond_every_reading_is_surely_before():
    first = EventTime.parse("2026-03-01T08:00:00+08:00")
    assert surely_before(first, EventTime.parse("2026-03-01T08:01:00+08:00"))
    assert not surely_before(first, EventTime.parse("2026-03-01T13:00:00"))
    assert not surely_before(first, EventTime.parse("2026-03-02T07:00:00+08:00"), timedelta(days=1))
