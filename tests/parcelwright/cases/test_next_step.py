from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.cases.amounts import Amounts
from parcelwright.cases.case import CarrierAnswer, CaseState, ClosedAs
from parcelwright.cases.facts import CaseFacts
from parcelwright.cases.next_step import next_step
from parcelwright.cases.step import StepCode
from parcelwright.claims.remedy import (
    Act,
    Confidence,
    Deadline,
    Entitlement,
    PayerKind,
    Remedy,
    RemedyStatus,
)
from parcelwright.detection.assessment import Assessment, Reason, Standing
from parcelwright.diagnosis.contradiction import Certainty, Contradiction
from parcelwright.diagnosis.diagnosis import Cause, CauseKind, Diagnosis
from parcelwright.money import Money
from parcelwright.parcels.events import Milestone, Stage, TrackingEvent
from parcelwright.parcels.parcel import Parcel
from parcelwright.rulebook.rule import ClaimType

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
CITATION = SimpleNamespace(title="Terms", section="9", url="https://post.example/terms")
LOST = Assessment(
    standing=Standing.PRESUMED_LOST,
    chance_arrives=0.08,
    chance_low=0.05,
    chance_high=0.12,
    based_on="lane",
    journeys=2140,
    silent_days=19.2,
    stage=Stage.LINE_HAUL,
)
ON_TIME = replace(LOST, standing=Standing.ON_TIME, chance_arrives=0.95)


def day(offset):
    return TODAY + timedelta(days=offset)


def deadline(act, latest, earliest=None, confidence=Confidence.HIGH):
    return Deadline(
        act=act,
        earliest=earliest,
        latest=latest,
        zone="Asia/Shanghai",
        rule="china-post/registered",
        citation=CITATION,
        confidence=confidence,
    )


def remedy(rule="china-post/registered", *deadlines, needs=(), amount="64.90", **other):
    fields = {
        "payer": rule.split("/")[0],
        "payer_name": rule.split("/")[0],
        "kind": PayerKind.CARRIER,
        "status": RemedyStatus.OPEN,
        "sum_lines": (),
        "exclusions": (),
        "documents": (),
        "confidence": Confidence.HIGH,
        "citation": CITATION,
        **other,
    }
    money = None if amount is None else Money.of(amount, "USD")
    return Remedy(rule=rule, deadlines=deadlines, needs=needs, amount=money, **fields)


def entitled(*remedies):
    return Entitlement(
        tracking_number="RV482917305CN",
        carrier="china-post",
        service="registered",
        on=TODAY,
        regime="upu",
        remedies=remedies,
    )


def facts(*remedies, **changes):
    start = CaseFacts(
        parcel=Parcel(tracking_number="RV482917305CN"),
        state=CaseState.WATCH,
        now=NOW,
        assessment=LOST,
        entitlement=entitled(*remedies) if remedies else None,
        buyer_told_on=day(-1),
    )
    return replace(start, **changes)


def cause(kind, *proof):
    events = tuple(TrackingEvent(tracking_number="RV482917305CN", milestone=m) for m in proof)
    return Diagnosis(
        custodian="china-post",
        silent_leg=Stage.LINE_HAUL,
        next_handover=None,
        causes=(Cause(kind=kind, strength=0.9, proof=events),),
    )


POST = remedy(
    "china-post/registered",
    deadline(Act.INQUIRY, day(100)),
    deadline(Act.CLAIM, day(200)),
    needs=("inquiry_answer",),
)
INSURER = remedy("insurer/px", deadline(Act.CLAIM, day(5)), amount="59.90")


def codes(step):
    return [reason.code for reason in step.reasons]


def test_the_buyer_is_told_first_when_the_parcel_is_presumed_lost():
    step = next_step(facts(POST, buyer_told_on=None))
    assert step.code is StepCode.TELL_BUYER
    assert codes(step) == ["buyer_not_told", "chance_left", "window_closes"]


