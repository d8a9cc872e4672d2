import numpy as np
import pytest

from parcelwright.diagnosis.scoring import reliability, score

TOLD = np.array([[0.7, 0.2, 0.1], [0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.3, 0.1, 0.6]])
TRUTH = np.array([0, 1, 1, 1])


def test_confusion_has_the_truth_in_rows():
    assert score(TOLD, TRUTH).confusion.tolist() == [[1, 0, 0], [1, 1, 1], [0, 0, 0]]


def test_macro_f1_is_the_mean_over_the_causes_that_occur():
    found = score(TOLD, TRUTH)
    assert found.f1.tolist() == pytest.approx([2 / 3, 1 / 2, 0.0])
    assert found.macro_f1 == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_top_two_counts_a_true_cause_told_second():
    found = score(TOLD, TRUTH)
    assert (found.accuracy, found.top2) == (0.5, 0.75)


def test_log_loss_stands_beside_that_of_telling_everybody_the_shares():
    found = score(TOLD, TRUTH)
    assert found.log_loss == pytest.approx(-np.log(0.7 * 0.3 * 0.8 * 0.1) / 4)
    assert found.prior_log_loss == pytest.approx(-np.log(0.25 * 0.75**3) / 4)


def test_reliability_holds_what_was_told_against_what_was_right():
    [low, middle, high] = reliability(TOLD, TRUTH)
    assert (low.rows, low.told, low.right) == (1, 0.5, 0.0)
    assert (middle.rows, middle.told, middle.right) == (2, pytest.approx(0.65), 0.5)
    assert (high.rows, high.told, high.right) == (1, 0.8, 1.0)


def test_reliability_of_one_cause_takes_only_rows_that_were_told_it_first():
    assert [one.rows for one in reliability(TOLD, TRUTH, 1)] == [1]
