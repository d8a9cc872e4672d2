from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.cases.case import Act, CarrierAnswer, Case, CaseEvent, CaseState, ClosedAs
from parcelwright.cases.lifecycle import MOVES, allowed, move
from parcelwright.errors import LifecycleError

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CASE = Case(case_id="case:1", tracking_number="RV482917305CN", opened_at=NOW)


def reachable(start):
    seen, todo = set(), [start]
    while todo:
        state = todo.pop()
        if state not in seen:
            seen.add(state)
            todo += MOVES[state].values()
    return seen


def walk(case, *steps):
    for step in steps:
        event, extra = step if isinstance(step, tuple) else (step, {})
        case = move(case, event, at=NOW, **extra)
    return case


def test_every_state_can_be_reached_from_a_new_case():
    assert reachable(CaseState.WATCH) == set(CaseState)


@pytest.mark.parametrize("state", CaseState)
def test_every_state_leads_to_closed_and_back(state):
    assert CaseState.CLOSED in reachable(state)
    assert CaseState.WATCH in reachable(state)


@pytest.mark.parametrize("event", CaseEvent)
def test_every_event_is_allowed_somewhere(event):
    assert any(event in moves for moves in MOVES.values())


def test_a_claim_runs_from_watch_to_paid_to_closed():
    case = walk(
        CASE,
        CaseEvent.BUYER_TOLD,
        CaseEvent.INQUIRY_DUE,
        CaseEvent.INQUIRY_SENT,
        (CaseEvent.CARRIER_ANSWERED, {"answer": CarrierAnswer.LOST}),
        CaseEvent.CLAIM_DUE,
        CaseEvent.CLAIM_SENT,
        CaseEvent.CLAIM_GRANTED,
        CaseEvent.PAYMENT_RECEIVED,
        (CaseEvent.CLOSED, {"closed_as": ClosedAs.PAID}),
    )
    assert case.state is CaseState.CLOSED
    assert case.closed_as is ClosedAs.PAID
    assert case.answer is CarrierAnswer.LOST
    assert len(case.acts) == 9


def test_a_refused_move_names_the_allowed_ones():
    with pytest.raises(
        LifecycleError, match=r'"closed".*"claim_sent"; allowed: dispute_opened, reo'
    ):
        walk(CASE, (CaseEvent.CLOSED, {"closed_as": ClosedAs.ARRIVED}), CaseEvent.CLAIM_SENT)


def test_telling_the_buyer_does_not_take_the_inquiry_from_the_carrier():
    case = walk(CASE, CaseEvent.INQUIRY_SENT, CaseEvent.BUYER_TOLD)
    assert case.state is CaseState.WITH_CARRIER
    assert case.last(CaseEvent.BUYER_TOLD) == NOW


def test_a_new_inquiry_forgets_the_old_answer():
    case = walk(
        CASE,
        CaseEvent.INQUIRY_SENT,
        (CaseEvent.CARRIER_ANSWERED, {"answer": CarrierAnswer.FOUND}),
        CaseEvent.INQUIRY_SENT,
    )
    assert case.answer is None


def test_reopening_forgets_how_the_case_ended():
    case = walk(CASE, (CaseEvent.CLOSED, {"closed_as": ClosedAs.ARRIVED}), CaseEvent.REOPENED)
    assert (case.state, case.closed_as) == (CaseState.WATCH, None)


def test_closing_needs_an_ending():
    with pytest.raises(LifecycleError, match='"closed" needs how the case ended'):
        move(CASE, CaseEvent.CLOSED, at=NOW)


def test_an_answer_belongs_to_the_carriers_answer_only():
    with pytest.raises(LifecycleError, match='belongs to "carrier_answered" only'):
        move(CASE, CaseEvent.BUYER_TOLD, at=NOW, answer=CarrierAnswer.LOST)


def test_a_time_without_zone_is_refused():
    with pytest.raises(LifecycleError, match="without zone"):
        move(CASE, CaseEvent.BUYER_TOLD, at=datetime(2026, 11, 22))


@given(st.lists(st.sampled_from(CaseEvent), max_size=30))
def test_acts_record_exactly_the_accepted_events_and_the_ending_stands_only_when_closed(events):
    case, accepted = CASE, []
    for event in events:
        if event in allowed(case.state):
            answer = CarrierAnswer.LOST if event is CaseEvent.CARRIER_ANSWERED else None
            ending = ClosedAs.PAID if event is CaseEvent.CLOSED else None
            case = move(case, event, at=NOW, answer=answer, closed_as=ending)
            accepted.append(Act(event=event, at=NOW))
    assert list(case.acts) == accepted
    assert (case.closed_as is not None) == (case.state is CaseState.CLOSED)
