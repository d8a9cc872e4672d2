import numpy as np
import pytest

from parcelwright.diagnosis.ceilings import learn_ceilings, under_ceilings
from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.weighing import MOST, shipped_weights, stated


def of(chance, rows, right):
    """Return rows of which one cause of two was told with a chance and was so often true."""
    told = np.tile([[chance, 1 - chance]], (rows, 1))
    return told, np.array([0] * right + [1] * (rows - right))


def test_a_cause_stated_too_high_is_brought_down_to_how_often_it_is_right():
    told, truth = of(0.75, 980, 490)
    lowered = under_ceilings(told, learn_ceilings(told, truth))
    assert lowered[0, 0] == pytest.approx(0.505, abs=0.001)


def test_a_cause_stated_too_low_stays_as_it_is():
    told, truth = of(0.75, 980, 900)
    assert under_ceilings(told, learn_ceilings(told, truth))[0, 0] == 0.75


def test_five_wrong_parcels_lower_little():
    told, truth = of(0.75, 5, 0)
    assert under_ceilings(told, learn_ceilings(told, truth))[0, 0] == pytest.approx(0.6)


def test_a_higher_chance_is_never_stated_below_a_lower_one():
    told = np.concatenate([of(0.45, 500, 225)[0], of(0.75, 500, 50)[0]])
    truth = np.concatenate([of(0.45, 500, 225)[1], of(0.75, 500, 50)[1]])
    ceilings = learn_ceilings(told, truth)
    line = np.linspace(0, 1, 101)
    lowered = under_ceilings(np.column_stack([line, 1 - line]), ceilings)[:, 0]
    assert (np.diff(lowered) >= 0).all()


def test_nothing_is_stated_as_certain():
    causes = len(shipped_weights().causes)
    assert stated(np.eye(causes)).max() <= MOST


def test_every_weighed_cause_has_its_ceilings():
    assert set(shipped_weights().ceilings) == set(shipped_weights().causes)
    assert CauseKind.UNKNOWN not in shipped_weights().ceilings
