from datetime import datetime

import pytest

from parcelwright.cases.opening import at_stake, should_open
from parcelwright.detection.assessment import Assessment, Standing
from parcelwright.diagnosis.contradiction import Certainty, Contradiction
from parcelwright.diagnosis.diagnosis import Cause, CauseKind, Diagnosis
from parcelwright.money import Money
from parcelwright.parcels.events import EventTime, Milestone, Stage, TimeKind, TrackingEvent
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Contents, Parcel


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


def doubt(certainty=Certainty.LIKELY, *, asks_buyer=True):
    return Contradiction(
        code="delivered_in_other_country",
        certainty=certainty,
        events=journey(Milestone.DELIVERED).events,
        figures=(("country", "FR"), ("expected", "DE")),
        asks_buyer=asks_buyer,
    )


def worth(amount):
    goods = Contents(value=None if amount is None else Money.of(amount, "EUR"))
    return Parcel(tracking_number="RV482917305CN", contents=goods)


def test_a_contradicted_delivery_gets_a_case_although_its_journey_is_closed():
    arrived = journey(Milestone.ACCEPTED, Milestone.DELIVERED)
    reason = should_open(None, None, arrived, [doubt()])
    assert reason.code == "delivered_in_other_country"
    assert dict(reason.figures) == {"country": "FR", "expected": "DE"}


def test_a_contradiction_gets_an_open_parcel_a_case_before_it_is_late():
    reason = should_open(assessed(Standing.ON_TIME), None, MOVING, [doubt()])
    assert reason.code == "delivered_in_other_country"


def test_what_the_carrier_says_outright_comes_before_a_contradiction():
    disputed = diagnosed(CauseKind.DELIVERY_DISPUTED)
    assert should_open(None, disputed, MOVING, [doubt()]).code == "delivery_disputed"
    lost = journey(Milestone.ACCEPTED, Milestone.DECLARED_LOST)
    assert should_open(None, None, lost, [doubt()]).code == "declared_lost"


@pytest.mark.parametrize("amount", ["24.00", None])
def test_money_is_at_stake_where_goods_are_worth_some_or_their_value_is_unknown(amount):
    assert at_stake(worth(amount), [doubt()]) == (doubt(),)


def test_nothing_is_at_stake_for_worthless_goods_mere_possibilities_and_odd_scans():
    assert at_stake(worth("0"), [doubt()]) == ()
    assert at_stake(worth("24.00"), [doubt(Certainty.POSSIBLE)]) == ()
    assert at_stake(worth("24.00"), [doubt(asks_buyer=False)]) == ()
