"""What is known about a case when its next step is worked out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from parcelwright.cases.case import CarrierAnswer, CaseEvent, CaseState
from parcelwright.detection.assessment import Standing
from parcelwright.diagnosis.diagnosis import Cause, CauseKind
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.cases.case import Case
    from parcelwright.cases.when import MoveDay
    from parcelwright.claims.remedy import Entitlement
    from parcelwright.detection.assessment import Assessment
    from parcelwright.diagnosis.contradiction import Contradiction
    from parcelwright.diagnosis.diagnosis import Diagnosis
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.rule import ClaimType

_GONE = frozenset({Milestone.DECLARED_LOST, Milestone.DESTROYED, Milestone.SEIZED})


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """Everything the next step depends on; nothing else is looked at.

    Args:
        now: Aware UTC instant.
        outcome: What closed the journey, or None while it is open.
        doubts: Contradictions that leave it open whether the buyer has the goods.
        answer: The carrier's answer to the latest inquiry.
        buyer_told_on: Day the buyer was told that we are looking.
        buyer_asked_on: Day of the last question to the buyer.
        buyer_answered_on: Day of the buyer's last answer.
        inquiry_sent_on: Day the latest inquiry went out.
        inquiry_reply_due: Last day on which the carrier should answer it, if known.
        claim_sent_on: Day the latest claim went out.
        claim_reply_due: Last day on which the payer should decide, if known.
        claimed_rules: Rules under which a claim was already sent or refused.
        moves: The day on which each move pays best; empty where the value is unknown.
        reported: What people reported to have gone wrong, such as damage, and since when.
    """

    parcel: Parcel
    state: CaseState
    now: datetime
    outcome: Milestone | None = None
    assessment: Assessment | None = None
    diagnosis: Diagnosis | None = None
    entitlement: Entitlement | None = None
    doubts: tuple[Contradiction, ...] = ()
    answer: CarrierAnswer | None = None
    buyer_told_on: date | None = None
    buyer_asked_on: date | None = None
    buyer_answered_on: date | None = None
    inquiry_sent_on: date | None = None
    inquiry_reply_due: date | None = None
    claim_sent_on: date | None = None
    claim_reply_due: date | None = None
    claimed_rules: tuple[str, ...] = ()
    moves: tuple[MoveDay, ...] = ()
    reported: Mapping[ClaimType, date] = field(default_factory=dict)

    def today(self, zone: str = "") -> date:
        """Return the calendar day it is now in an IANA zone; an empty zone means UTC."""
        return self.now.astimezone(ZoneInfo(zone) if zone else UTC).date()

    @property
    def cause(self) -> Cause | None:
        """Most likely cause, or None when nothing shows."""
        causes = () if self.diagnosis is None else self.diagnosis.causes
        return causes[0] if causes and causes[0].kind is not CauseKind.NONE else None

    @property
    def loss_stated(self) -> bool:
        """Whether the carrier itself said that the parcel will not arrive."""
        declared = self.cause is not None and self.cause.kind is CauseKind.DECLARED_LOST
        return self.outcome in _GONE or declared or self.answer is CarrierAnswer.LOST

    @property
    def loss_told(self) -> bool:
        """Whether somebody told that it is lost: the carrier, its silence, or the buyer."""
        disputed = self.cause is not None and self.cause.kind is CauseKind.DELIVERY_DISPUTED
        return self.loss_stated or disputed or self.answer is CarrierAnswer.NO_ANSWER

    @property
    def harmed(self) -> bool:
        """Whether what was reported is what is claimed, so that a delivery ends nothing."""
        return self.entitlement is not None and self.entitlement.claim_type in self.reported

    @property
    def loss_likely(self) -> bool:
        """Whether it is time to claim: loss was told, or is presumed."""
        presumed = (
            self.assessment is not None and self.assessment.standing is Standing.PRESUMED_LOST
        )
        return self.loss_told or presumed

    @property
    def doubtful(self) -> bool:
        """Whether anything speaks against a normal arrival; unknown counts as doubt."""
        if self.assessment is None or self.cause is not None or self.doubts or self.harmed:
            return True
        return self.assessment.standing is not Standing.ON_TIME or self.loss_stated

    @property
    def stalled(self) -> bool:
        """Whether asking the carrier is due: loss is likely, or the parcel is stalled."""
        halted = self.assessment is not None and self.assessment.standing is Standing.STALLED
        return self.loss_likely or halted

    @property
    def reply_awaited(self) -> bool:
        """Whether an inquiry is out, unanswered, and its time to be answered has not run out."""
        if self.inquiry_sent_on is None or self.answer is not None:
            return False
        if self.state is CaseState.CARRIER_REPLIED:
            return False
        return self.inquiry_reply_due is None or self.today() <= self.inquiry_reply_due


def facts_of(
    case: Case,
    *,
    parcel: Parcel,
    journey: Journey,
    now: datetime,
    assessment: Assessment | None = None,
    diagnosis: Diagnosis | None = None,
    entitlement: Entitlement | None = None,
    inquiry_reply_due: date | None = None,
    claim_reply_due: date | None = None,
    claimed_rules: tuple[str, ...] = (),
) -> CaseFacts:
    """Return the facts of a case, with the days on which its acts were done (in UTC)."""
    return CaseFacts(
        parcel=parcel,
        state=case.state,
        now=now,
        outcome=journey.outcome,
        assessment=assessment,
        diagnosis=diagnosis,
        entitlement=entitlement,
        answer=case.answer,
        buyer_told_on=_day(case, CaseEvent.BUYER_TOLD),
        buyer_asked_on=_day(case, CaseEvent.BUYER_ASKED),
        buyer_answered_on=_day(case, CaseEvent.BUYER_ANSWERED),
        inquiry_sent_on=_day(case, CaseEvent.INQUIRY_SENT),
        inquiry_reply_due=inquiry_reply_due,
        claim_sent_on=_day(case, CaseEvent.CLAIM_SENT),
        claim_reply_due=claim_reply_due,
        claimed_rules=claimed_rules,
    )


def _day(case: Case, event: CaseEvent) -> date | None:
    moment = case.last(event)
    return None if moment is None else moment.astimezone(UTC).date()
