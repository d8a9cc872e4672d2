import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.analytics.engines.sampling import strides


def test_all_are_taken_while_there_is_room():
    found = strides(np.array([3, 5]), most=8)
    assert (found.all, found.worth.tolist()) == (True, [1.0, 1.0])


def test_a_small_lane_stays_whole_beside_a_large_one():
    found = strides(np.array([10, 1000]), most=110)
    assert (found.every.tolist(), found.worth.tolist()) == ([1, 10], [1.0, 10.0])


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=30), st.integers(1, 5000))
def test_those_taken_stand_for_all_and_are_not_too_many(parcels, most):
    counted = np.array(parcels)
    found = strides(counted, most)
    taken = -(-counted // found.every)
    np.testing.assert_allclose(taken * found.worth, counted)
    assert taken.sum() <= max(most, len(parcels))
