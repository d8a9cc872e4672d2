from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.uses import uses_of

DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)
EVENT = TrackingEvent(tracking_number="RV482917305CN", source="file")


def on_day(days, milestone=Milestone.ACCEPTED, number="RV482917305CN"):
    when = EventTime.at(DAY + timedelta(days=days))
    return replace(EVENT, occurred_at=when, milestone=milestone, tracking_number=number)


def days_by_use(uses):
    return [sorted((e.occurred_at.utc - DAY).days for e in use.events) for use in uses]


def test_a_start_more_than_ten_months_after_the_last_is_another_package():
    found = uses_of([on_day(0), on_day(304), on_day(320)], stated={}, mains={})

    assert days_by_use(found) == [[0, 304], [320]]


def test_an_event_joins_the_latest_package_that_had_started_before_it():
    scans = [on_day(day, Milestone.SCANNED) for day in (-5, 100, 398, 400, 500)]
    found = uses_of([on_day(0), on_day(400), *scans], stated={}, mains={})

    # Clocks without zones differ by up to a day: day 399 would still count for the second.
    assert days_by_use(found) == [[-5, 0, 100, 398], [400, 400, 500]]


def test_a_start_that_the_seller_states_makes_a_package_without_events():
    found = uses_of([on_day(0)], stated={"RV482917305CN": [DAY + timedelta(days=400)]}, mains={})

    assert [use.serial for use in found] == [1, 2]
    assert days_by_use(found) == [[0], []]


def test_events_under_a_number_of_the_last_mile_belong_to_the_package_that_bears_it():
    last_mile = on_day(9, Milestone.OUT_FOR_DELIVERY, "9400111899223100001234")
    found = uses_of(
        [on_day(0), last_mile], stated={}, mains={"9400111899223100001234": ["RV482917305CN"]}
    )

    assert days_by_use(found) == [[0, 9]]


def test_the_label_of_the_last_mile_does_not_start_a_package():
    last_mile = on_day(400, Milestone.LABEL_CREATED, "9400111899223100001234")
    found = uses_of(
        [on_day(0), last_mile], stated={}, mains={"9400111899223100001234": ["RV482917305CN"]}
    )

    assert len(found) == 1


@given(st.permutations([on_day(d) for d in (0, 200, 310, 700)] + [on_day(5, Milestone.SCANNED)]))
def test_the_order_in_which_events_are_known_changes_nothing(events):
    assert days_by_use(uses_of(events, stated={}, mains={})) == [[0, 5, 200], [310], [700]]