def test_a_window_that_closes_tomorrow_comes_before_telling_the_buyer():
    closing = remedy("insurer/px", deadline(Act.CLAIM, day(1)))
    step = next_step(facts(closing, buyer_told_on=None))
    assert (step.code, step.deadline.days_left) == (StepCode.FILE_CLAIM, 1)


def test_the_inquiry_comes_before_a_claim_that_needs_its_answer():
    step = next_step(facts(POST))
    assert step.code is StepCode.SEND_INQUIRY
    assert step.deadline.day == day(100)


def test_the_window_that_closes_soonest_wins():
    assert next_step(facts(POST, INSURER)).rule == "insurer/px"


def test_no_claim_is_proposed_while_a_needed_answer_may_still_come():
    step = next_step(facts(POST, inquiry_sent_on=day(-10), inquiry_reply_due=day(20)))
    assert (step.code, step.on) == (StepCode.WAIT_FOR_CARRIER, day(20))


def test_a_claim_is_proposed_when_the_time_to_answer_ran_out():
    step = next_step(facts(POST, inquiry_sent_on=day(-70), inquiry_reply_due=day(-1)))
    assert step.code is StepCode.FILE_CLAIM
    assert codes(step)[0] == "no_answer_in_time"


def test_a_carrier_that_says_lost_makes_the_claim_worth_its_full_amount():
    step = next_step(
        facts(
            POST,
            inquiry_sent_on=day(-10),
            answer=CarrierAnswer.LOST,
            state=CaseState.CARRIER_REPLIED,
        )
    )
    assert step.code is StepCode.FILE_CLAIM
    assert codes(step)[0] == "carrier_says_lost"
    assert step.amounts.now == Money.of("64.90", "USD")


def test_a_claim_window_that_closes_before_the_answer_means_chasing_the_carrier():
    tight = remedy("china-post/registered", deadline(Act.CLAIM, day(6)), needs=("inquiry_answer",))
    step = next_step(facts(tight, inquiry_sent_on=day(-10), inquiry_reply_due=day(20)))
    assert step.code is StepCode.CHASE_CARRIER


def test_the_amounts_weigh_what_is_owed_with_the_chance_of_loss():
    step = next_step(facts(INSURER, POST))
    assert step.amounts == Amounts(
        now=Money.of("55.11", "USD"),
        late=Money.of("59.71", "USD"),
        never=Money.of("0.00", "USD"),
    )


def test_missing_the_only_deadline_leaves_nothing():
    assert next_step(facts(INSURER)).amounts.late == Money.of("0.00", "USD")


def test_an_unknown_amount_stays_unknown():
    unknown = remedy("insurer/px", deadline(Act.CLAIM, day(5)), amount=None)
    assert next_step(facts(unknown)).amounts == Amounts()


def test_a_low_confidence_deadline_never_becomes_a_day():
    vague = remedy("insurer/px", deadline(Act.CLAIM, day(2), confidence=Confidence.LOW))
    assert next_step(facts(vague)).deadline is None


def test_a_claim_that_is_too_early_waits_until_its_day():
    early = remedy(
        "china-post/registered",
        deadline(Act.CLAIM, day(90), earliest=day(12)),
        status=RemedyStatus.TOO_EARLY,
    )
    step = next_step(facts(early))
    assert (step.code, step.on) == (StepCode.WAIT_UNTIL_ALLOWED, day(12))


def test_the_last_day_is_counted_in_the_zone_of_the_payer():
    evening = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    step = next_step(facts(remedy("insurer/px", deadline(Act.CLAIM, day(1))), now=evening))
    assert step.deadline.days_left == 0


def test_papers_wanted_by_customs_are_asked_for_before_an_inquiry():
    held = cause(CauseKind.HELD_BY_CUSTOMS, Milestone.CUSTOMS_NEEDS_DOCUMENTS)
    assert next_step(facts(POST, diagnosis=held)).code is StepCode.GIVE_CUSTOMS_PAPERS


