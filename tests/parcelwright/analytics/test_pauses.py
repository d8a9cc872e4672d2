from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feed import event, journey, on, parcel, tables
from parcelwright.analytics.clock import Clock
from parcelwright.analytics.columns import STAGES, day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.pauses import Ending, Pauses, pauses_of
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.journey import journey_of

SAID = ((0, Milestone.ACCEPTED), (3, Milestone.DEPARTED), (10, Milestone.ARRIVED))


def told(*said, until=30.0, now=None, **about):
    columns = columns_of([(parcel(**about), journey(*said))], on(until if now is None else now))
    found = pauses_of(columns, day_number(on(until)))
    stages = [STAGES[code].value for code in found.stage]
    endings = [Ending(code).name for code in found.ended]
    return list(zip(stages, found.days.round(6).tolist(), endings, strict=True))


def test_each_silence_is_one_pause_with_its_stage_length_and_ending():
    assert told(*SAID, (12, Milestone.DELIVERED)) == [
        ("origin", 3.0, "MOVED"),
        ("line_haul", 7.0, "MOVED"),
        ("import", 2.0, "DELIVERED"),
    ]


def test_the_last_pause_of_an_open_parcel_is_open_until_the_day_of_learning():
    assert told(*SAID)[-1] == ("import", 20.0, "OPEN")


def test_a_pause_is_open_until_the_end_of_watching_when_the_source_stopped():
    assert told(*SAID, (15, Milestone.SOURCE_STOPPED))[-1] == ("import", 5.0, "OPEN")


def test_a_return_and_a_declared_loss_have_endings_of_their_own():
    back = told(*SAID, (12, Milestone.RETURNING), (25, Milestone.RETURNED))
    assert back[-1] == ("return", 13.0, "RETURNED")
    assert told(*SAID, (25, Milestone.DECLARED_LOST))[-1] == ("import", 20.0, "LOST")


def test_a_buyers_word_that_it_came_ends_the_last_pause():
    assert told(*SAID, (14, Milestone.REPORTED_RECEIVED))[-1] == ("import", 4.0, "DELIVERED")


@pytest.mark.parametrize("word", [Milestone.UNKNOWN, Milestone.NOTICE, Milestone.INVESTIGATION])
def test_words_that_prove_nothing_end_no_pause(word):
    assert told(*SAID, (20, word)) == told(*SAID)


def test_scans_of_one_moment_are_one_and_the_furthest_stage_counts():
    twice = told(*SAID, (10, Milestone.CUSTOMS_STARTED))
    assert twice[1:] == [("line_haul", 7.0, "MOVED"), ("customs", 20.0, "OPEN")]


def test_an_acceptance_named_by_the_seller_begins_a_pause_at_the_origin():
    assert told((6, Milestone.DELIVERED)) == [("origin", 6.0, "DELIVERED")]
    assert told((3, Milestone.DEPARTED), accepted=None) == [("line_haul", 27.0, "OPEN")]


def test_what_was_heard_later_is_a_pause_still_open():
    late = [event("LX1", 0, Milestone.ACCEPTED), event("LX1", 5, Milestone.ARRIVED, heard=20)]
    columns = columns_of([(parcel(), journey_of(late))], on(40))
    before, after = (pauses_of(columns, day_number(on(day))) for day in (10, 20))
    assert (before.ended.tolist(), before.days.tolist()) == ([Ending.OPEN], [10.0])
    assert after.ended.tolist() == [Ending.MOVED, Ending.OPEN]


def test_a_pause_is_counted_on_the_clock_that_is_given():
    columns = columns_of([(parcel(), journey(*SAID))], on(30))
    slow = Clock(
        places=(("FR", ""),), first_day=int(day_number(on(0))), speed=np.full((1, 40), 0.5)
    )
    found = pauses_of(columns, day_number(on(30)), slow)
    assert found.calendar_days.tolist() == [3.0, 7.0, 20.0]
    assert found.days == pytest.approx([0.6 * 3, 0.6 * 7, 0.6 * 20])


def test_rows_taken_keep_their_own_scans_in_the_order_asked_for():
    pairs = [(parcel(f"LX{i}"), journey(*SAID[: i + 1], number=f"LX{i}")) for i in range(3)]
    columns = columns_of(pairs, on(30))
    taken = columns.take(np.array([2, 0, 2]))
    assert taken.scans.row.tolist() == [0, 0, 0, 1, 2, 2, 2]
    assert (taken.scans.at[3:] - day_number(on(0))).tolist() == [0.0, 0.0, 3.0, 10.0]
    assert columns.take(np.array([False, True, False])).scans.row.tolist() == [0, 0]


feeds = st.lists(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(Milestone)),
        max_size=7,
        unique_by=lambda found: found[0],
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=100, deadline=None)
@given(feeds, st.integers(0, 60), st.integers(0, 60))
def test_tables_give_the_same_pauses_even_where_they_repeat_a_scan(drawn, now, until):
    pairs = [
        (parcel(f"LX{i}", accepted=i), [event(f"LX{i}", *said) for said in feed])
        for i, feed in enumerate(drawn)
    ]
    slow = columns_of([(about, journey_of(feed)) for about, feed in pairs], on(now))
    fast = columns_from_tables(*tables([(about, feed * 2) for about, feed in pairs]), on(now))
    one, other = (pauses_of(each, day_number(on(until))) for each in (slow, fast))
    for field in fields(Pauses):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name))


@settings(max_examples=100, deadline=None)
@given(feeds, st.integers(0, 60))
def test_the_pauses_of_a_parcel_follow_each_other_without_gap(drawn, now):
    pairs = [(parcel(f"LX{i}"), journey(*feed, number=f"LX{i}")) for i, feed in enumerate(drawn)]
    found = pauses_of(columns_of(pairs, on(now)), day_number(on(now)))
    assert (found.days >= 0).all()
    same = found.row[1:] == found.row[:-1]
    ends = found.start + found.calendar_days
    assert (ends[:-1][same] <= found.start[1:][same]).all()


def test_a_silence_that_ended_nobody_knows_when_has_ended_without_a_length():
    found = told((0, Milestone.ACCEPTED), (3, Milestone.DEPARTED), (None, Milestone.DELIVERED))
    assert found[0] == ("origin", 3.0, "MOVED")
    stage, days, ending = found[1]
    assert (stage, ending) == ("line_haul", "DELIVERED")
    assert np.isnan(days)
