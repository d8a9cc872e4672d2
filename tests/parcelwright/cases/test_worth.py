"""Whether an act is due by the money at stake; the rest of the next step is elsewhere."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from parcelwright.cases.case import CarrierAnswer, CaseState
from parcelwright.cases.facts import CaseFacts
from parcelwright.cases.next_step import next_step
from parcelwright.cases.step import StepCode
from parcelwright.cases.when import MoveDay
from parcelwright.cases.worth import is_due, pays_on, reason_of_worth
from parcelwright.claims.remedy import (
    Act,
    Confidence,
    Deadline,
    Entitlement,
    PayerKind,
    Remedy,
    RemedyStatus,
)
from parcelwright.detection.assessment import Assessment, Standing
from parcelwright.detection.costs import Move
from parcelwright.money import Money
from parcelwright.parcels.events import Stage
from parcelwright.parcels.parcel import Parcel

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
CITATION = SimpleNamespace(title="Terms", section="9", url="https://post.example/terms")


def usd(amount):
    return Money.of(amount, "USD")


def made(move=Move.CLAIM, days=0, **changes):
    on = None if days is None else TODAY + timedelta(days=days)
    start = MoveDay(
        move=move, on=on, days=days or 0, cost_now=usd("9.00"), cost_then=usd("6.50"),
        worth=usd("2.50"), next_day=usd("1.20"), chance_lost=0.6, arrive_before=0.34,
        for_lapse=False,
    )  # fmt: skip
    return replace(start, **changes)


def facts(*moves, standing=Standing.PRESUMED_LOST, **changes):
    stand = Assessment(
        standing=standing, chance_arrives=0.4, chance_low=0.3, chance_high=0.5, based_on="lane",
        journeys=2140, silent_days=19.2, stage=Stage.LINE_HAUL,
    )  # fmt: skip
    open_claim = Deadline(
        act=Act.CLAIM, earliest=None, latest=TODAY + timedelta(days=90), zone="UTC",
        rule="insurer/px", citation=CITATION, confidence=Confidence.HIGH,
    )  # fmt: skip
    remedy = Remedy(
        rule="insurer/px", payer="insurer", payer_name="Insurer", kind=PayerKind.INSURER,
        status=RemedyStatus.OPEN, sum_lines=(), exclusions=(), documents=(), needs=(),
        confidence=Confidence.HIGH, citation=CITATION, amount=usd("60.00"),
        deadlines=(open_claim,),
    )  # fmt: skip
    start = CaseFacts(
        parcel=Parcel(tracking_number="RV482917305CN"), state=CaseState.WATCH, now=NOW,
        assessment=stand, buyer_told_on=TODAY, moves=moves,
        entitlement=Entitlement(
            tracking_number="RV482917305CN", carrier="china-post", service="", on=TODAY,
            regime="", remedies=(remedy,),
        ),
    )  # fmt: skip
    return replace(start, **changes)


def test_a_claim_that_pays_today_is_filed_and_the_step_says_what_waiting_costs():
    step = next_step(facts(made()))
    assert step.code is StepCode.FILE_CLAIM
    assert (step.reasons[0].code, step.reasons[0].figures) == (
        "acting_pays",
        (("sum", "1.20 USD"),),
    )


def test_a_claim_that_pays_later_waits_until_that_day_and_says_what_that_is_worth():
    step = next_step(facts(made(days=6)))
    assert (step.code, step.on) == (StepCode.WATCH, date(2026, 11, 28))
    assert dict(step.reasons[0].figures) == {"sum": "2.50 USD", "day": "2026-11-28", "share": "34"}


def test_where_waiting_pays_for_ever_no_day_is_named():
    step = next_step(facts(made(days=None)))
    assert (step.code, step.on) == (StepCode.WATCH, None)
    assert step.reasons[0].code == "too_soon_to_call_it_lost"


def test_nobody_claims_for_what_will_likely_arrive_however_cheap_the_claim():
    assert not is_due(Act.CLAIM, facts(made(), standing=Standing.STALLED))


def test_an_inquiry_goes_out_before_the_parcel_is_stalled_when_it_pays():
    late = facts(made(Move.ASK_CARRIER), standing=Standing.LATE)
    assert is_due(Act.INQUIRY, late)
    assert not is_due(Act.INQUIRY, replace(late, moves=()))


def test_no_inquiry_goes_out_for_a_parcel_on_time():
    assert not is_due(Act.INQUIRY, facts(made(Move.ASK_CARRIER), standing=Standing.ON_TIME))


def test_what_the_carrier_says_is_not_put_off_by_any_sum():
    said = facts(made(days=6), answer=CarrierAnswer.LOST)
    assert is_due(Act.CLAIM, said)
    assert next_step(said).reasons[0].code == "carrier_says_lost"


def test_a_payer_that_takes_the_claim_later_is_waited_for():
    first = TODAY + timedelta(days=9)
    early = facts(made(before_first_day=first))
    assert pays_on(Act.CLAIM, early) == first
    assert reason_of_worth(Act.CLAIM, early) is None


@pytest.mark.parametrize("standing", list(Standing))
def test_without_a_known_value_the_chances_alone_decide(standing):
    known = facts(standing=standing)
    assert is_due(Act.CLAIM, known) is known.loss_likely
    assert is_due(Act.INQUIRY, known) is known.stalled
