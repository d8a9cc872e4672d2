import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from parcelwright.analytics.transit import (
    BIN_DAYS,
    BINS,
    FIRST_DAY,
    Curve,
    bin_of,
    counts,
    cure_curve,
)

NONE = np.zeros(BINS)


def test_counts_of_three_parcels_are_those_done_by_hand():
    at_risk, delivered = counts(
        np.array([1.2, 1.2, 3.0]), np.array([True, False, True]), np.array([1.0, 2.0, 1.0])
    )
    first, last = bin_of(np.array([1.2, 3.0]))
    assert (at_risk[first], delivered[first]) == (4.0, 1.0)
    assert (at_risk[last], delivered[last]) == (1.0, 1.0)
    assert at_risk[last + 1] == 0.0


def test_the_share_still_on_its_way_is_kaplan_and_meiers_product():
    at_risk, delivered = counts(
        np.array([1.2, 1.2, 3.0, 9.0]), np.array([True, False, True, False]), np.ones(4)
    )
    curve = Curve(at_risk=at_risk, delivered=delivered)
    assert np.exp(curve.log_survival(np.array([1.5, 3.5]))) == pytest.approx([0.75, 0.375])


times = st.lists(
    st.tuples(st.integers(1, 60), st.booleans(), st.integers(1, 5)), min_size=3, max_size=60
)


@settings(max_examples=60, deadline=None)
@given(times)
def test_hazards_multiply_to_what_lifelines_estimates(drawn):
    half_days, arrived, weight = (np.array(column) for column in zip(*drawn, strict=True))
    at_risk, delivered = counts(half_days * 0.5, arrived, weight.astype(float))
    hazard = Curve(at_risk=at_risk, delivered=delivered).hazard
    own = np.cumprod(1 - hazard)[bin_of(np.arange(1, 61) * 0.5)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = KaplanMeierFitter().fit(half_days, arrived, weights=weight)
    assert own == pytest.approx(
        peer.survival_function_at_times(np.arange(1, 61)).to_numpy(), abs=1e-9
    )


@settings(max_examples=60, deadline=None)
@given(times, st.floats(-70, 400), st.floats(0, 100))
def test_the_share_still_on_its_way_never_rises(drawn, start, more):
    half_days, arrived, weight = (np.array(column) for column in zip(*drawn, strict=True))
    at_risk, delivered = counts(half_days * 0.5, arrived, weight.astype(float))
    curve = Curve(at_risk=at_risk, delivered=delivered)
    early, late = curve.log_survival(np.array([start, start + more]))
    assert late <= early + 1e-12


def test_the_tail_keeps_falling_at_its_last_rate():
    waiting = 1000 * np.exp(-0.2 * BIN_DAYS * np.arange(BINS + 1))
    curve = Curve(at_risk=waiting[:-1], delivered=waiting[:-1] - waiting[1:])
    fall = np.diff(curve.log_survival(FIRST_DAY + np.array([50.0, 60.0, 300.0, 310.0])))
    assert fall[[0, 2]] == pytest.approx([-2.0, -2.0])


def test_parcels_that_never_arrive_do_not_lengthen_the_curve():
    days = np.concatenate((np.full(90, 5.0), np.full(10, 100.0)))
    curve = cure_curve(
        days, days == 5.0, np.ones(100), loss_share=0.1, prior_at_risk=NONE, prior_delivered=NONE
    )
    assert np.exp(curve.log_survival(np.array([6.0])))[0] < 0.01


def test_without_any_parcel_the_given_counts_are_the_curve():
    at_risk = np.where(np.arange(BINS) <= 130, 20.0, 0.0)
    delivered = np.where(np.arange(BINS) == 130, 20.0, 0.0)
    none = np.zeros(0)
    curve = cure_curve(
        none, none.astype(bool), none,
        loss_share=0.01, prior_at_risk=at_risk, prior_delivered=delivered,
    )  # fmt: skip
    assert curve.hazard[130] == 1.0


@given(
    st.lists(st.floats(0, 60), min_size=1, max_size=9),
    st.lists(st.floats(-80, 260), min_size=1, max_size=20),
    st.booleans(),
)
def test_one_reading_says_what_survival_slope_and_variance_say(arrivals, days, from_scan):
    at_risk, delivered = counts(
        np.array(arrivals), np.ones(len(arrivals), np.bool_), np.ones(len(arrivals))
    )
    curve = Curve(at_risk=at_risk + 9.0, delivered=delivered, from_scan=from_scan)
    asked = np.array(days)
    wanted = curve.log_survival(asked), curve.log_slope(asked), curve.log_variance(asked)
    for said, value in zip(curve.read(asked), wanted, strict=True):
        np.testing.assert_allclose(said, value, rtol=1e-9, atol=1e-12)
