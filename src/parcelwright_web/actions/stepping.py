"""The next step of a case, worked out and stored so that the queue needs nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from parcelwright.cases.amounts import sure_amount
from parcelwright.cases.case import CarrierAnswer, CaseEvent, CaseState
from parcelwright.cases.facts import CaseFacts
from parcelwright.cases.lifecycle import move
from parcelwright.cases.next_step import next_step
from parcelwright.cases.step import StepCode
from parcelwright.cases.ways import WayStatus, ways
from parcelwright.claims.plain import plain_citation, plain_deadline, plain_money
from parcelwright_web.actions.actors import SYSTEM
from parcelwright_web.actions.deciding import moves_of
from parcelwright_web.actions.known import reported_in
from parcelwright_web.models.cases import CaseLogEntry

if TYPE_CHECKING:
    from parcelwright.cases.step import NextStep, StepDeadline
    from parcelwright.money import Money
    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case

STEP_FIELDS = (
    "state", "answer", "answered_on", "step_code", "step_on", "step", "deadline_on", "deadline_at",
    "deadline_zone", "at_risk", "claimable", "currency", "stepped_at",
)  # fmt: skip
_NOTHING_ASKED = frozenset({CaseState.WATCH, CaseState.ASK_BUYER})
_UNASKABLE = frozenset({WayStatus.EXPIRED, WayStatus.UNKNOWN})


def case_facts(case: Case, found: Situation, now: datetime) -> CaseFacts:
    """Return everything the next step of a case depends on.

    ``found`` must have been worked out with this case as it stands now.
    """
    return CaseFacts(
        parcel=found.parcel,
        state=CaseState(case.state),
        now=now,
        outcome=found.journey.outcome,
        assessment=found.assessment,
        diagnosis=found.diagnosis,
        entitlement=found.entitlement,
        doubts=found.doubts,
        answer=CarrierAnswer(case.answer) if case.answer else None,
        buyer_told_on=case.buyer_told_on,
        buyer_asked_on=case.buyer_asked_on,
        buyer_answered_on=case.buyer_answered_on,
        inquiry_sent_on=case.inquiry_sent_on,
        inquiry_reply_due=case.inquiry_reply_due,
        claim_sent_on=case.claim_sent_on,
        claim_reply_due=case.claim_reply_due,
        claimed_rules=tuple(case.claimed_rules),
        moves=moves_of(found),
        reported=reported_in(case),
    )


def set_step(case: Case, found: Situation, now: datetime) -> NextStep:
    """Work out the next step of a case and store it; moves of the clock are made and logged.

    Doing it again at the same moment changes nothing but ``stepped_at``.
    """
    facts = case_facts(case, found, now)
    if case.state == CaseState.WITH_CARRIER and facts.answer is None and not facts.reply_awaited:
        facts = _moved(case, facts, CaseEvent.REPLY_TIME_RAN_OUT, now)
    step = next_step(facts)
    event = _follows(step, CaseState(case.state))
    if event is not None:
        facts = _moved(case, facts, event, now)
    _write(case, step, facts)
    case.stepped_at = now
    case.save(update_fields=STEP_FIELDS)
    return step


def end_of_day(day: date, zone: str) -> datetime:
    """Return the first instant after a day in an IANA zone, as UTC; an empty zone is UTC.

    >>> end_of_day(date(2026, 3, 2), "Asia/Shanghai").isoformat()
    '2026-03-02T16:00:00+00:00'
    """
    local = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone) if zone else UTC)
    return local.astimezone(UTC)


def _follows(step: NextStep, state: CaseState) -> CaseEvent | None:
    """Return the event by which the state catches up with the step, if it lags behind."""
    if step.code is StepCode.SEND_INQUIRY and state in _NOTHING_ASKED:
        return CaseEvent.INQUIRY_DUE
    if step.code is StepCode.FILE_CLAIM and state in {
        *_NOTHING_ASKED, CaseState.INQUIRE, CaseState.WITH_CARRIER, CaseState.CARRIER_REPLIED,
        CaseState.REFUSED,
    }:  # fmt: skip
        return CaseEvent.CLAIM_DUE
    if step.code is StepCode.WATCH and state in {CaseState.INQUIRE, CaseState.CLAIM}:
        return CaseEvent.MOVED_AGAIN
    return None


def _moved(case: Case, facts: CaseFacts, event: CaseEvent, now: datetime) -> CaseFacts:
    before = case.state
    after = move(case.to_domain(), event, at=now)
    case.state = after.state.value
    case.answer = "" if after.answer is None else after.answer.value
    if after.answer is None:
        case.answered_on = None
    CaseLogEntry.objects.for_tenant(case.tenant_id).create(
        case=case,
        at=now,
        actor=SYSTEM,
        act=event.value,
        facts={"changed": {"state": [before, case.state]}},
    )
    return replace(facts, state=after.state, answer=after.answer)


def _write(case: Case, step: NextStep, facts: CaseFacts) -> None:
    risk = at_risk(facts.parcel)
    currency = "" if risk is None else risk.currency
    claimable = _claimable(facts, currency)
    if risk is None and claimable is not None:
        currency = claimable.currency
    case.step_code, case.step_on = step.code.value, step.on
    case.step = stored_step(step, facts)
    deadline = step.deadline
    case.deadline_on = None if deadline is None else deadline.day
    case.deadline_zone = "" if deadline is None else deadline.source.zone
    case.deadline_at = None if deadline is None else end_of_day(deadline.day, deadline.source.zone)
    case.at_risk = None if risk is None else risk.amount
    case.claimable = None if claimable is None else claimable.amount
    case.currency = currency


def at_risk(parcel: DomainParcel) -> Money | None:
    """Return what is lost with a parcel: value (or else cost) plus postage of that currency.

    None when neither value nor cost is known; postage in another currency is left out.
    """
    goods = parcel.contents.value or parcel.contents.cost
    if goods is None or parcel.postage is None or parcel.postage.currency != goods.currency:
        return goods
    return goods + parcel.postage


def _claimable(facts: CaseFacts, currency: str) -> Money | None:
    """Return the most that one payer can still be asked for; payers are never added up."""
    sums = [
        money
        for way in ways(facts)
        if way.status not in _UNASKABLE and (money := sure_amount(way)) is not None
    ]
    wanted = currency or (sums[0].currency if sums else "")
    same = [money for money in sums if money.currency == wanted]
    return max(same, key=lambda money: money.amount, default=None)


def stored_step(step: NextStep, facts: CaseFacts) -> dict[str, object]:
    """Return a step as plain data: code, reasons with figures, payer, rule, amounts, deadline."""
    remedies = () if facts.entitlement is None else facts.entitlement.remedies
    remedy = next((each for each in remedies if step.rule and each.rule == step.rule), None)
    return {
        "code": step.code.value,
        "on": None if step.on is None else step.on.isoformat(),
        "payer": step.payer,
        "payer_name": step.payer_name,
        "rule": step.rule,
        "citation": None if remedy is None else plain_citation(remedy.citation),
        "channel": "" if remedy is None else remedy.channel,
        "close_as": None if step.close_as is None else step.close_as.value,
        "reasons": [
            {"code": reason.code, "figures": dict(reason.figures)} for reason in step.reasons
        ],
        "amounts": {
            "now": plain_money(step.amounts.now),
            "late": plain_money(step.amounts.late),
            "never": plain_money(step.amounts.never),
        },
        "deadline": None if step.deadline is None else _stored_deadline(step.deadline),
    }


def _stored_deadline(deadline: StepDeadline) -> dict[str, object]:
    zone = deadline.source.zone
    return {
        **plain_deadline(deadline.source),
        "day": deadline.day.isoformat(),
        "at": end_of_day(deadline.day, zone).isoformat(),
        "loses": plain_money(deadline.loses),
    }
