import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.detection.hundredths import in_100, range_in_100

shares = st.floats(0, 1)


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, 0), (0.0004, 1), (0.014, 1), (0.016, 2), (0.5, 50), (0.994, 99), (0.9996, 99), (1, 100)],
)
def test_only_what_is_certain_is_said_to_be(share, said):
    assert in_100(share) == said


@given(shares, shares)
def test_a_better_chance_is_never_said_to_be_worse(one, other):
    low, high = sorted((one, other))
    assert in_100(low) <= in_100(high)


@given(shares, shares, shares)
def test_a_range_holds_what_lies_in_it(one, other, third):
    low, between, high = sorted((one, other, third))
    lowest, highest = range_in_100(low, high)
    assert lowest <= in_100(between) <= highest


def test_a_range_is_rounded_outward():
    assert range_in_100(0.149, 0.151) == (14, 16)
    assert range_in_100(0.07, 0.29) == (7, 29)
