import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.own_cases import FEWEST_CASES, ClosedCase, OwnCases, corrected
from parcelwright.diagnosis.own_cases import learn_causes as learn
from parcelwright.diagnosis.weighing import shipped_weights

STOLEN, CUSTOMS, NONE = CauseKind.STOLEN, CauseKind.HELD_BY_CUSTOMS, CauseKind.NONE
TOLD = {NONE: 0.5, STOLEN: 0.25, CUSTOMS: 0.25}


def closed(stolen, other, told=TOLD):
    return [ClosedCase(cause=STOLEN, told=told)] * stolen + [
        ClosedCase(cause=NONE, told=told)
    ] * other


def test_below_twenty_cases_nothing_is_corrected():
    assert learn(closed(FEWEST_CASES - 1, 0)) == OwnCases()


def test_twice_as_many_thefts_as_told_move_the_chance_by_half_of_that_at_twenty_cases():
    own = learn(closed(10, 10))
    # 10 seen and 5 of the prior's 20 cases, over 5 told and 5.
    assert own.cases == 20
    assert own.factors[STOLEN] == pytest.approx(1.5)
    assert own.factors[CUSTOMS] == pytest.approx(0.5)


def test_cases_that_came_as_told_change_nothing():
    own = learn([*closed(5, 10), *[ClosedCase(cause=CUSTOMS, told=TOLD)] * 5])
    assert [own.factors[each] for each in TOLD] == pytest.approx([1, 1, 1])


def test_no_cause_becomes_more_than_four_times_likelier():
    assert learn(closed(400, 0, {NONE: 0.99, STOLEN: 0.01})).factors[STOLEN] == 4.0


def test_a_case_without_told_chances_or_of_a_cause_never_weighed_is_left_out():
    odd = [
        ClosedCase(cause=STOLEN, told={}),
        ClosedCase(cause=CauseKind.ADDRESS_PROBLEM, told=TOLD),
    ] * 20
    assert learn(odd) == OwnCases()


@given(
    raw=st.lists(st.floats(0.001, 1), min_size=8, max_size=8),
    stolen=st.integers(0, 60), other=st.integers(0, 60),
)  # fmt: skip
def test_corrected_chances_add_up_to_what_they_did(raw, stolen, other):
    chances = np.array([raw]) / sum(raw)
    own = learn(closed(stolen, other))
    found = corrected(chances, shipped_weights().causes, [own])
    assert found.sum() == pytest.approx(1)
    assert (found > 0).all()


def test_each_parcel_is_corrected_by_its_own_shop_alone():
    chances = np.full((2, 8), 1 / 8)
    found = corrected(chances, shipped_weights().causes, [OwnCases(), learn(closed(20, 0))])
    place = shipped_weights().causes.index(STOLEN)
    assert found[0].tolist() == chances[0].tolist()
    assert found[1, place] > chances[1, place]
