from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.events import EventTime, TimeKind
from parcelwright.sources._zones import at_moment, in_zone, offset_min

WALL = EventTime.parse("2026-03-02T10:00:00")


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [
        ("+08", 480), ("+8", 480), ("+0800", 480), ("+08:00", 480), ("GMT+8", 480),
        ("UTC+05:30", 330), ("-05", -300), ("GMT-03:30", -210), ("+14", 840), ("-12", -720),
        ("GMT+0", 0),
    ],
)  # fmt: skip
def test_a_zone_is_read_however_it_is_written(zone, minutes):
    assert offset_min(zone) == minutes


@pytest.mark.parametrize("zone", ["", "CST", "8", "+15", "-13", "+08:75", "GMT", "+8 hours", "++8"])
def test_a_zone_that_is_none_stays_unread(zone):
    assert offset_min(zone) is None


def test_a_clock_in_its_zone_is_an_instant():
    assert in_zone(WALL, "GMT+8").isoformat() == "2026-03-02T10:00:00+08:00"


def test_a_clock_without_a_zone_stays_without_one():
    assert in_zone(WALL, "CST").kind is TimeKind.LOCAL


def test_a_day_gets_no_zone():
    day = EventTime.on(date(2026, 3, 2))
    assert in_zone(day, "+08") == day
    assert at_moment(day, datetime(2026, 3, 2, tzinfo=UTC)) == day


def test_a_zone_written_with_the_clock_is_not_believed_beside_the_moment():
    wall = EventTime.parse("2026-03-02T10:00:00Z")
    found = at_moment(wall, datetime(2026, 3, 2, 2, tzinfo=UTC))
    assert found.isoformat() == "2026-03-02T10:00:00+08:00"


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 3, 2, 2, 7, tzinfo=UTC), datetime(2026, 3, 1, 10, tzinfo=UTC), None],
    ids=["no quarter of an hour", "a day apart", "unknown"],
)
def test_a_clock_that_does_not_fit_its_moment_stays_local(moment):
    assert at_moment(WALL, moment) == WALL


@given(st.integers(-48, 56), st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))
def test_a_clock_and_its_moment_give_the_zone_back(quarters, utc):
    moment = utc.replace(tzinfo=UTC)
    instant = EventTime.at(moment, quarters * 15)
    assert at_moment(EventTime(instant.local, TimeKind.LOCAL), moment) == instant
