from datetime import UTC, date, datetime, timedelta, timezone

from parcelwright.cases.case import CarrierAnswer, Case, CaseEvent, CaseState
from parcelwright.cases.facts import facts_of
from parcelwright.cases.lifecycle import move
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Parcel

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CASE = Case(case_id="case:1", tracking_number="RV482917305CN", opened_at=NOW)


def facts(case, now=NOW, **more):
    return facts_of(
        case,
        parcel=Parcel(tracking_number=case.tracking_number),
        journey=journey_of([]),
        now=now,
        **more,
    )


def test_the_days_of_a_case_are_the_days_of_its_last_acts():
    beijing = timezone(timedelta(hours=8))
    early = datetime(2026, 11, 22, 1, 0, tzinfo=beijing)
    case = move(CASE, CaseEvent.BUYER_TOLD, at=early)
    case = move(case, CaseEvent.INQUIRY_SENT, at=NOW)
    known = facts(case)
    assert known.buyer_told_on == date(2026, 11, 21)
    assert known.inquiry_sent_on == date(2026, 11, 22)
    assert known.claim_sent_on is None
    assert known.state is CaseState.WITH_CARRIER


def test_an_answer_is_awaited_to_the_end_of_its_last_day():
    case = move(CASE, CaseEvent.INQUIRY_SENT, at=NOW)
    due = date(2026, 11, 25)
    last = datetime(2026, 11, 25, 23, 59, tzinfo=UTC)
    assert facts(case, last, inquiry_reply_due=due).reply_awaited
    assert not facts(case, last + timedelta(minutes=1), inquiry_reply_due=due).reply_awaited


def test_a_reply_time_that_ran_out_counts_as_no_answer_and_stays_so():
    case = move(CASE, CaseEvent.INQUIRY_SENT, at=NOW)
    case = move(case, CaseEvent.REPLY_TIME_RAN_OUT, at=NOW)
    case = move(case, CaseEvent.CLAIM_DUE, at=NOW)
    assert case.answer is CarrierAnswer.NO_ANSWER
    assert facts(case).loss_likely
    assert not facts(case).reply_awaited


def test_nothing_known_about_a_parcel_counts_as_doubt():
    assert facts(CASE).doubtful
    assert not facts(CASE).stalled
