from datetime import date, timedelta

import pytest

from parcelwright.cases.case import CarrierAnswer
from parcelwright.parcels.events import Milestone
from parcelwright_web.actions import buyer_acts, inquiry_acts
from parcelwright_web.actions.journeys import journeys_of
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.models.cases import Case
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(case, actor, now):
    """Do acts one after the other, each on the case as it stands, and return it."""

    def run(function, **values):
        rows = Case.objects.for_tenant(case.tenant_id).select_related("parcel__shop")
        row = rows.get(pk=case.pk)
        when = values.pop("when", now)
        function(row, expected_revision=row.revision, actor=actor, now=when, **values)
        return rows.get(pk=case.pk)

    return run


def told(case):
    rows = TrackingEventRow.objects.for_tenant(case.tenant_id).filter(parcel=case.parcel)
    said = rows.filter(source__in=["carrier_answer", "buyer"]).order_by("received_at")
    return list(said.values_list("source", "milestone", "code"))


def journey(case):
    return journeys_of([case.parcel])[case.parcel_id]


def test_a_carrier_that_answers_lost_has_said_so_of_the_parcel(act, now):
    act(inquiry_acts.mark_inquiry_sent)
    case = act(inquiry_acts.carrier_answered, answer=CarrierAnswer.LOST)
    assert told(case) == [("carrier_answer", "DECLARED_LOST", "lost")]
    assert journey(case).outcome is Milestone.DECLARED_LOST
    found = situation_of(case, now)
    assert found.assessment.chance_arrives == 0
    assert [each.kind.value for each in found.diagnosis.likely] == ["declared_lost"]


def test_another_answer_takes_the_carriers_word_back(act, now):
    act(inquiry_acts.mark_inquiry_sent)
    act(inquiry_acts.carrier_answered, answer=CarrierAnswer.LOST)
    later = now + timedelta(days=2)
    case = act(inquiry_acts.carrier_answered, answer=CarrierAnswer.FOUND, when=later)
    assert told(case) == []
    assert journey(case).outcome is None


def test_a_buyer_that_has_not_got_it_reports_so(act):
    case = act(buyer_acts.record_buyer_answer, choice="not_arrived", answered_on=date(2026, 3, 19))
    assert told(case) == [("buyer", "REPORTED_NOT_RECEIVED", "not_received")]
    assert journey(case).outcome is None


def test_a_buyer_that_got_it_ends_the_journey(act):
    case = act(buyer_acts.record_buyer_answer, choice="arrived")
    assert told(case) == [("buyer", "REPORTED_RECEIVED", "received")]
    assert journey(case).outcome is Milestone.REPORTED_RECEIVED


def test_what_a_buyer_wants_is_no_statement_on_the_parcel(act):
    case = act(buyer_acts.record_buyer_answer, choice="refund")
    assert told(case) == []


def test_an_answer_on_an_old_use_of_a_number_does_not_reach_the_new_one(act, case):
    first = case.parcel
    Parcel.objects.for_tenant(case.tenant_id).create(
        shop=first.shop, tracking_number=first.tracking_number, serial=first.serial + 1,
        created_at=first.created_at, accepted_on=date(2026, 3, 1),
    )  # fmt: skip
    act(inquiry_acts.mark_inquiry_sent)
    act(inquiry_acts.carrier_answered, answer=CarrierAnswer.LOST)
    said = TrackingEventRow.objects.for_tenant(case.tenant_id).filter(source="carrier_answer")
    assert not said.exists()


def test_of_a_parcel_declared_lost_no_share_of_others_is_told(act):
    act(inquiry_acts.mark_inquiry_sent)
    case = act(inquiry_acts.carrier_answered, answer=CarrierAnswer.LOST)
    reasons = [each["code"] for each in case.step["reasons"]]
    assert "chance_left" not in reasons
