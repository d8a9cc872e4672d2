import numpy as np
import pytest

from parcelwright.analytics import losses, usual


def test_loss_is_certain_after_75_days_on_a_fast_lane():
    assert losses.mature_after(np.full(100, 10.0), np.ones(100)) == 75.0


def test_loss_is_certain_after_one_and_a_half_times_the_slowest_half_percent():
    days = np.concatenate((np.full(990, 10.0), np.full(10, 80.0)))
    assert losses.mature_after(days, np.ones(1000)) == 120.0


def test_groups_that_differ_by_chance_only_are_pooled_fully():
    assert losses.spread(np.array([1.0, 1.0]), np.array([100.0, 100.0])) == 1e5


def test_the_spread_of_two_groups_is_that_of_moments():
    # p = .05; seen = 2 * 100 * .05**2 / (.05 * .95) = 10.526; room = 200 - 100 - 1 = 99.
    found = losses.spread(np.array([0.0, 10.0]), np.array([100.0, 100.0]))
    assert found == pytest.approx(20.0)
    wide = losses.spread(np.array([30.0, 50.0]), np.array([1000.0, 1000.0]))
    seen = 2 * 1000 * 0.01**2 / (0.04 * 0.96)
    assert wide == pytest.approx((2000 - 1000 - 1) / (seen - 1) - 1)


def test_a_shrunk_share_adds_journeys_of_the_wider_group():
    found = losses.shrunk(np.array([2.0]), np.array([30.0]), parent=0.01, worth=70.0)
    assert found[0] == pytest.approx(0.027)


def test_a_median_counts_open_parcels_as_not_yet_arrived():
    days = np.array([4.0, 6.0, 20.0, 20.0])
    arrived = np.array([True, True, False, False])
    found = usual.medians(np.zeros(4, int), 1, days, arrived, np.ones(4))
    assert found[0] == 6.5


def test_a_group_without_enough_arrivals_has_no_median_of_its_own():
    found = usual.medians(np.zeros(2, int), 1, np.ones(2), np.zeros(2, bool), np.ones(2))
    assert np.isnan(found[0])
    parent = np.array([9.0])
    assert usual.shrunk(found, parent, np.array([5.0]), 10.0)[0] == 9.0


def test_a_median_moves_to_its_group_as_journeys_grow():
    found = usual.shrunk(np.array([20.0, 20.0]), np.full(2, 10.0), np.array([10.0, 90.0]), 10.0)
    assert found.tolist() == [15.0, 19.0]