def test_a_disputed_delivery_asks_the_buyer_to_look_around_first():
    disputed = facts(INSURER, diagnosis=cause(CauseKind.DELIVERY_DISPUTED))
    assert next_step(disputed).code is StepCode.ASK_BUYER_TO_CHECK
    waiting = replace(disputed, buyer_asked_on=day(-2))
    assert (next_step(waiting).code, next_step(waiting).on) == (StepCode.WAIT_FOR_BUYER, day(5))
    answered = replace(waiting, buyer_answered_on=day(-1))
    assert next_step(answered).code is StepCode.FILE_CLAIM


ELSEWHERE = Contradiction(
    code="delivered_in_other_town",
    certainty=Certainty.LIKELY,
    events=(),
    figures=(("place", "Hamburg"), ("address", "Berlin")),
    asks_buyer=True,
)


def test_a_delivery_in_another_town_asks_the_buyer_before_the_case_is_closed():
    doubted = facts(POST, outcome=Milestone.DELIVERED, assessment=None, doubts=(ELSEWHERE,))
    step = next_step(doubted)
    assert (step.code, codes(step)[0]) == (StepCode.ASK_BUYER_TO_CHECK, "delivered_in_other_town")
    assert dict(step.reasons[0].figures) == {"place": "Hamburg", "address": "Berlin"}
    waiting = replace(doubted, buyer_asked_on=day(-2))
    assert next_step(waiting).code is StepCode.WAIT_FOR_BUYER
    silent = replace(doubted, buyer_asked_on=day(-8))
    assert (next_step(silent).code, next_step(silent).close_as) == (
        StepCode.CLOSE, ClosedAs.ARRIVED,
    )  # fmt: skip


def test_a_buyer_without_the_goods_makes_the_contradicted_delivery_an_inquiry():
    disputed = facts(
        POST,
        diagnosis=cause(CauseKind.DELIVERY_DISPUTED),
        doubts=(ELSEWHERE,),
        buyer_asked_on=day(-2),
        buyer_answered_on=day(-1),
    )
    assert next_step(disputed).code is StepCode.SEND_INQUIRY


def test_a_delivery_without_doubts_is_closed_at_once():
    arrived = facts(POST, outcome=Milestone.DELIVERED, assessment=None)
    assert next_step(arrived).code is StepCode.CLOSE


def test_a_withdrawn_delivery_asks_the_buyer_while_the_parcel_is_silent():
    silent = facts(POST, diagnosis=cause(CauseKind.SILENT_LEG), doubts=(ELSEWHERE,))
    assert next_step(silent).code is StepCode.ASK_BUYER_TO_CHECK
    held = facts(POST, diagnosis=cause(CauseKind.AWAITING_PICKUP), doubts=(ELSEWHERE,))
    assert next_step(held).code is StepCode.ASK_BUYER_TO_COLLECT


def test_a_buyer_who_does_not_answer_does_not_hold_the_claim_for_ever():
    silent = facts(INSURER, diagnosis=cause(CauseKind.DELIVERY_DISPUTED), buyer_asked_on=day(-8))
    assert next_step(silent).code is StepCode.FILE_CLAIM


def test_when_every_window_has_passed_closing_is_offered_and_says_so():
    gone = remedy("insurer/px", deadline(Act.CLAIM, day(-3)), status=RemedyStatus.EXPIRED)
    step = next_step(facts(gone))
    assert (step.code, step.close_as) == (StepCode.CLOSE, ClosedAs.WRITTEN_OFF)
    assert codes(step) == ["window_passed", "chance_left"]


def test_a_parcel_without_known_rule_asks_for_the_terms():
    assert next_step(facts()).code is StepCode.ENTER_TERMS


def test_a_remedy_to_be_checked_with_the_carrier_becomes_neither_date_nor_claim():
    step = next_step(facts(remedy(status=RemedyStatus.CHECK_WITH_CARRIER, amount=None)))
    assert (step.code, step.deadline) == (StepCode.ENTER_TERMS, None)


def test_a_parcel_on_time_is_watched_even_when_a_window_closes():
    assert next_step(facts(INSURER, assessment=ON_TIME)).code is StepCode.WATCH


