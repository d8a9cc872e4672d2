from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.watch.order_reading import EVERY, FIRST, MOST_PAGES, OVERLAP, Place, told

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=3)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


def test_the_first_reading_goes_sixty_days_back():
    assert Place.restored({}, NOW) == Place(since=NOW - FIRST)
    assert FIRST.days == 60


@given(MOMENTS, st.text(max_size=20), st.integers(0, 99), st.none() | MOMENTS, st.none() | MOMENTS)
def test_a_stored_place_is_the_same_place(since, page, pages, newest, ended_at):
    place = Place(since=since, page=page, pages=pages, newest=newest, ended_at=ended_at)
    assert Place.restored(place.stored(), NOW) == place


def test_within_a_reading_since_stays_and_the_last_change_is_kept():
    first = Place(since=SINCE).after("p2", NOW - timedelta(hours=2), NOW)
    second = first.after("p3", NOW - timedelta(hours=5), NOW)
    assert second == Place(since=SINCE, page="p3", pages=2, newest=NOW - timedelta(hours=2))


def test_the_next_reading_starts_a_little_before_the_last_change():
    newest = NOW - timedelta(hours=2)
    assert Place(since=SINCE).after("", newest, NOW) == Place(since=newest - OVERLAP, ended_at=NOW)


@pytest.mark.parametrize("changed", [None, SINCE + timedelta(minutes=1)])
def test_a_reading_never_starts_earlier_than_the_one_before(changed):
    assert Place(since=SINCE).after("", changed, NOW) == Place(since=SINCE, ended_at=NOW)


def test_a_clock_that_runs_ahead_loses_no_order():
    ahead = NOW + timedelta(days=1)
    assert Place(since=SINCE).after("", ahead, NOW).since == NOW - OVERLAP


@pytest.mark.parametrize(
    ("place", "cursor", "expected"),
    [
        (Place(since=SINCE, page="p2"), "p2", True),
        (Place(since=SINCE, page="p2"), "p3", False),
        (Place(since=SINCE, pages=MOST_PAGES), "p3", True),
        (Place(since=SINCE, pages=MOST_PAGES), "", False),
        (Place(since=SINCE), "", False),
    ],
)
def test_a_page_that_leads_to_itself_goes_in_circles(place, cursor, expected):
    assert place.goes_in_circles(cursor) is expected


def test_pages_follow_at_the_pace_of_the_shop_and_readings_every_quarter_of_an_hour():
    soon, later = NOW + timedelta(seconds=2), NOW + timedelta(minutes=15)
    assert Place(since=SINCE).next_at(None, 0.5) is None
    assert Place(since=SINCE).next_at(NOW, 0.5) == soon
    assert Place(since=SINCE, page="p2", ended_at=SINCE).next_at(NOW, 0.5) == soon
    assert Place(since=SINCE, ended_at=NOW).next_at(soon, 0.5) == NOW + EVERY == later


@pytest.mark.parametrize(
    ("orders", "parcels", "problems", "line"),
    [
        (0, 0, [], "No order changed."),
        (2, 1, [], "Changed orders: 2, tracking numbers: 1."),
        (
            2,
            1,
            ["an order without a number", "x"],
            (
                "Changed orders: 2, tracking numbers: 1; not read: 2, "
                "such as an order without a number"
            ),
        ),
    ],
)
def test_a_page_is_told_in_one_line(orders, parcels, problems, line):
    assert told(orders, parcels, problems) == line
