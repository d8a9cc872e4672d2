import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.prevention.beliefs import Belief

COUNTS = st.floats(0.05, 5000)


def test_an_interval_of_two_in_a_hundred_is_that_of_the_beta_distribution():
    # Quantiles of Beta(2, 98), known in closed form by the binomial distribution of 99 draws.
    low, high = Belief(yes=2, no=98).interval()

    def at_least_two(share):
        return 1 - (1 - share) ** 99 - 99 * share * (1 - share) ** 98

    assert at_least_two(low) == pytest.approx(0.025, abs=2e-4)
    assert at_least_two(high) == pytest.approx(0.975, abs=2e-4)


def test_one_share_is_above_another_as_often_as_counting_says():
    # Beta(1, 1) is above Beta(1, 3) with chance 3/4: the mean of 1 - (1 - x)^3.
    assert Belief(yes=1, no=1).above(Belief(yes=1, no=3)) == pytest.approx(0.75, abs=1e-3)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_one_of_two_shares_is_above_the_other(a, b, c, d):
    one, other = Belief(yes=a, no=b), Belief(yes=c, no=d)
    assert one.above(other) + other.above(one) == pytest.approx(1.0, abs=5e-3)


@given(COUNTS, COUNTS)
def test_an_interval_holds_the_median_and_grows_with_its_level(yes, no):
    belief = Belief(yes=yes, no=no)
    low, high = belief.interval(0.8)
    wide_low, wide_high = belief.interval(0.95)
    assert wide_low <= low <= belief.quantile(0.5) <= high <= wide_high
