"""The one thing the seller should do now in a case, and why.

The stages below are asked in order and the first that has an answer gives it: what is
over, what a right is about to be lost over, what only the buyer or seller can tell, what
the buyer should hear, then the way to money that closes soonest.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from parcelwright.cases.amounts import amounts, sure_amount
from parcelwright.cases.case import CarrierAnswer, CaseState, ClosedAs
from parcelwright.cases.opening import chance_figures, reason_of
from parcelwright.cases.step import MAX_REASONS, NextStep, StepCode, StepDeadline
from parcelwright.cases.ways import Way, WayStatus, ways
from parcelwright.cases.worth import is_due, pays_on, reason_of_worth
from parcelwright.claims.remedy import Act, Confidence
from parcelwright.detection.assessment import Reason
from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.parcels.events import Milestone
from parcelwright.rulebook.rule import ClaimType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.cases.facts import CaseFacts

URGENT_DAYS = 3
CHASE_DAYS = 7
BUYER_ANSWER_DAYS = 7
_ARRIVED = frozenset({Milestone.DELIVERED, Milestone.REPORTED_RECEIVED})
_MONEY_ASKED = frozenset({CaseState.WITH_PAYER, CaseState.GRANTED, CaseState.PAID})
# The goods are with the buyer, or back, though nobody pays for the trouble.
_UNCLAIMED: dict[ClaimType | None, ClosedAs] = {
    ClaimType.DELAYED: ClosedAs.ARRIVED,
    ClaimType.RETURNED_WITHOUT_REASON: ClosedAs.RETURNED,
}
_REPORTS = {
    ClaimType.DAMAGED: "damaged_reported",
    ClaimType.PARTLY_LOST: "partly_lost_reported",
    ClaimType.DELAYED: "delayed_reported",
    ClaimType.RETURNED_WITHOUT_REASON: "returned_without_reason_reported",
}
_BY_ANSWER = {
    CarrierAnswer.RETURNING: StepCode.WAIT_FOR_RETURN,
    CarrierAnswer.DELIVERED: StepCode.ASK_BUYER_TO_CHECK,
}
_BY_CAUSE = {
    CauseKind.DELIVERY_DISPUTED: StepCode.ASK_BUYER_TO_CHECK,
    CauseKind.AWAITING_PICKUP: StepCode.ASK_BUYER_TO_COLLECT,
    CauseKind.ADDRESS_PROBLEM: StepCode.CONFIRM_ADDRESS,
}


def next_step(facts: CaseFacts) -> NextStep:
    """Return exactly one next step, with reasons, deadline and amounts.

    A claim is never proposed before an answer that the payer asks for, unless the time
    to answer ran out. When every right has passed it says so and offers to close.
    """
    every = ways(facts)
    for stage in (_over, _urgent, _with_payer, _by_people, _tell, _act, _wait, _unknown):
        step = stage(facts, every)
        if step is not None:
            return step
    return _nothing_left(facts, every)


def _over(facts: CaseFacts, every: Sequence[Way]) -> NextStep | None:
    if facts.state is CaseState.CLOSED:
        return NextStep(code=StepCode.NOTHING)
    if facts.state is CaseState.DISPUTE:
        reasons = (Reason(code="buyer_disputes"), *_chance(facts))
        return NextStep(code=StepCode.ANSWER_DISPUTE, reasons=reasons)
    if facts.state is CaseState.PAID and (facts.harmed or facts.outcome not in _ARRIVED):
        return _close(ClosedAs.PAID, Reason(code="paid"))
    if facts.harmed:
        return None
    if facts.outcome is Milestone.DELIVERED and facts.doubts and facts.state not in _MONEY_ASKED:
        asked = _by_people(facts, every)
        if asked is not None:
            return asked
    return None if facts.outcome is None else _ended(facts.outcome, facts.state)


def _ended(outcome: Milestone, state: CaseState) -> NextStep | None:
    asked = state in _MONEY_ASKED
    if outcome in _ARRIVED and asked:
        reason = Reason(code="arrived_after_claim")
        return NextStep(code=StepCode.REPORT_ARRIVAL, reasons=(reason,))
    if outcome in _ARRIVED:
        return _close(ClosedAs.ARRIVED, Reason(code="arrived"))
    if outcome is Milestone.RETURNED and not asked:
        return _close(ClosedAs.RETURNED, Reason(code="returned_to_seller"))
    if outcome is Milestone.CANCELLED:
        return _close(ClosedAs.WRITTEN_OFF, Reason(code="cancelled"))
    return None


def _urgent(facts: CaseFacts, every: Sequence[Way]) -> NextStep | None:
    # A claim is out: without its rule named, any way left might be the one already used.
    unclear = facts.state in _MONEY_ASKED and not facts.claimed_rules
    if unclear or not facts.doubtful or _answered_well(facts):
        return None
    for way in every:
        days = _days_left(way, facts)
        if way.status is WayStatus.OPEN and days is not None and days <= URGENT_DAYS:
            return _do(way, every, facts)
        if way.status is WayStatus.AWAITS_ANSWER and days is not None and days <= CHASE_DAYS:
            reason = Reason(code="claim_window_closes_before_answer", figures=_rule_figures(way))
            return _on_way(StepCode.CHASE_CARRIER, way, every, facts, reason)
    return None


def _with_payer(facts: CaseFacts, every: Sequence[Way]) -> NextStep | None:
    del every
    if facts.state is CaseState.GRANTED:
        return NextStep(code=StepCode.WAIT_FOR_PAYMENT, on=facts.claim_reply_due)
    if facts.state is CaseState.REFUSED:
        return _appeal(facts)
    if facts.state is not CaseState.WITH_PAYER:
        return None
    sent = Reason(code="claim_sent", figures=_day_figure(facts.claim_sent_on))
    due = facts.claim_reply_due
    if due is not None and due < facts.today():
        overdue = Reason(code="decision_overdue", figures=_day_figure(due))
        return NextStep(code=StepCode.CHASE_PAYER, reasons=(overdue, sent))
    return NextStep(code=StepCode.WAIT_FOR_PAYER, on=due, reasons=(sent,))


def _appeal(facts: CaseFacts) -> NextStep | None:
    remedies = () if facts.entitlement is None else facts.entitlement.remedies
    for remedy in remedies:
        found = remedy.deadline(Act.APPEAL)
        if remedy.rule not in facts.claimed_rules or found is None or found.latest is None:
            continue
        if found.confidence is Confidence.LOW or found.latest < facts.today(found.zone):
            continue
        way = Way(remedy=remedy, act=Act.APPEAL, status=WayStatus.OPEN, deadline=found)
        return _on_way(StepCode.APPEAL, way, (way,), facts, Reason(code="claim_refused"))
    return None


def _by_people(facts: CaseFacts, every: Sequence[Way]) -> NextStep | None:
    code = _question(facts)
    if code is None:
        return None
    if code is StepCode.WAIT_FOR_RETURN:
        return NextStep(code=code, reasons=(Reason(code="return_in_progress"),))
    if facts.buyer_asked_on is None:
        return _framed(code, every, facts, _question_reason(facts))
    if facts.buyer_answered_on is not None and facts.buyer_answered_on >= facts.buyer_asked_on:
        return None
    until = facts.buyer_asked_on + timedelta(days=BUYER_ANSWER_DAYS)
    if facts.today() > until:
        return None
    asked = Reason(code="buyer_asked", figures=_day_figure(facts.buyer_asked_on))
    return _framed(StepCode.WAIT_FOR_BUYER, every, facts, asked, on=until)


def _question(facts: CaseFacts) -> StepCode | None:
    if facts.answer is not None and facts.answer in _BY_ANSWER:
        return _BY_ANSWER[facts.answer]
    return StepCode.ASK_BUYER_TO_CHECK if _doubt_leads(facts) else _question_of_cause(facts)


def _question_of_cause(facts: CaseFacts) -> StepCode | None:
    match None if facts.cause is None else facts.cause.kind:
        case None:
            return None
        case CauseKind.RETURN_IN_PROGRESS:
            return None if facts.stalled else StepCode.WAIT_FOR_RETURN
        case CauseKind.HELD_BY_CUSTOMS:
            return _customs_question(facts)
        case CauseKind.NEVER_HANDED_OVER:
            return StepCode.CHECK_HANDOVER if facts.inquiry_sent_on is None else None
        case kind:
            return _BY_CAUSE.get(kind)


def _customs_question(facts: CaseFacts) -> StepCode | None:
    marks = {event.milestone for event in facts.cause.proof} if facts.cause is not None else set()
    if Milestone.CUSTOMS_NEEDS_DOCUMENTS in marks:
        return StepCode.GIVE_CUSTOMS_PAPERS
    return StepCode.SETTLE_DUTIES if Milestone.DUTIES_UNPAID in marks else None


def _doubt_leads(facts: CaseFacts) -> bool:
    """Return whether a contradiction is the best that is known: no scan names a cause."""
    silent = {CauseKind.SILENT_LEG, CauseKind.OUTAGE}
    named = facts.cause is not None and facts.cause.kind not in silent
    return bool(facts.doubts) and not named


def _question_reason(facts: CaseFacts) -> Reason:
    if facts.answer is CarrierAnswer.DELIVERED:
        return Reason(code="carrier_says_delivered")
    if _doubt_leads(facts):
        return reason_of(facts.doubts[0])
    return Reason(code="" if facts.cause is None else facts.cause.kind.value)


def _tell(facts: CaseFacts, every: Sequence[Way]) -> NextStep | None:
    if not facts.stalled or facts.buyer_told_on is not None:
        return None
    return _framed(StepCode.TELL_BUYER, every, facts, Reason(code="buyer_not_told"))


def _act(facts: CaseFacts, every: Sequence[Way]) -> NextStep | None:
    if _answered_well(facts):
        return None
    for way in every:
        due = facts.harmed or is_due(way.act, facts)
        ran_out = way.act is Act.CLAIM and facts.inquiry_sent_on is not None
        if way.status is WayStatus.OPEN and (due or (ran_out and not facts.reply_awaited)):
            return _do(way, every, facts)
    return None


def _wait(facts: CaseFacts, every: Sequence[Way]) -> NextStep | None:
    if facts.reply_awaited:
        sent = Reason(code="inquiry_sent", figures=_day_figure(facts.inquiry_sent_on))
        return _framed(StepCode.WAIT_FOR_CARRIER, every, facts, sent, on=facts.inquiry_reply_due)
    if not (facts.stalled or facts.harmed) or _answered_well(facts):
        return _watch(facts, every)
    for way in every:
        if way.status is WayStatus.TOO_EARLY and way.deadline is not None:
            day = way.deadline.earliest
            reason = Reason(code="not_accepted_before", figures=_day_figure(day))
            return _on_way(StepCode.WAIT_UNTIL_ALLOWED, way, every, facts, reason, on=day)
    waiting = next((way for way in every if way.status is WayStatus.OPEN), None)
    if waiting is None:
        return None
    worth = reason_of_worth(waiting.act, facts) or Reason(code="too_soon_to_call_it_lost")
    return _framed(StepCode.WATCH, every, facts, worth, on=pays_on(waiting.act, facts))


def _watch(facts: CaseFacts, every: Sequence[Way]) -> NextStep | None:
    if facts.assessment is None and not _answered_well(facts):
        return None
    code = "carrier_found_it" if facts.answer is CarrierAnswer.FOUND else "still_likely_to_arrive"
    return _framed(StepCode.WATCH, every, facts, Reason(code=code))


def _unknown(facts: CaseFacts, every: Sequence[Way]) -> NextStep | None:
    if facts.entitlement is None or not facts.entitlement.remedies:
        return NextStep(
            code=StepCode.ENTER_TERMS, reasons=(Reason(code="no_rule_known"), *_chance(facts))
        )
    for way in every:
        if way.status is not WayStatus.EXPIRED:
            reason = Reason(code="check_with_carrier", figures=_rule_figures(way))
            return _on_way(StepCode.ENTER_TERMS, way, every, facts, reason)
    return None


def _nothing_left(facts: CaseFacts, every: Sequence[Way]) -> NextStep:
    passed = [
        Reason(code="window_passed", figures=_rule_figures(way))
        for way in every
        if way.status is WayStatus.EXPIRED
    ]
    reasons = [*passed, *_chance(facts)] if passed else [Reason(code="no_remedy_left")]
    claimed = facts.entitlement.claim_type if facts.harmed and facts.entitlement else None
    return _close(_UNCLAIMED.get(claimed, ClosedAs.WRITTEN_OFF), *reasons)


def _answered_well(facts: CaseFacts) -> bool:
    return facts.answer in {CarrierAnswer.FOUND, CarrierAnswer.RETURNING}


def _close(ending: ClosedAs, *reasons: Reason) -> NextStep:
    return NextStep(code=StepCode.CLOSE, reasons=reasons[:MAX_REASONS], close_as=ending)


def _do(way: Way, every: Sequence[Way], facts: CaseFacts) -> NextStep:
    if way.act is Act.NOTICE:
        return _on_way(StepCode.GIVE_NOTICE, way, every, facts, _harm(facts))
    if way.act is Act.INQUIRY:
        worth = None if facts.loss_told else reason_of_worth(Act.INQUIRY, facts)
        return _on_way(StepCode.SEND_INQUIRY, way, every, facts, _harm(facts) or worth)
    if way.remedy.amount is None:
        unknown = Reason(code="check_with_carrier", figures=_rule_figures(way))
        return _on_way(StepCode.ENTER_TERMS, way, every, facts, unknown)
    why = _harm(facts)
    if facts.answer is CarrierAnswer.LOST:
        why = Reason(code="carrier_says_lost")
    elif facts.inquiry_sent_on is not None and facts.answer in {None, CarrierAnswer.NO_ANSWER}:
        why = Reason(code="no_answer_in_time", figures=_day_figure(facts.inquiry_reply_due))
    elif not facts.loss_told:
        why = reason_of_worth(Act.CLAIM, facts)
    return _on_way(StepCode.FILE_CLAIM, way, every, facts, why)


def _harm(facts: CaseFacts) -> Reason | None:
    """Return the report on which an act rests, or None where it is about a loss."""
    if not facts.harmed or facts.entitlement is None:
        return None
    claimed = facts.entitlement.claim_type
    code = _REPORTS.get(claimed)
    return Reason(code=code, figures=_day_figure(facts.reported[claimed])) if code else None


def _framed(
    code: StepCode,
    every: Sequence[Way],
    facts: CaseFacts,
    reason: Reason,
    *,
    on: date | None = None,
) -> NextStep:
    """Return a step that is no act on a payer, framed by the way that closes soonest."""
    living = [way for way in every if way.status is not WayStatus.EXPIRED]
    if living:
        return _on_way(code, living[0], every, facts, reason, on=on)
    return NextStep(code=code, on=on, reasons=(reason, *_chance(facts))[:MAX_REASONS])


def _on_way(
    code: StepCode,
    way: Way,
    every: Sequence[Way],
    facts: CaseFacts,
    reason: Reason | None = None,
    *,
    on: date | None = None,
) -> NextStep:
    deadline = _deadline(way, facts)
    closes = () if deadline is None else (Reason(code="window_closes", figures=_rule_figures(way)),)
    first = () if reason is None else (reason,)
    return NextStep(
        code=code,
        on=on,
        payer=way.remedy.payer,
        payer_name=way.remedy.payer_name,
        rule=way.remedy.rule,
        reasons=(*first, *_chance(facts), *closes)[:MAX_REASONS],
        deadline=deadline,
        amounts=amounts(way, every, facts),
    )


def _deadline(way: Way, facts: CaseFacts) -> StepDeadline | None:
    days = _days_left(way, facts)
    if way.deadline is None or way.latest is None or days is None:
        return None
    return StepDeadline(source=way.deadline, day=way.latest, days_left=days, loses=sure_amount(way))


def _days_left(way: Way, facts: CaseFacts) -> int | None:
    if way.deadline is None or way.latest is None:
        return None
    return (way.latest - facts.today(way.deadline.zone)).days


def _chance(facts: CaseFacts) -> tuple[Reason, ...]:
    # Of what the carrier declared lost no count of parcels like it tells more.
    if facts.assessment is None or facts.outcome is Milestone.DECLARED_LOST:
        return ()
    return (Reason(code="chance_left", figures=chance_figures(facts.assessment)),)


def _rule_figures(way: Way) -> tuple[tuple[str, str], ...]:
    day = _day_figure(way.latest)
    return (
        ("payer", way.remedy.payer_name),
        ("act", way.act.value),
        ("rule", way.remedy.rule),
        *day,
    )


def _day_figure(day: date | None) -> tuple[tuple[str, str], ...]:
    return () if day is None else (("day", day.isoformat()),)
