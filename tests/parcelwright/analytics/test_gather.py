from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from feed import event, journey, on, parcel, tables
from parcelwright.analytics.columns import STAGES, Columns, Flag, LaneKey, Outcome, day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.parcels.events import Milestone, Stage
from parcelwright.parcels.journey import journey_of

DAY0 = day_number(on(0))


def one(*said, now=100.0, **about) -> Columns:
    return columns_of([(parcel(**about), journey(*said))], on(now))


def test_silence_counts_from_the_last_scan_not_from_a_buyers_note():
    found = one((0, Milestone.ACCEPTED), (5, Milestone.DEPARTED), (20, Milestone.NOTICE))
    assert found.since[0] - DAY0 == 5.0


def test_an_unknown_code_does_not_end_the_silence():
    found = one((0, Milestone.ACCEPTED), (9, Milestone.UNKNOWN))
    assert found.since[0] - DAY0 == 0.0


def test_a_label_without_scan_counts_from_the_announcement_and_is_not_proven():
    found = one((2, Milestone.LABEL_CREATED), accepted=None)
    assert (found.since[0] - DAY0, bool(found.has(Flag.PROVEN)[0])) == (2.0, False)


def test_the_lane_is_named_by_carrier_countries_and_service():
    assert one((0, Milestone.ACCEPTED)).lanes == (
        LaneKey("china-post", "FR", "", "CN", "", "epacket"),
    )


def test_an_event_heard_of_later_is_not_known_yet():
    late = event("LX1", 5, Milestone.DELIVERED, heard=9)
    pair = (parcel(), journey_of([event("LX1", 0, Milestone.ACCEPTED), late]))
    before, after = columns_of([pair], on(8.9)), columns_of([pair], on(9))
    assert (before.outcome[0], after.outcome[0]) == (Outcome.OPEN, Outcome.DELIVERED)
    assert (after.outcome_at[0] - DAY0, after.outcome_heard[0] - DAY0) == (5.0, 9.0)


def test_a_complaint_after_delivery_opens_the_parcel_as_disputed():
    found = one(
        (0, Milestone.ACCEPTED), (8, Milestone.DELIVERED), (9, Milestone.REPORTED_NOT_RECEIVED)
    )
    assert found.outcome[0] == Outcome.OPEN
    assert found.has(Flag.DISPUTED)[0]


def test_a_source_that_stopped_ends_watching_until_a_later_scan():
    stopped = one((0, Milestone.ACCEPTED), (30, Milestone.SOURCE_STOPPED))
    resumed = one((0, Milestone.ACCEPTED), (30, Milestone.SOURCE_STOPPED), (31, Milestone.ARRIVED))
    assert stopped.seen_until[0] - DAY0 == 30.0
    assert np.isinf(resumed.seen_until[0])


def test_a_hold_is_over_when_a_later_scan_says_something_else():
    held = one((0, Milestone.ACCEPTED), (5, Milestone.HELD_BY_CUSTOMS))
    moved = one(
        (0, Milestone.ACCEPTED), (5, Milestone.HELD_BY_CUSTOMS), (6, Milestone.CUSTOMS_CLEARED)
    )
    assert (bool(held.has(Flag.HELD)[0]), bool(moved.has(Flag.HELD)[0])) == (True, False)


def test_a_scan_without_a_named_step_puts_the_parcel_at_the_origin():
    assert STAGES[one((1, Milestone.PROCESSED), accepted=None).stage[0]] is Stage.ORIGIN


def test_a_scan_without_a_time_hides_neither_acceptance_nor_silence():
    found = one((None, Milestone.ARRIVED), (2, Milestone.ACCEPTED), (6, Milestone.DEPARTED))
    since = one((2, Milestone.ACCEPTED), (None, Milestone.ARRIVED), accepted=None)
    assert found.since[0] - DAY0 == 6.0
    assert (since.accepted[0] - DAY0, since.since[0] - DAY0) == (2.0, 2.0)


def test_a_delivery_without_a_time_closes_the_parcel_nobody_knows_when():
    found = one((1, Milestone.ACCEPTED), (None, Milestone.DELIVERED))
    assert found.outcome[0] == Outcome.DELIVERED
    assert np.isnan(found.outcome_at[0])


def test_a_loss_without_a_time_is_taken_back_by_any_dated_scan():
    assert one((1, Milestone.ACCEPTED), (None, Milestone.DECLARED_LOST)).outcome[0] == Outcome.OPEN
    assert one((None, Milestone.DECLARED_LOST)).outcome[0] == Outcome.LOST


def test_a_source_that_does_not_say_when_it_stopped_has_watched_to_the_last_sign():
    found = one((None, Milestone.SOURCE_STOPPED), accepted=4)
    assert found.has(Flag.STOPPED)[0]
    assert found.seen_until[0] - DAY0 == 4.0


said = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(0, 40)),
        st.sampled_from(Milestone),
        st.one_of(st.none(), st.integers(0, 60)),
    ),
    max_size=8,
    unique_by=lambda found: found[0],
)
parcels = st.lists(
    st.tuples(said, st.one_of(st.none(), st.integers(0, 40)), st.sampled_from(("FR", "DE", ""))),
    min_size=1,
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(parcels, st.integers(0, 60))
def test_tables_give_the_same_columns_as_parcels_and_journeys(drawn, now):
    pairs = []
    for place, (feed, accepted, destination) in enumerate(drawn):
        number = f"LX{place}"
        about = parcel(number, accepted=accepted, promised=30, destination=destination)
        if place % 2:
            about = replace(about, label_created_at=event(number, 3, Milestone.NOTICE).occurred_at)
        pairs.append((about, [event(number, day, mark, heard=heard) for day, mark, heard in feed]))
    slow = columns_of([(about, journey_of(feed)) for about, feed in pairs], on(now))
    fast = columns_from_tables(*tables(pairs), on(now))
    assert fast.lanes == slow.lanes
    assert_equal_arrays(fast, slow, leaving_out={"lanes", "scans", "siblings_moved"})
    assert_equal_arrays(fast.scans, slow.scans)


def assert_equal_arrays(fast, slow, leaving_out=frozenset()):
    for name in {field.name for field in fields(fast)} - leaving_out:
        np.testing.assert_array_equal(getattr(fast, name), getattr(slow, name), err_msg=name)
        assert getattr(fast, name).dtype == getattr(slow, name).dtype