def test_a_stalled_parcel_with_a_claim_only_remedy_is_watched_until_it_is_presumed_lost():
    stalled = replace(LOST, standing=Standing.STALLED)
    step = next_step(facts(INSURER, assessment=stalled))
    assert (step.code, codes(step)[0]) == (StepCode.WATCH, "too_soon_to_call_it_lost")


def test_an_arrival_closes_the_case():
    step = next_step(facts(POST, outcome=Milestone.DELIVERED))
    assert (step.code, step.close_as) == (StepCode.CLOSE, ClosedAs.ARRIVED)


def test_an_arrival_after_payment_is_reported_to_the_payer():
    paid = facts(POST, outcome=Milestone.DELIVERED, state=CaseState.PAID)
    assert next_step(paid).code is StepCode.REPORT_ARRIVAL


@pytest.mark.parametrize(
    ("due", "code"), [(day(3), StepCode.WAIT_FOR_PAYER), (day(-1), StepCode.CHASE_PAYER)]
)
def test_a_claim_waits_for_its_decision_and_is_chased_when_overdue(due, code):
    sent = facts(
        POST,
        state=CaseState.WITH_PAYER,
        claimed_rules=(POST.rule,),
        claim_sent_on=day(-30),
        claim_reply_due=due,
    )
    assert next_step(sent).code is code


def test_a_refused_claim_is_appealed_within_its_window():
    refused = remedy("insurer/px", deadline(Act.CLAIM, day(-3)), deadline(Act.APPEAL, day(9)))
    step = next_step(facts(refused, state=CaseState.REFUSED, claimed_rules=("insurer/px",)))
    assert (step.code, step.deadline.day) == (StepCode.APPEAL, day(9))


def test_a_claim_that_is_out_is_not_filed_again_when_its_rule_was_not_recorded():
    closing = remedy("insurer/px", deadline(Act.CLAIM, day(1)))
    assert next_step(facts(closing, state=CaseState.WITH_PAYER)).code is StepCode.WAIT_FOR_PAYER


def test_another_payer_whose_window_closes_comes_before_waiting_for_the_first():
    closing = remedy("insurer/px", deadline(Act.CLAIM, day(1)))
    sent = facts(POST, closing, state=CaseState.WITH_PAYER, claimed_rules=(POST.rule,))
    assert (next_step(sent).code, next_step(sent).rule) == (StepCode.FILE_CLAIM, "insurer/px")


def test_a_dispute_of_the_buyer_comes_before_everything():
    assert next_step(facts(INSURER, state=CaseState.DISPUTE)).code is StepCode.ANSWER_DISPUTE


days = st.none() | st.integers(-40, 40).map(day)


@given(
    state=st.sampled_from(CaseState),
    outcome=st.none() | st.sampled_from(Milestone),
    assessment=st.sampled_from([None, LOST, ON_TIME, replace(LOST, standing=Standing.STALLED)]),
    kind=st.sampled_from(CauseKind),
    answer=st.none() | st.sampled_from(CarrierAnswer),
    sent=days,
    due=days,
    asked=days,
    latest=days,
    status=st.sampled_from(RemedyStatus),
    needs=st.sampled_from([(), ("inquiry_answer",)]),
)
def test_any_facts_lead_to_one_step_and_no_claim_before_a_needed_answer(
    *, state, outcome, assessment, kind, answer, sent, due, asked, latest, status, needs
):
    one = remedy(
        "china-post/registered",
        deadline(Act.INQUIRY, latest),
        deadline(Act.CLAIM, latest),
        needs=needs,
        status=status,
    )
    known = facts(
        one,
        state=state,
        outcome=outcome,
        assessment=assessment,
        diagnosis=cause(kind),
        answer=answer,
        inquiry_sent_on=sent,
        inquiry_reply_due=due,
        buyer_asked_on=asked,
    )
    step = next_step(known)
    assert len(step.reasons) <= 3
    if needs and step.code is StepCode.FILE_CLAIM and not known.loss_stated:
        assert sent is not None
        assert not known.reply_awaited
    if step.deadline is not None:
        assert step.deadline.days_left >= 0


