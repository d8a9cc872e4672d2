from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.prevention.beliefs import Belief
from parcelwright.prevention.insuring.premium import Premium
from parcelwright.prevention.insuring.weigh import (
    Carriage,
    Cover,
    gain_if_lost,
    insured_values,
    weigh,
)

PERCENT = Premium(currency="USD", percent=Decimal("1.5"), least=Decimal("0.5"))
CERTAIN, NOTHING = Cover(odds=1.0), Carriage()


def gain(value, cover=CERTAIN, carriage=NOTHING):
    return float(gain_if_lost(np.array([value]), cover, carriage)[0])


def test_a_policy_brings_what_the_carrier_does_not_pay():
    assert gain(100, carriage=Carriage(most=30, odds=1.0)) == 70


def test_a_carrier_that_refuses_leaves_the_whole_loss_to_the_policy():
    assert gain(100, carriage=Carriage(most=30, odds=0.25)) == 0.25 * 70 + 0.75 * 100


def test_limit_deductible_odds_and_paperwork_come_off():
    assert gain(100, Cover(limit=80, deductible=10, odds=0.5, paperwork=5)) == 0.5 * 70 - 5


def test_nobody_claims_for_less_than_the_work():
    assert gain(12, Cover(deductible=10, odds=1.0, paperwork=5)) == 0


def test_insuring_pays_when_what_it_brings_is_above_the_premium():
    found = weigh(100, Belief(yes=20, no=980), PERCENT, CERTAIN, NOTHING)
    assert found.premium == 1.5
    assert found.worth == pytest.approx(2.0)
    assert found.insure
    assert found.break_even == pytest.approx(0.015)


def test_how_sure_it_pays_is_the_chance_that_losses_are_above_the_break_even():
    losses = Belief(yes=20, no=980)
    found = weigh(100, losses, PERCENT, CERTAIN, NOTHING)
    assert found.chance == pytest.approx(1 - losses.below(0.015))
    assert 0.8 < found.chance < 0.95


def test_values_worth_insuring_begin_where_the_cover_of_the_carrier_is_used_up():
    losses, carriage = Belief(yes=20, no=980), Carriage(most=60, odds=1.0)
    ((first, last),) = insured_values(losses, PERCENT, CERTAIN, carriage, 1000)
    # 2 % of what is above 60 equals 1.5 % of all at 240.
    assert first == pytest.approx(240, abs=0.5)
    assert last == 1000


def test_a_limit_ends_the_values_worth_insuring():
    losses = Belief(yes=20, no=980)
    ((_, last),) = insured_values(losses, PERCENT, Cover(odds=1.0, limit=300), NOTHING, 1000)
    # 2 % of 300 equals 1.5 % of 400.
    assert last == pytest.approx(400, abs=0.5)


@given(
    st.floats(1, 2000), st.floats(0, 100), st.floats(0, 1), st.floats(0, 50), st.booleans()
)  # fmt: skip
def test_carrier_and_policy_together_never_bring_more_than_the_loss(
    value, most, odds, deductible, excess
):
    cover = Cover(odds=1.0, deductible=deductible, excess=excess)
    found = gain(value, cover, Carriage(most=most, odds=odds))
    assert found + odds * min(value, most) <= value + 1e-9
