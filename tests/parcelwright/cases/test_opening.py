from datetime import datetime

import pytest

from parcelwright.cases.opening import should_open
from parcelwright.detection.assessment import Assessment, Standing
from parcelwright.diagnosis.diagnosis import Cause, CauseKind, Diagnosis
from parcelwright.parcels.events import EventTime, Milestone, Stage, TimeKind, TrackingEvent
from parcelwright.parcels.journey import journey_of


def journey(*milestones):
    return journey_of(
        TrackingEvent(
            tracking_number="RV482917305CN",
            milestone=milestone,
            occurred_at=EventTime(datetime(2026, 11, number + 1), TimeKind.LOCAL),
        )
        for number, milestone in enumerate(milestones)
    )


def assessed(standing):
    return Assessment(
        standing=standing,
        chance_arrives=0.08,
        chance_low=0.05,
        chance_high=0.12,
        based_on="lane",
        journeys=2140,
        silent_days=19.2,
        stage=Stage.LINE_HAUL,
    )


def diagnosed(kind, *proof):
    return Diagnosis(
        custodian="",
        silent_leg=Stage.LINE_HAUL,
        next_handover=None,
        causes=(Cause(kind=kind, strength=1.0, proof=journey(*proof).events),),
    )


MOVING = journey(Milestone.ACCEPTED, Milestone.DEPARTED)


@pytest.mark.parametrize("standing", [Standing.ON_TIME, Standing.LATE])
def test_a_parcel_that_is_merely_late_gets_no_case(standing):
    assert should_open(assessed(standing), None, MOVING) is None


def test_a_presumed_lost_parcel_gets_a_case_with_its_figures():
    reason = should_open(assessed(Standing.PRESUMED_LOST), None, MOVING)
    assert reason.code == "presumed_lost"
    assert dict(reason.figures)["chance"] == "8"


def test_a_delivered_parcel_gets_no_case():
    arrived = journey(Milestone.ACCEPTED, Milestone.DELIVERED)
    assert should_open(assessed(Standing.PRESUMED_LOST), None, arrived) is None


def test_a_parcel_declared_lost_gets_a_case_although_its_journey_is_closed():
    lost = journey(Milestone.ACCEPTED, Milestone.DECLARED_LOST)
    assert should_open(None, None, lost).code == "declared_lost"


def test_a_disputed_delivery_gets_a_case_at_once():
    reason = should_open(None, diagnosed(CauseKind.DELIVERY_DISPUTED), MOVING)
    assert reason.code == "delivery_disputed"


def test_a_fresh_label_that_nobody_scanned_yet_gets_no_case():
    fresh = diagnosed(CauseKind.NEVER_HANDED_OVER)
    assert should_open(assessed(Standing.ON_TIME), fresh, MOVING) is None


def test_customs_that_want_papers_get_a_case_even_on_time():
    held = diagnosed(CauseKind.HELD_BY_CUSTOMS, Milestone.CUSTOMS_NEEDS_DOCUMENTS)
    assert should_open(assessed(Standing.ON_TIME), held, MOVING).code == "held_by_customs"
