from dataclasses import replace

import numpy as np
import pytest

from drawn_journeys import journeys, lane
from parcelwright.prevention.scorecards.compare import Aspect, Verdict, comparisons, ranks
from parcelwright.prevention.scorecards.grouping import By


def compared(drawn, aspect=Aspect.LOSSES):
    return comparisons(drawn, By.CARRIER, aspect)


def test_two_that_are_alike_are_hardly_ever_ranked():
    wrong = 0
    for seed in range(200):
        drawn = journeys([(lane("a"), 400, 0.015, 10), (lane("b"), 400, 0.015, 10)], seed)
        wrong += compared(drawn)[0].verdict is not Verdict.ALIKE
    assert wrong <= 12


def test_a_large_difference_is_found():
    drawn = journeys([(lane("a"), 1500, 0.06, 10), (lane("b"), 1500, 0.01, 10)])
    (found,) = compared(drawn)
    assert found.verdict is Verdict.WORSE
    assert found.low < 0.05 < found.high
    assert ranks((found,)) == {found.one: 2, found.other: 1}


def test_a_carrier_that_gets_the_hard_lanes_is_not_called_worse_for_it():
    drawn = journeys([
        (lane("a", destination="DE"), 300, 0.01, 10),
        (lane("a", destination="BR"), 2700, 0.08, 30),
        (lane("b", destination="DE"), 2700, 0.01, 10),
        (lane("b", destination="BR"), 300, 0.08, 30),
    ])  # fmt: skip
    lost = drawn.lost
    of_a = drawn.lane <= 1
    assert lost[of_a].mean() > 3 * lost[~of_a].mean()
    assert compared(drawn)[0].verdict is Verdict.ALIKE
    assert compared(drawn, Aspect.DAYS)[0].verdict is Verdict.ALIKE


def test_a_faster_carrier_is_found_within_lanes():
    drawn = journeys([(lane("a"), 400, 0.0, 10), (lane("b"), 400, 0.0, 14)])
    (found,) = compared(drawn, Aspect.DAYS)
    assert found.verdict is Verdict.BETTER
    assert found.low < -4 < found.high


def test_carriers_without_a_shared_lane_are_not_compared():
    drawn = journeys([
        (lane("a", destination="DE"), 500, 0.2, 10), (lane("b", destination="BR"), 500, 0.0, 10),
    ])  # fmt: skip
    (found,) = compared(drawn)
    assert found.verdict is Verdict.NOT_ENOUGH
    assert found.difference is None
    assert ranks((found,)) == {}


def test_no_loss_among_a_hundred_proves_nothing_against_four():
    drawn = journeys([(lane("a"), 100, 0.0, 10), (lane("b"), 100, 0.0, 10)])
    drawn.lost[[110, 120, 130, 140]] = True
    assert compared(drawn)[0].verdict is Verdict.ALIKE


def test_among_six_alike_a_false_ranking_stays_rare():
    wrong = 0
    for seed in range(60):
        drawn = journeys([(lane(name), 400, 0.02, 10) for name in "abcdef"], seed)
        wrong += any(each.verdict is not Verdict.ALIKE for each in compared(drawn))
    assert wrong <= 6


def test_young_parcels_do_not_make_a_slow_carrier_look_fast():
    drawn = journeys([(lane("a"), 400, 0.0, 10), (lane("b"), 400, 0.0, 30)])
    young = np.arange(800) % 2 == 0
    # Twelve days after posting, only the fast of either have arrived.
    seen = replace(drawn, counted=~young, delivered=~young | (drawn.days < 12))
    (found,) = compared(seen, Aspect.DAYS)
    (whole,) = compared(drawn.take(~young), Aspect.DAYS)
    assert (found.difference, found.journeys) == (whole.difference, whole.journeys)
    assert found.difference == pytest.approx(-20, abs=2)


def test_groups_that_are_too_small_do_not_widen_the_intervals_of_others():
    two = [(lane("a"), 400, 0.02, 10), (lane("b"), 400, 0.02, 12)]
    few = [(lane(name), 20, 0.0, 10) for name in "cdefg"]
    alone, among = journeys(two), journeys([*two, *few])
    for aspect in Aspect:
        (one,) = comparisons(alone, By.CARRIER, aspect)
        told = comparisons(among, By.CARRIER, aspect)
        same = next(each for each in told if each.verdict is not Verdict.NOT_ENOUGH)
        assert same.high - same.low == pytest.approx(one.high - one.low, rel=0.05)
