"""Stored journeys are the same history as the files they could be written to."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of, lane_key
from parcelwright.backtest.journeys import gathered
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Lane, Parcel

START = datetime(2025, 3, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)
BROUGHT = START + 200 * DAY


def pair(number="A", *told, accepted=None, **more):
    """A parcel whose events are (milestone, day it happened, day it was received)."""
    events = [
        TrackingEvent(
            tracking_number=number, milestone=milestone,
            occurred_at=EventTime.at(START + happened * DAY),
            received_at=None if received is None else START + received * DAY,
        )
        for milestone, happened, received in told
    ]  # fmt: skip
    start = None if accepted is None else EventTime.on(accepted)
    parcel = Parcel(tracking_number=number, accepted_at=start, carrier="china-post", **more)
    return parcel, journey_of(events)


SENT = (Milestone.ACCEPTED, 0, 0)
TIME = pa.timestamp("us")
PARCELS = pa.schema([
    ("parcel_id", pa.int64()), ("tracking_number", pa.string()), ("carrier", pa.string()),
    ("destination_country", pa.string()), ("accepted_at", TIME), ("sample_weight", pa.float64()),
])  # fmt: skip
EVENTS = pa.schema([
    ("parcel_id", pa.int64()), ("milestone", pa.string()), ("occurred_at", TIME),
    ("received_at", TIME),
])  # fmt: skip


def plain(moment):
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)


def stored(pairs):
    """Return parcels with their journeys as the tables that are read from the database."""
    parcels = [
        {
            "parcel_id": 7 + at,
            "tracking_number": parcel.tracking_number,
            "carrier": parcel.carrier,
            "destination_country": lane_key(parcel).destination_country,
            "accepted_at": plain(parcel.accepted_at and parcel.accepted_at.utc),
            "sample_weight": parcel.sample_weight,
        }
        for at, (parcel, _) in enumerate(pairs)
    ]
    events = [
        {
            "parcel_id": 7 + at,
            "milestone": event.milestone.value,
            "occurred_at": plain(event.occurred_at and event.occurred_at.utc),
            "received_at": plain(event.received_at),
        }
        for at, (_, journey) in enumerate(pairs)
        for event in journey.events
    ]
    return pa.Table.from_pylist(parcels, PARCELS), pa.Table.from_pylist(events, EVENTS)


def taken(pairs, **more):
    return gathered(*stored(pairs), **more)


@pytest.mark.parametrize("day", [1, 4, 9, 30])
def test_on_each_day_it_tells_what_the_journeys_tell(day):
    pairs = [
        pair("A", SENT, (Milestone.DEPARTED, 3, 5), (Milestone.DELIVERED, 8, 8.5)),
        pair("B", SENT, (Milestone.HELD_BY_CUSTOMS, 6, 7), lane=Lane(destination_country="BR")),
        pair("C", SENT, accepted=START.date(), sample_weight=3.0),
    ]
    at = START + day * DAY
    ours = taken(pairs).history.known(day_number(at))
    theirs = columns_of(pairs, at)
    for name in ("accepted", "since", "stage", "outcome", "outcome_at", "weight", "flags"):
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), err_msg=name)
    assert [ours.lanes[at] for at in ours.lane] == [theirs.lanes[at] for at in theirs.lane]


def test_an_event_received_later_than_the_first_tidings_is_known_from_then_on():
    history = taken([pair("A", SENT, (Milestone.DELIVERED, 8, 12))]).history
    day = day_number(START)
    assert [int(history.known(day + n).outcome[0]) for n in (11, 13)] == [0, 1]


def test_what_came_with_the_first_tidings_counts_as_known_when_it_happened():
    told = (Milestone.ACCEPTED, 0, 20), (Milestone.DELIVERED, 8, 20)
    found = taken([pair("A", *told)])
    day = day_number(START)
    assert [int(found.history.known(day + n).outcome[0]) for n in (7, 9)] == [0, 1]
    assert found.backdated == 2


def test_what_a_later_file_brought_counts_as_known_when_it_happened():
    rows = [pair("A", SENT, (Milestone.DELIVERED, 8, 200))]
    assert taken(rows).backdated == 0
    found = taken(rows, taken_in={BROUGHT})
    assert int(found.history.known(day_number(START) + 9).outcome[0]) == 1
    assert found.backdated == 1


def test_a_parcel_of_which_nothing_is_known_is_left_out_and_counted():
    found = taken([pair("A", accepted=START.date()), pair("B", SENT)])
    assert (found.silent, found.events, found.history.numbers.to_pylist()) == (1, 1, ["B"])


def test_a_number_used_twice_is_two_parcels_each_with_its_own_events():
    again = (Milestone.ACCEPTED, 90, 90)
    found = taken([pair("A", SENT, (Milestone.DELIVERED, 8, 8)), pair("A", again)])
    assert found.history.numbers.to_pylist() == ["A", "A"]
    known = found.history.known(day_number(START) + 100)
    assert known.outcome.tolist() == [1, 0]
    assert (known.accepted - day_number(START)).tolist() == [0, 90]


def test_no_parcels_are_a_history_of_none():
    found = taken([])
    assert (found.history.parcels.num_rows, found.events, found.silent) == (0, 0, 0)
