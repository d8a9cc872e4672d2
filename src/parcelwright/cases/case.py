"""The case: our file on one troubled parcel, its state, and what was done in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class CaseState(StrEnum):
    """Whose turn it is in a case, and for what."""

    WATCH = "watch"
    """Opened; nobody was asked yet."""
    ASK_BUYER = "ask_buyer"
    """The buyer was told or asked; their answer is awaited."""
    INQUIRE = "inquire"
    """A loss inquiry is due to be sent."""
    WITH_CARRIER = "with_carrier"
    """The inquiry is with the carrier; its answer is awaited."""
    CARRIER_REPLIED = "carrier_replied"
    """The carrier answered, or its time to answer ran out."""
    CLAIM = "claim"
    """A claim is due to be sent."""
    WITH_PAYER = "with_payer"
    """The claim is with the carrier, insurer or platform; its decision is awaited."""
    REFUSED = "refused"
    """The payer refused; appeal, another payer or closing comes next."""
    GRANTED = "granted"
    """The payer agreed; the money is awaited."""
    DISPUTE = "dispute"
    """The buyer opened a dispute that must be answered."""
    PAID = "paid"
    """The money arrived; the case can be closed."""
    CLOSED = "closed"
    """Nothing more is to be done; a case can be opened again."""


class CaseEvent(StrEnum):
    """Something that was done or learned, and may move a case."""

    BUYER_TOLD = "buyer_told"
    BUYER_ASKED = "buyer_asked"
    BUYER_ANSWERED = "buyer_answered"
    INQUIRY_DUE = "inquiry_due"
    INQUIRY_SENT = "inquiry_sent"
    CARRIER_ANSWERED = "carrier_answered"
    REPLY_TIME_RAN_OUT = "reply_time_ran_out"
    CLAIM_DUE = "claim_due"
    CLAIM_SENT = "claim_sent"
    CLAIM_GRANTED = "claim_granted"
    CLAIM_REFUSED = "claim_refused"
    PAYMENT_RECEIVED = "payment_received"
    DISPUTE_OPENED = "dispute_opened"
    DISPUTE_ANSWERED = "dispute_answered"
    MOVED_AGAIN = "moved_again"
    CLOSED = "closed"
    REOPENED = "reopened"


class CarrierAnswer(StrEnum):
    """What the carrier said to an inquiry."""

    LOST = "lost"
    FOUND = "found"
    DELIVERED = "delivered"
    RETURNING = "returning"
    NO_ANSWER = "no_answer"


class ClosedAs(StrEnum):
    """How a case ended."""

    PAID = "paid"
    ARRIVED = "arrived"
    RETURNED = "returned"
    WRITTEN_OFF = "written_off"


@dataclass(frozen=True, kw_only=True)
class Act:
    """One event of a case, and the aware UTC instant at which it happened."""

    event: CaseEvent
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case as it stands. Moved only by :func:`parcelwright.cases.lifecycle.move`.

    Args:
        case_id: Opaque id.
        tracking_number: Of its parcel.
        state: Whose turn it is.
        opened_at: Aware UTC instant.
        acts: What was done and learned, oldest first; never rewritten.
        answer: The carrier's answer to the inquiry, when there was one.
        closed_as: How it ended; set exactly when the state is ``CLOSED``.
    """

    case_id: str
    tracking_number: str
    opened_at: datetime
    state: CaseState = CaseState.WATCH
    acts: tuple[Act, ...] = ()
    answer: CarrierAnswer | None = None
    closed_as: ClosedAs | None = None

    def last(self, event: CaseEvent) -> datetime | None:
        """Return when this event happened last, or None when it never did."""
        return next((act.at for act in reversed(self.acts) if act.event is event), None)
