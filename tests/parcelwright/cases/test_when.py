"""The best day of each move on one parcel, in money and dates."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from feed import journey, on, parcel
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import prior_table
from parcelwright.cases.stakes import stakes_of
from parcelwright.cases.when import when_to_act
from parcelwright.claims.remedy import (
    Act,
    Confidence,
    Deadline,
    Entitlement,
    PayerKind,
    Remedy,
    RemedyStatus,
)
from parcelwright.detection.assess import assess_columns
from parcelwright.detection.costs import Move
from parcelwright.detection.terms import CostTerms, Term
from parcelwright.money import Money
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.parcel import Contents

TABLE = prior_table()
CITATION = SimpleNamespace(title="Terms", section="9", url="https://post.example/terms")
SAID = ((0, Milestone.ACCEPTED), (3, Milestone.DEPARTED))
WORTH = replace(parcel(), contents=Contents(value=Money.of(100, "USD")))


def deadline(act, latest, earliest=None, confidence=Confidence.HIGH):
    return Deadline(
        act=act, earliest=earliest, latest=latest, zone="UTC", rule="post/r", citation=CITATION,
        confidence=confidence,
    )  # fmt: skip


def owed(*deadlines, amount="40", currency="USD", confidence=Confidence.HIGH):
    remedy = Remedy(
        payer="post", payer_name="Post", kind=PayerKind.CARRIER, rule="post/r",
        status=RemedyStatus.OPEN, amount=Money.of(amount, currency), sum_lines=(), needs=(),
        exclusions=(), deadlines=deadlines, documents=(), confidence=confidence, citation=CITATION,
    )  # fmt: skip
    return Entitlement(
        tracking_number="LX1", carrier="post", service="r", on=date(2026, 1, 20), regime="upu",
        remedies=(remedy,),
    )  # fmt: skip


def today(day):
    return on(day).date()


def moves(day, entitlement=None, *, said=SAID, of=WORTH, terms=None):
    """The moves on a day after acceptance, by name."""
    assessed = assess_columns(columns_of([(of, journey(*said))], on(day)), TABLE, on(day))
    stakes = stakes_of(of, entitlement, on(day))
    found = when_to_act(assessed, TABLE, None, stakes, terms or CostTerms(), today(day))
    return {each.move: each for each in found}


def test_a_parcel_of_unknown_value_has_no_stakes():
    assert stakes_of(parcel(), owed(), on(9)) is None


def test_the_carrier_is_asked_before_the_buyer_and_both_before_sending_again():
    found = moves(5)
    order = [found[move].days for move in (Move.ASK_CARRIER, Move.ASK_BUYER, Move.RESEND)]
    assert order == sorted(order)
    assert order[0] < order[2]


def test_waiting_until_the_day_spares_what_it_says():
    found = moves(5)[Move.RESEND]
    assert found.on == today(5) + timedelta(days=found.days)
    spared = found.cost_now - found.cost_then
    assert abs((found.worth - spared).amount) <= Decimal("0.01")
    assert found.worth.amount > 0
    assert 0 < found.arrive_before < 1 - found.chance_lost


def test_a_parcel_silent_beyond_the_day_is_acted_on_today_at_a_price_for_each_further_day():
    found = moves(90)[Move.RESEND]
    assert (found.on, found.days, str(found.worth)) == (today(90), 0, "0.00 USD")
    assert found.next_day.amount > 0


def test_the_claim_is_filed_a_day_before_its_last_day_while_the_parcel_may_still_come():
    found = moves(12, owed(deadline(Act.CLAIM, today(15))))[Move.CLAIM]
    assert (found.on, found.for_lapse) == (today(14), True)


def test_a_claim_that_cannot_be_filed_yet_names_its_first_day():
    found = moves(12, owed(deadline(Act.CLAIM, today(60), earliest=today(60))))[Move.CLAIM]
    assert found.before_first_day == today(60)


@pytest.mark.parametrize(
    "entitlement",
    [
        None,
        owed(deadline(Act.CLAIM, today(60)), currency="EUR"),
        owed(deadline(Act.CLAIM, today(60)), confidence=Confidence.LOW),
        owed(deadline(Act.CLAIM, today(11))),
    ],
    ids=["nothing owed", "another currency", "low confidence", "last day passed"],
)
def test_no_claim_is_proposed_where_nothing_sure_can_be_claimed(entitlement):
    assert Move.CLAIM not in moves(12, entitlement)


def test_a_day_of_low_confidence_hurries_nobody():
    sure = moves(12, owed(deadline(Act.CLAIM, today(15))))[Move.CLAIM]
    vague = moves(12, owed(deadline(Act.CLAIM, today(15), confidence=Confidence.LOW)))[Move.CLAIM]
    assert vague.days > sure.days
    assert not vague.for_lapse


def test_a_seller_to_whom_a_resend_is_dear_waits_longer():
    dear = moves(5, terms=CostTerms(resend=Term(share=1.2)))[Move.RESEND]
    assert dear.days >= moves(5)[Move.RESEND].days
    assert dear.cost_now > moves(5)[Move.RESEND].cost_now


def test_a_parcel_that_waits_for_its_buyer_has_no_day():
    said = (*SAID, (6, Milestone.READY_FOR_PICKUP))
    assert moves(9, said=said) == {}


def test_a_parcel_whose_journey_ended_has_no_day():
    assert moves(9, said=(*SAID, (6, Milestone.DELIVERED))) == {}
