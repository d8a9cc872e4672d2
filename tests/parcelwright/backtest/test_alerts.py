"""Alerts are counted as a person would count them."""

import numpy as np
import pytest

from parcelwright.backtest.alerts import Judged, Scores, curve, quality
from parcelwright.backtest.cost import Prices, acting_days, cheapest, cost_per_1000
from parcelwright.backtest.ranking import auc, ranking, reliability

NAN = np.nan


def scores(*rows, name="rule"):
    values = np.array(rows, np.float32)
    ages = np.where(np.isnan(values), NAN, np.arange(values.shape[1]) + 0.5).astype(np.float32)
    return Scores(name=name, values=values, ages=ages)


def judged(*lost, weight=None, lost_at=None):
    n = len(lost)
    return Judged(
        lost=np.array(lost, bool),
        weight=np.ones(n) if weight is None else np.array(weight, float),
        accepted=np.zeros(n),
        lost_at=np.full(n, NAN) if lost_at is None else np.array(lost_at, float),
    )


def test_an_alert_is_raised_at_the_first_sweep_that_reaches_the_threshold():
    found = scores([0.1, 0.5, 0.4, 0.9], [0.1, 0.2, NAN, NAN], [0.6, 0.6, 0.6, 0.6])
    assert found.first_above(0.5).tolist() == [1, -1, 0]
    assert found.days_to(found.first_above(0.5))[[0, 2]].tolist() == [1.5, 0.5]


def test_the_alerts_of_many_thresholds_are_those_of_each():
    random = np.random.default_rng(5)
    values = random.random((40, 30)).astype(np.float32)
    values[np.arange(30)[None, :] >= random.integers(1, 31, 40)[:, None]] = NAN
    found = scores(*values)
    levels = np.array([0.1, 0.5, 0.9, 0.99])
    for row, level in zip(found.days_at(levels), levels, strict=True):
        np.testing.assert_array_equal(row, found.days_to(found.first_above(level)))


def test_precision_recall_delay_and_false_alarms_count_each_parcel_by_its_weight():
    days = np.array([10.0, NAN, 20.0, NAN])
    ends = judged(True, True, False, False, weight=[1, 1, 3, 5], lost_at=[4, NAN, NAN, NAN])
    found = quality(days, ends, 0.5)
    assert (found.precision, found.recall) == (0.25, 0.5)
    assert (found.mean_days, found.days_from_loss) == (50.0, 6.0)
    assert (found.false_alarms, found.worst_week) == (300.0, 3.0)


def test_the_quickest_threshold_of_a_precision_is_taken():
    rows = [[0.2, 0.6, 0.9], [0.2, 0.3, 0.8], [0.2, 0.7, NAN], [0.1, NAN, NAN]]
    found = curve(scores(*rows), judged(True, True, False, False))
    point = found.at_precision(0.6)
    # From 0.2 on: both lost ones at once, one of the others as well.
    assert (point.precision, point.recall, point.mean_days) == (pytest.approx(2 / 3), 1.0, 0.5)
    assert found.at_precision(1.0).mean_days == 2.5
    assert curve(scores([0.5], [0.5]), judged(True, False)).at_precision(0.6) is None


def test_waiting_resending_and_a_missed_claim_cost_what_they_cost():
    days = np.array([10.0, 70.0, NAN, 5.0, NAN])
    ends = judged(True, True, True, False, False)
    cost = cost_per_1000(days, ends, Prices(resend=30))
    assert cost == pytest.approx(1000 * (10 + (70 + 40) + (90 + 40) + 30 + 0) / 5)


def test_everybody_acts_on_the_last_day_to_claim():
    found = scores([0.0] * 75, [0.0] * 40 + [NAN] * 35)
    days = acting_days(found, 0.5, Prices(resend=30))
    assert days[0] == 59.5
    assert np.isnan(days[1])


def test_the_cheapest_threshold_waits_longer_when_a_resend_is_dear():
    rows = [[*np.linspace(0, 1, 75)], [*np.linspace(0, 0.5, 38), *[NAN] * 37]]
    ends = judged(True, False, weight=[1, 9])
    assert cheapest(scores(*rows), ends, Prices(resend=1)) <= 0.01
    assert cheapest(scores(*rows), ends, Prices(resend=60)) > 0.5


def test_ranking_is_perfect_one_and_blind_a_half():
    lost = np.array([True, False, False])
    weight = np.array([1.0, 2.0, 1.0])
    assert auc(np.array([0.9, 0.1, 0.2]), lost, weight) == 1.0
    assert auc(np.array([0.5, 0.5, 0.5]), lost, weight) == 0.5
    assert auc(np.array([0.2, 0.1, 0.3]), lost, weight) == pytest.approx(2 / 3)
    assert np.isnan(auc(np.array([0.5]), np.array([True]), np.array([1.0])))


def test_brier_skill_is_nothing_for_the_average_share_and_one_for_the_truth():
    ends = judged(True, False, False, False)
    assert ranking(scores(*[[0.25]] * 4), ends, 0, is_chance=True).skill == pytest.approx(0)
    sure = ranking(scores([1.0], [0.0], [0.0], [0.0]), ends, 0, is_chance=True)
    assert (sure.skill, sure.brier, sure.lost_share) == (1.0, 0.0, 0.25)


def test_reliability_sets_what_was_said_against_what_came():
    (low, high) = reliability(scores([0.12], [0.18], [0.95]), judged(False, True, True), 0)
    assert (low.low, low.lost, low.parcels) == (pytest.approx(0.1), 0.5, 2)
    assert low.said == pytest.approx(0.15)
    assert (high.lost, high.parcels) == (1.0, 1)
