"""The next step of a case as data: pages turn its codes and figures into sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.cases.amounts import Amounts

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.cases.case import ClosedAs
    from parcelwright.claims.remedy import Deadline
    from parcelwright.detection.assessment import Reason
    from parcelwright.money import Money

MAX_REASONS = 3


class StepCode(StrEnum):
    """The one thing to do now."""

    TELL_BUYER = "tell_buyer"
    ASK_BUYER_TO_CHECK = "ask_buyer_to_check"
    ASK_BUYER_TO_COLLECT = "ask_buyer_to_collect"
    CONFIRM_ADDRESS = "confirm_address"
    GIVE_CUSTOMS_PAPERS = "give_customs_papers"
    SETTLE_DUTIES = "settle_duties"
    CHECK_HANDOVER = "check_handover"
    WAIT_FOR_BUYER = "wait_for_buyer"
    SEND_INQUIRY = "send_inquiry"
    WAIT_FOR_CARRIER = "wait_for_carrier"
    CHASE_CARRIER = "chase_carrier"
    GIVE_NOTICE = "give_notice"
    FILE_CLAIM = "file_claim"
    WAIT_FOR_PAYER = "wait_for_payer"
    CHASE_PAYER = "chase_payer"
    WAIT_FOR_PAYMENT = "wait_for_payment"
    APPEAL = "appeal"
    ANSWER_DISPUTE = "answer_dispute"
    WAIT_FOR_RETURN = "wait_for_return"
    WAIT_UNTIL_ALLOWED = "wait_until_allowed"
    ENTER_TERMS = "enter_terms"
    WATCH = "watch"
    REPORT_ARRIVAL = "report_arrival"
    CLOSE = "close"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class StepDeadline:
    """The day that must not pass, and what is lost when it does.

    Args:
        source: Rule, citation, zone and explanation of the day; its ``latest`` is the day.
        days_left: Whole days from today in that zone; 0 is the last day itself.
        loses: The sum that can no longer be asked afterwards; None when not known.
    """

    source: Deadline
    day: date
    days_left: int
    loses: Money | None


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """Exactly one thing to do.

    Args:
        code: What.
        on: First day on which it can be done or looked at again; None for at once.
        payer: Slug of the payer it concerns, or empty.
        payer_name: Its name.
        rule: Rule it rests on, or empty.
        reasons: Up to three, strongest first.
        deadline: The soonest day that matters for it.
        amounts: Expected back now, late, never.
        close_as: Proposed ending when the step is to close.
    """

    code: StepCode
    on: date | None = None
    payer: str = ""
    payer_name: str = ""
    rule: str = ""
    reasons: tuple[Reason, ...] = ()
    deadline: StepDeadline | None = None
    amounts: Amounts = field(default_factory=Amounts)
    close_as: ClosedAs | None = None