INSURED = remedy(
    "cover/OC-7", deadline(Act.NOTICE, day(10)), deadline(Act.CLAIM, day(60)), amount="40.00"
)


def test_notice_to_an_insurer_comes_before_its_claim():
    step = next_step(facts(INSURED))
    assert (step.code, step.rule, step.deadline.day) == (
        StepCode.GIVE_NOTICE, "cover/OC-7", day(10),
    )  # fmt: skip


def test_notice_can_be_given_before_the_claim_is_accepted():
    early = replace(INSURED, status=RemedyStatus.TOO_EARLY)
    assert next_step(facts(early)).code is StepCode.GIVE_NOTICE


def test_a_notice_that_was_given_leaves_the_claim():
    notice, claim = INSURED.deadlines
    given = replace(INSURED, deadlines=(replace(notice, done_on=day(-1)), claim))
    step = next_step(facts(given))
    assert (step.code, step.deadline.day) == (StepCode.FILE_CLAIM, day(60))


def test_a_notice_that_can_no_longer_be_given_is_not_asked_for():
    late = remedy("cover/OC-7", deadline(Act.NOTICE, day(-1)), deadline(Act.CLAIM, day(60)))
    assert next_step(facts(late)).code is StepCode.FILE_CLAIM


def test_a_notice_of_a_weak_source_is_not_asked_for():
    weak = deadline(Act.NOTICE, day(5), confidence=Confidence.LOW)
    assert next_step(facts(remedy("px/lost", weak, deadline(Act.CLAIM, day(60))))).code is (
        StepCode.FILE_CLAIM
    )


def harmed(kind, *remedies, **changes):
    """Return the facts of a delivered parcel of which somebody reported harm two days ago."""
    found = replace(entitled(*remedies), claim_type=kind)
    return facts(
        outcome=Milestone.DELIVERED, assessment=None, entitlement=found,
        reported={kind: day(-2)}, **changes,
    )  # fmt: skip


def test_a_delivery_ends_no_case_in_which_damage_was_reported():
    arrived = harmed(ClaimType.DAMAGED, INSURED)
    assert next_step(replace(arrived, reported={})).code is StepCode.CLOSE
    step = next_step(arrived)
    assert step.code is StepCode.GIVE_NOTICE
    assert step.reasons[0] == Reason(code="damaged_reported", figures=(("day", "2026-11-20"),))
    # What is owed for damage does not depend on whether the parcel is lost.
    assert step.amounts.now == Money.of("40.00", "USD")


def test_a_report_of_something_else_than_is_claimed_ends_nothing_and_begins_nothing():
    late = replace(harmed(ClaimType.DAMAGED, INSURED), reported={ClaimType.DELAYED: day(-2)})
    assert next_step(late).code is StepCode.CLOSE


def test_damage_that_was_paid_for_closes_the_case_as_paid():
    step = next_step(harmed(ClaimType.DAMAGED, INSURED, state=CaseState.PAID))
    assert (step.code, step.close_as) == (StepCode.CLOSE, ClosedAs.PAID)


@pytest.mark.parametrize(("kind", "ending"), [
    (ClaimType.DAMAGED, ClosedAs.WRITTEN_OFF),
    (ClaimType.DELAYED, ClosedAs.ARRIVED),
    (ClaimType.RETURNED_WITHOUT_REASON, ClosedAs.RETURNED),
])  # fmt: skip
def test_harm_for_which_nobody_pays_closes_the_case_as_it_ended(kind, ending):
    over = remedy("px/harm", deadline(Act.CLAIM, day(-1)), status=RemedyStatus.EXPIRED)
    step = next_step(harmed(kind, over))
    assert (step.code, step.close_as) == (StepCode.CLOSE, ending)


@pytest.mark.parametrize("kind", [
    ClaimType.DAMAGED, ClaimType.PARTLY_LOST, ClaimType.DELAYED, ClaimType.RETURNED_WITHOUT_REASON,
])  # fmt: skip
def test_every_reported_kind_has_a_reason_of_its_own(kind):
    step = next_step(harmed(kind, INSURED))
    assert step.reasons[0].code == f"{kind}_reported"
