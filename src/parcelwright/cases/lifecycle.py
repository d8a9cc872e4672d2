"""The moves a case allows, as one table, and why another move is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.cases.case import Act, CarrierAnswer, Case, CaseState
from parcelwright.cases.case import CaseEvent as Event
from parcelwright.errors import LifecycleError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.cases.case import ClosedAs

# Learned or done at any time while a case is open, without changing whose turn it is.
_ANY_TIME = (Event.BUYER_TOLD, Event.BUYER_ASKED, Event.BUYER_ANSWERED)
# Sellers also record what they did outside: a claim may be sent before we called it due.
_ACTS_ON_OTHERS = {
    Event.INQUIRY_SENT: CaseState.WITH_CARRIER,
    Event.CLAIM_SENT: CaseState.WITH_PAYER,
    Event.DISPUTE_OPENED: CaseState.DISPUTE,
    Event.CLOSED: CaseState.CLOSED,
}
_BEFORE_ANSWER = {
    **_ACTS_ON_OTHERS,
    Event.BUYER_TOLD: CaseState.ASK_BUYER,
    Event.BUYER_ASKED: CaseState.ASK_BUYER,
    Event.INQUIRY_DUE: CaseState.INQUIRE,
    Event.CLAIM_DUE: CaseState.CLAIM,
    Event.MOVED_AGAIN: CaseState.WATCH,
}

_OWN_MOVES: dict[CaseState, dict[Event, CaseState]] = {
    CaseState.WATCH: _BEFORE_ANSWER,
    CaseState.ASK_BUYER: {**_BEFORE_ANSWER, Event.BUYER_ANSWERED: CaseState.WATCH},
    CaseState.INQUIRE: {
        **_ACTS_ON_OTHERS,
        Event.CLAIM_DUE: CaseState.CLAIM,
        Event.MOVED_AGAIN: CaseState.WATCH,
    },
    CaseState.WITH_CARRIER: {
        **_ACTS_ON_OTHERS,
        Event.CARRIER_ANSWERED: CaseState.CARRIER_REPLIED,
        Event.REPLY_TIME_RAN_OUT: CaseState.CARRIER_REPLIED,
        Event.CLAIM_DUE: CaseState.CLAIM,
        Event.MOVED_AGAIN: CaseState.WATCH,
    },
    CaseState.CARRIER_REPLIED: {
        **_ACTS_ON_OTHERS,
        Event.BUYER_ASKED: CaseState.ASK_BUYER,
        Event.CARRIER_ANSWERED: CaseState.CARRIER_REPLIED,
        Event.CLAIM_DUE: CaseState.CLAIM,
        Event.MOVED_AGAIN: CaseState.WATCH,
    },
    CaseState.CLAIM: {
        **_ACTS_ON_OTHERS,
        Event.CARRIER_ANSWERED: CaseState.CARRIER_REPLIED,
        Event.MOVED_AGAIN: CaseState.WATCH,
    },
    CaseState.WITH_PAYER: {
        **_ACTS_ON_OTHERS,
        Event.CLAIM_GRANTED: CaseState.GRANTED,
        Event.CLAIM_REFUSED: CaseState.REFUSED,
        Event.PAYMENT_RECEIVED: CaseState.PAID,
        Event.MOVED_AGAIN: CaseState.WATCH,
    },
    CaseState.REFUSED: {
        **_ACTS_ON_OTHERS,
        Event.CLAIM_DUE: CaseState.CLAIM,
        Event.CLAIM_GRANTED: CaseState.GRANTED,
    },
    CaseState.GRANTED: {
        Event.PAYMENT_RECEIVED: CaseState.PAID,
        Event.CLAIM_REFUSED: CaseState.REFUSED,
        Event.DISPUTE_OPENED: CaseState.DISPUTE,
        Event.CLOSED: CaseState.CLOSED,
    },
    CaseState.DISPUTE: {
        Event.DISPUTE_ANSWERED: CaseState.WATCH,
        Event.INQUIRY_SENT: CaseState.WITH_CARRIER,
        Event.CLAIM_SENT: CaseState.WITH_PAYER,
        Event.CLOSED: CaseState.CLOSED,
    },
    CaseState.PAID: {
        Event.CLAIM_DUE: CaseState.CLAIM,
        Event.DISPUTE_OPENED: CaseState.DISPUTE,
        Event.CLOSED: CaseState.CLOSED,
    },
    CaseState.CLOSED: {
        Event.REOPENED: CaseState.WATCH,
        Event.DISPUTE_OPENED: CaseState.DISPUTE,
    },
}

MOVES: Mapping[CaseState, Mapping[Event, CaseState]] = {
    state: {**({} if state is CaseState.CLOSED else dict.fromkeys(_ANY_TIME, state)), **moves}
    for state, moves in _OWN_MOVES.items()
}


def allowed(state: CaseState) -> tuple[Event, ...]:
    """Return the events that a case in this state accepts, in the order of their definition."""
    return tuple(event for event in Event if event in MOVES[state])


def move(
    case: Case,
    event: Event,
    *,
    at: datetime,
    answer: CarrierAnswer | None = None,
    closed_as: ClosedAs | None = None,
) -> Case:
    """Return the case after something was done or learned.

    Args:
        case: As it stands.
        event: What happened.
        at: Aware UTC instant at which it happened.
        answer: What the carrier said; given exactly with ``CARRIER_ANSWERED``.
        closed_as: How it ended; given exactly with ``CLOSED``.

    Raises:
        LifecycleError: The state does not allow the event, or a value is missing or too
            many; the message says what is allowed.
    """
    target = MOVES[case.state].get(event)
    if target is None:
        names = ", ".join(allowed(case.state))
        msg = (
            f'case {case.case_id} is "{case.state}", which does not allow "{event}"; '
            f"allowed: {names}"
        )
        raise LifecycleError(msg)
    _check_value(case, event, Event.CARRIER_ANSWERED, answer, "the carrier's answer")
    _check_value(case, event, Event.CLOSED, closed_as, "how the case ended")
    if at.tzinfo is None:
        msg = f"case {case.case_id}: {event} has a time without zone; give an aware UTC instant"
        raise LifecycleError(msg)
    return replace(
        case,
        state=target,
        acts=(*case.acts, Act(event=event, at=at)),
        answer=_answer_after(case, event, answer),
        closed_as=closed_as if target is CaseState.CLOSED else None,
    )


def _answer_after(case: Case, event: Event, answer: CarrierAnswer | None) -> CarrierAnswer | None:
    # A new inquiry, and a parcel that moves again, make an older answer worthless.
    if event in {Event.INQUIRY_SENT, Event.MOVED_AGAIN}:
        return None
    if event is Event.REPLY_TIME_RAN_OUT:
        return CarrierAnswer.NO_ANSWER
    return answer or case.answer


def _check_value(case: Case, event: Event, needs: Event, value: str | None, what: str) -> None:
    if (event is needs) == (value is not None):
        return
    problem = f'"{event}" needs {what}' if event is needs else f'{what} belongs to "{needs}" only'
    msg = f"case {case.case_id}: {problem}"
    raise LifecycleError(msg)
