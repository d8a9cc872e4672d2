from datetime import UTC, datetime, timedelta

import pytest

from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.journey import journey_of, merged
from parcelwright.parcels.snapshots import newest, snapshots_in

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
NUMBER = "RV482917305CN"


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def event(happened: float | None, milestone=Milestone.SCANNED, *, told: float, **more):
    return TrackingEvent(**{
        "tracking_number": NUMBER, "source": "aftership", "milestone": milestone,
        "occurred_at": None if happened is None else EventTime.at(day(happened)),
        "received_at": day(told), "code": milestone.value, "payload_digest": "d", **more,
    })  # fmt: skip


def snapshot(*events: TrackingEvent, told: float, digest="d", in_order=True):
    [found] = snapshots_in(events, told_at=day(told), digest=digest, in_order=in_order)
    return found


TAKEN = event(0, Milestone.ACCEPTED, told=1)
TAKEN_AGAIN = event(0, Milestone.ACCEPTED, told=5)
LEFT_AGAIN = event(2, Milestone.DEPARTED, told=5)
DELIVERED = event(1, Milestone.DELIVERED, told=3)


def test_what_the_newest_history_leaves_out_is_withdrawn_and_counts_for_nothing():
    whole = snapshot(TAKEN_AGAIN, LEFT_AGAIN, told=5)
    journey = journey_of([TAKEN_AGAIN, DELIVERED, LEFT_AGAIN], [whole])
    assert journey.events == (TAKEN_AGAIN, LEFT_AGAIN)
    assert journey.withdrawn == (DELIVERED,)
    assert journey.outcome is None


def test_what_the_newest_history_repeats_stands():
    whole = snapshot(TAKEN_AGAIN, LEFT_AGAIN, told=5)
    assert journey_of([TAKEN_AGAIN, LEFT_AGAIN], [whole]).withdrawn == ()


def test_a_statement_before_all_that_is_told_was_only_forgotten():
    whole = snapshot(LEFT_AGAIN, told=5)
    assert journey_of([TAKEN, LEFT_AGAIN], [whole]).withdrawn == ()


@pytest.mark.parametrize(
    "other", [{"source": "17track"}, {"tracking_number": "LX000000005CN"}, {"source": "buyer"}]
)
def test_a_history_takes_back_nothing_of_another_source_or_number(other):
    whole = snapshot(TAKEN_AGAIN, LEFT_AGAIN, told=5)
    elsewhere = event(1, Milestone.DELIVERED, told=3, **other)
    assert journey_of([elsewhere], [whole]).withdrawn == ()


def test_a_statement_told_after_the_newest_history_stands():
    whole = snapshot(TAKEN_AGAIN, LEFT_AGAIN, told=5)
    later = event(1, Milestone.DELIVERED, told=6)
    assert journey_of([later], [whole]).withdrawn == ()


def test_a_history_that_may_have_come_late_does_not_take_back_what_came_after_all_it_tells():
    late = snapshot(TAKEN_AGAIN, told=5, in_order=False)
    assert journey_of([TAKEN_AGAIN, DELIVERED], [late]).withdrawn == ()


def test_a_history_without_a_time_of_its_own_takes_back_what_lies_within_it():
    whole = snapshot(TAKEN_AGAIN, LEFT_AGAIN, told=5, in_order=False)
    assert journey_of([TAKEN_AGAIN, DELIVERED, LEFT_AGAIN], [whole]).withdrawn == (DELIVERED,)


def test_the_time_by_the_sources_own_clock_tells_which_history_is_newer():
    overtaken = event(3, Milestone.DELIVERED, told=5, told_at=day(4))
    came_late = snapshot(TAKEN, told=3.9)
    assert journey_of([overtaken], [came_late]).withdrawn == ()


def test_an_undated_statement_that_is_no_longer_told_is_withdrawn():
    state = event(None, Milestone.DELIVERED, told=3)
    whole = snapshot(TAKEN_AGAIN, LEFT_AGAIN, told=5)
    assert journey_of([state, LEFT_AGAIN], [whole]).withdrawn == (state,)


def test_an_undated_statement_told_again_stands_where_it_was_first_heard():
    first = event(None, Milestone.DELIVERED, told=3, payload_digest="a")
    again = event(None, Milestone.DELIVERED, told=5, payload_digest="b")
    whole = snapshot(again, LEFT_AGAIN, told=5)
    journey = journey_of([first, again, LEFT_AGAIN], [whole])
    assert journey.withdrawn == ()
    assert journey.events[-1].received_at == day(3)
    assert journey.events[-1].last_told_at == day(5)


@pytest.mark.parametrize("milestone", ["SOURCE_STOPPED", "SOURCE_SILENT", "NOT_FOUND"])
def test_what_a_source_says_of_its_own_watch_is_not_withdrawn_by_the_next_history(milestone):
    said = event(1, Milestone[milestone], told=3)
    whole = snapshot(TAKEN_AGAIN, LEFT_AGAIN, told=5)
    assert journey_of([said], [whole]).withdrawn == ()


def test_a_payload_without_a_dated_event_is_no_history():
    state = event(None, Milestone.DELIVERED, told=3)
    stopped = event(1, Milestone.SOURCE_STOPPED, told=3)
    assert snapshots_in([state, stopped], told_at=day(3), digest="d", in_order=True) == ()


def test_a_payload_is_a_history_for_each_of_its_numbers():
    other = event(4, told=5, tracking_number="LX000000005CN")
    found = snapshots_in(
        [TAKEN_AGAIN, other, LEFT_AGAIN], told_at=day(5), digest="d", in_order=True
    )
    assert [(each.number, each.oldest_at, each.newest_at) for each in found] == [
        (NUMBER, day(0), day(2)),
        ("LX000000005CN", day(4), day(4)),
    ]


def test_the_newest_history_counts_then_the_one_of_the_smallest_digest():
    old = snapshot(TAKEN, told=3, digest="0")
    new = snapshot(TAKEN_AGAIN, told=5, digest="b")
    same_moment = snapshot(TAKEN_AGAIN, told=5, digest="a")
    assert newest([old, new, same_moment]) == newest([same_moment, new, old])
    assert newest([old, new, same_moment])[new.key] == same_moment


def test_of_equal_statements_that_of_the_newest_payload_then_the_smallest_digest_is_kept():
    old = event(1, told=3, payload_digest="a", place="x")
    new = event(1, told=5, payload_digest="c", place="X")
    smaller = event(1, told=5, payload_digest="b", place="x")
    assert merged(new, old) == merged(old, new) == new
    assert merged(new, smaller) == merged(smaller, new) == smaller
