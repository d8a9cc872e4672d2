import numpy as np
import pytest

from parcelwright.diagnosis.fitting import chances, fit, temperature


def test_chances_add_up_to_one_and_equal_scores_share_evenly():
    assert chances(np.array([[3.0, 3.0, 3.0, 3.0]])).tolist() == [[0.25] * 4]
    assert chances(np.array([[900.0, -900.0]])).tolist() == [[1.0, 0.0]]


def test_without_penalty_to_speak_of_an_intercept_learns_the_shares():
    x, y = np.ones((10, 1)), np.array([0] * 7 + [1] * 2 + [2])
    found = chances(x[:1] @ fit(x, y, 3, penalty=1e-9))
    assert found[0].tolist() == pytest.approx([0.7, 0.2, 0.1], abs=1e-6)


def test_a_row_worth_three_weighs_as_three_rows():
    x = np.ones((2, 1))
    found = chances(x @ fit(x, np.array([0, 1]), 2, penalty=1e-9, worth=np.array([3.0, 1.0])))
    assert found[0].tolist() == pytest.approx([0.75, 0.25], abs=1e-6)


def test_without_rows_of_its_own_a_fit_stays_at_the_weights_it_is_drawn_to():
    shipped = np.array([[0.5, -0.5], [1.0, 2.0]])
    found = fit(np.zeros((0, 2)), np.zeros(0, np.int64), 2, penalty=3.0, toward=shipped)
    assert found.tolist() == shipped.tolist()


def test_closed_cases_outweigh_the_shipped_weights_when_there_are_enough():
    shipped = np.array([[2.0, 0.0]])
    x, y = np.ones((2000, 1)), np.ones(2000, np.int64)
    assert fit(x, y, 2, penalty=3.0, toward=shipped)[0, 0] < 0
    few = fit(x[:1], y[:1], 2, penalty=3.0, toward=shipped)
    assert few[0, 0] > few[0, 1]


def test_the_same_rows_give_the_same_weights_to_the_last_bit():
    rng = np.random.default_rng(7)
    x, y = rng.normal(size=(200, 4)), rng.integers(0, 3, 200)
    assert fit(x, y, 3, penalty=1.0).tobytes() == fit(x, y, 3, penalty=1.0).tobytes()


def test_scores_twice_too_sure_are_divided_by_two():
    rng = np.random.default_rng(3)
    honest = rng.normal(size=(40_000, 3))
    draws = rng.random((40_000, 1))
    y = (chances(honest).cumsum(axis=1) < draws).sum(axis=1)
    assert temperature(2 * honest, y) == pytest.approx(2.0, rel=0.05)
