from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.events import EventTime, Milestone, Stage, TrackingEvent
from parcelwright.parcels.journey import journey_of

DAY_ONE = datetime(2026, 3, 1, 8, tzinfo=UTC)


def event(day: float, milestone: Milestone, **more) -> TrackingEvent:
    return TrackingEvent(
        tracking_number="RR123456785GB",
        occurred_at=EventTime.at(DAY_ONE + timedelta(days=day)),
        milestone=milestone,
        source="file",
        **more,
    )


def marks(*names: str):
    return journey_of(event(day, Milestone[name]) for day, name in enumerate(names))


events = st.lists(
    st.builds(
        TrackingEvent,
        tracking_number=st.just("RR1"),
        occurred_at=st.one_of(
            st.none(),
            st.integers(0, 5).map(lambda day: EventTime.at(DAY_ONE + timedelta(days=day))),
            st.integers(0, 5).map(lambda day: EventTime.on((DAY_ONE + timedelta(days=day)).date())),
        ),
        received_at=st.one_of(
            st.none(), st.integers(0, 9).map(lambda day: DAY_ONE + timedelta(days=day))
        ),
        milestone=st.sampled_from(Milestone),
        place=st.sampled_from(["", "Paris", "Rome"]),
        payload_digest=st.sampled_from(["a", "b"]),
    ),
    max_size=12,
)


@given(events, st.randoms())
def test_order_and_repetition_of_arrival_change_nothing(heard, chance):
    shuffled = [*heard, *heard]
    chance.shuffle(shuffled)
    assert journey_of(shuffled).events == journey_of(heard).events


@given(events)
def test_legs_hold_every_event_once_and_in_order(heard):
    journey = journey_of(heard)
    assert tuple(found for leg in journey.legs for found in leg.events) == journey.events


def test_the_snapshot_received_last_wins():
    old = event(0, Milestone.ACCEPTED, received_at=DAY_ONE, payload_digest="a", description="x")
    new = event(
        0,
        Milestone.ACCEPTED,
        received_at=DAY_ONE + timedelta(days=1),
        payload_digest="b",
        description="x",
    )
    assert journey_of([new, old]).events == (new,)
    assert journey_of([new, old]).repeats == 1


def test_a_journey_is_cut_where_the_stage_changes():
    journey = marks("LABEL_CREATED", "ACCEPTED", "PROCESSED", "DEPARTED", "ARRIVED")
    assert [leg.name for leg in journey.legs] == ["sender", "origin", "line haul", "import"]


def test_a_scan_that_names_no_step_means_the_carrier_has_it():
    assert marks("LABEL_CREATED", "SCANNED").stage is Stage.ORIGIN


def test_silence_is_measured_from_the_last_scan_not_from_a_note():
    journey = marks("ACCEPTED", "NOTICE", "SOURCE_STOPPED")
    assert journey.last_scan is not None
    assert journey.last_scan.milestone is Milestone.ACCEPTED


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        (["ACCEPTED", "DELIVERED"], Milestone.DELIVERED),
        (["ACCEPTED", "DELIVERED", "NOTICE"], Milestone.DELIVERED),
        (["ACCEPTED", "DELIVERED", "SCANNED"], Milestone.DELIVERED),
        (["ACCEPTED", "DELIVERED", "REPORTED_NOT_RECEIVED"], None),
        (
            ["ACCEPTED", "DELIVERED", "REPORTED_NOT_RECEIVED", "REPORTED_RECEIVED"],
            Milestone.REPORTED_RECEIVED,
        ),
        (["ACCEPTED", "DELIVERED", "RETURNING"], None),
        (["ACCEPTED", "DECLARED_LOST"], Milestone.DECLARED_LOST),
        (["ACCEPTED", "DECLARED_LOST", "ARRIVED"], None),
        (["LABEL_CREATED", "CANCELLED", "ACCEPTED"], None),
        (["ACCEPTED", "SOURCE_STOPPED"], None),
    ],
)
def test_what_closes_a_journey_and_what_opens_it_again(names, outcome):
    assert marks(*names).outcome is outcome


def test_nobody_is_proven_to_hold_a_parcel_that_was_never_scanned():
    assert marks("LABEL_CREATED").last_proven_custodian == ""


def test_a_statement_without_a_time_stands_where_it_was_first_received():
    scan = event(3, Milestone.ACCEPTED, received_at=DAY_ONE + timedelta(days=3))
    said = TrackingEvent(
        tracking_number="RR123456785GB",
        milestone=Milestone.PROCESSED,
        received_at=DAY_ONE + timedelta(days=1),
    )
    repeated = replace(said, received_at=DAY_ONE + timedelta(days=30), payload_digest="b")
    assert journey_of([repeated, scan, said]).last_scan == scan
