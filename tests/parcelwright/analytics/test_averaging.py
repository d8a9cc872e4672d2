from math import erfc, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.analytics.averaging import Z90, chance_of, loss_odds, mean_odds, ranges

ODDS = st.floats(-60, 60)
SPREAD = st.floats(0, 25)


def summed(odds, spread):
    away = np.linspace(-10, 10, 20_001)
    weights = np.exp(-(away**2) / 2)
    return float((weights * chance_of(odds + spread * away)).sum() / weights.sum())


@given(odds=st.floats(-30, 30), spread=st.floats(0, 8))
def test_the_mean_is_that_of_the_chances_summed_up_one_by_one(odds, spread):
    found = float(chance_of(mean_odds(np.array([odds]), np.array([spread])))[0])
    wanted = summed(odds, spread)
    assert found == pytest.approx(wanted, abs=1.5e-3)
    assert found == pytest.approx(wanted, rel=0.03)


def test_without_doubt_the_mean_is_the_chance_itself():
    odds = np.array([-39.0, -3.1, 0.0, 0.07, 5.0])
    np.testing.assert_allclose(mean_odds(odds, np.zeros(5)), odds, atol=1e-9)


def test_even_odds_stay_even_whatever_the_doubt():
    found = mean_odds(np.zeros(3), np.array([0.1, 2.0, 30.0]))
    np.testing.assert_allclose(found, 0.0, atol=1e-12)


@pytest.mark.parametrize("size", [120.0, 4000.0])
def test_far_out_the_mean_is_that_of_a_step_between_never_and_surely(size):
    found = float(chance_of(mean_odds(np.array([-size]), np.array([size / 2])))[0])
    assert found == pytest.approx(erfc(2 / sqrt(2)) / 2, rel=0.05)


@given(odds=ODDS, spread=SPREAD)
def test_doubt_draws_the_mean_toward_even_odds_and_never_past_them(odds, spread):
    found = float(mean_odds(np.array([odds]), np.array([spread]))[0])
    assert abs(found) <= max(abs(odds), 1e-9) + 1e-9
    assert found * odds >= 0


@given(odds=ODDS, less=st.floats(0, 30), spread=SPREAD)
def test_lower_odds_of_the_same_doubt_never_gain(odds, less, spread):
    found = mean_odds(np.array([odds, odds - less]), np.array([spread, spread]))
    assert found[1] <= found[0] + 1e-9


@given(odds=ODDS, spread=SPREAD)
def test_a_chance_lies_in_its_range(odds, spread):
    mean, low, high = ranges(np.array([odds]), np.array([spread**2]))
    assert 0 <= low[0] <= mean[0] <= high[0] <= 1


def test_the_range_is_the_middle_nine_tenths():
    _, low, high = ranges(np.array([-1.0]), np.array([4.0]))
    np.testing.assert_allclose([low[0], high[0]], chance_of(np.array([-1 - 2 * Z90, -1 + 2 * Z90])))


@pytest.mark.parametrize(
    ("losses", "below", "variance"),
    # log(n) - digamma(n) and trigamma(n), by tables.
    [(4.0, 0.130177, 0.283823), (10.0, 0.050833, 0.105166), (30.0, 0.016759, 0.033895)],
)
def test_a_share_that_rests_on_few_losses_may_be_much_smaller(losses, below, variance):
    odds, found = loss_odds(0.01, losses / 0.01)
    assert float(odds) == pytest.approx(np.log(0.01 / 0.99) - below, abs=2e-5)
    assert float(found) == pytest.approx(variance + 0.01 / (losses * 0.99), rel=1e-4)


def test_less_than_four_losses_count_as_four():
    few, four = loss_odds(0.001, 20.0), loss_odds(0.001, 4000.0)
    assert float(few[0]) == float(four[0])
    assert float(few[1]) == pytest.approx(float(four[1]), abs=0.06)


def test_shares_of_many_losses_keep_their_odds():
    odds, variance = loss_odds(np.array([0.01, 0.4]), np.array([1e9, 1e9]))
    np.testing.assert_allclose(odds, np.log([0.01 / 0.99, 0.4 / 0.6]), atol=1e-6)
    assert (variance < 1e-6).all()
