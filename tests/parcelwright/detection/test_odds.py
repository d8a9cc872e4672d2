"""The odds that decisions rest on: convex, below the curve, and the same for one and many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feed import journey, on, parcel
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import prior_table
from parcelwright.detection.chances import chances
from parcelwright.detection.odds import arrival_odds, convex_below
from parcelwright.parcels.events import Milestone

VALUES = st.lists(st.floats(0, 100), min_size=2, max_size=40).map(np.array)


def waiting(number="LX1", *, mark=Milestone.DEPARTED, day=3.0):
    said = journey((0, Milestone.ACCEPTED), (day, mark), number=number)
    return parcel(number), said


@given(values=VALUES)
def test_no_point_of_the_hull_lies_above_the_values(values):
    assert (convex_below(values) <= values + 1e-9).all()


@given(values=VALUES)
def test_each_step_of_the_hull_falls_no_steeper_than_the_one_before(values):
    steps = np.diff(convex_below(values))
    assert (np.diff(steps) >= -1e-9).all()


@given(values=VALUES)
def test_the_hull_keeps_both_ends_and_what_is_convex_already(values):
    hull = convex_below(values)
    assert (hull[0], hull[-1]) == (values[0], values[-1])
    np.testing.assert_allclose(convex_below(hull), hull, atol=1e-9)


def test_the_odds_are_those_of_the_chance_where_the_curve_is_convex():
    columns = columns_of([waiting()], on(10))
    odds = arrival_odds(columns, prior_table())
    late = np.array([60.0])
    arrives = chances(columns, prior_table(), late).arrives
    assert odds.at(late)[0] == pytest.approx((arrives / (1 - arrives))[0], rel=0.01)


def test_one_parcel_has_the_odds_that_it_has_among_others():
    pairs = [waiting("LX1"), waiting("LX2", mark=Milestone.CUSTOMS_STARTED), waiting("LX3", day=5)]
    days = np.array([4.0, 9.5, 31.0])
    together = arrival_odds(columns_of(pairs, on(10)), prior_table()).at(days)
    alone = [
        arrival_odds(columns_of([pair], on(10)), prior_table()).at(days[row : row + 1])[0]
        for row, pair in enumerate(pairs)
    ]
    assert together.tolist() == alone


def test_a_parcel_that_the_carrier_declared_lost_has_no_odds_of_arrival():
    said = journey((0, Milestone.ACCEPTED), (9, Milestone.DECLARED_LOST), number="LX1")
    odds = arrival_odds(columns_of([(parcel("LX1"), said)], on(10)), prior_table())
    assert odds.at(np.array([1.0])).tolist() == [0.0]
