import numpy as np
import pytest

from parcelwright.analytics.learn import prior_table
from parcelwright.analytics.prior import Quantiles, prior
from parcelwright.parcels.events import Stage


def test_half_of_the_parcels_arrive_within_the_published_median():
    assert prior().transit.survival(np.array([12.2, 45.4, 79.5])) == pytest.approx(
        [0.5, 0.05, 0.01]
    )


def test_the_shipped_curve_meets_the_published_quantiles():
    table = prior_table()
    past = np.array([12.2, 45.4, 79.5]) - table.whole.usual_days
    assert np.exp(table.curve.log_survival(past)) == pytest.approx([0.5, 0.05, 0.01], rel=0.02)


def test_beyond_the_last_quantile_the_share_follows_the_last_power():
    waiting = Quantiles(days=(1.0, 10.0), waiting=(0.1, 0.01))
    assert waiting.survival(np.array([100.0]))[0] == pytest.approx(0.001)
    assert waiting.quantile(0.001) == pytest.approx(100.0)


def test_quantiles_and_survival_undo_each_other():
    dwell = prior().stages[Stage.LINE_HAUL].dwell
    assert dwell.survival(np.array([dwell.quantile(0.07)]))[0] == pytest.approx(0.07)


def test_early_shares_fall_in_a_straight_line():
    waiting = Quantiles(days=(2.0, 10.0), waiting=(0.5, 0.1))
    assert waiting.survival(np.array([0.0, 1.0]))[1] == pytest.approx(0.75)
    assert waiting.quantile(0.75) == pytest.approx(1.0)
