from itertools import pairwise
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.diagnosis.incidents.chance import odds_to_chance, struck_tail, tail

SHARES = st.floats(0.001, 0.9)


def binomial_tail(silent, members, share):
    return sum(
        comb(members, k) * share**k * (1 - share) ** (members - k)
        for k in range(silent, members + 1)
    )


@given(st.integers(1, 12), st.integers(0, 12), SHARES)
def test_members_each_for_itself_follow_the_binomial_law(members, silent, share):
    silent = min(silent, members)
    expected = binomial_tail(silent, members, share)
    assert tail(silent, members, share, 0.0) == pytest.approx(expected, rel=0.01)


@given(st.integers(2, 12), SHARES)
def test_members_that_move_as_one_are_as_rarely_silent_as_one(members, share):
    assert tail(members, members, share, 1.0) == pytest.approx(share, rel=1e-3)


@given(st.integers(5, 40), SHARES, st.floats(0, 0.99))
def test_more_silent_members_are_never_likelier(members, share, alike):
    chances = [tail(silent, members, share, alike) for silent in range(members + 1)]
    assert all(later <= sooner + 1e-12 for sooner, later in pairwise(chances))


def test_a_struck_group_loses_four_of_five_members_on_average():
    assert sum(struck_tail(k, 20) for k in range(1, 21)) == pytest.approx(16.0)


def test_odds_beyond_all_digits_stay_chances():
    assert (odds_to_chance(-5000.0), odds_to_chance(5000.0)) == (pytest.approx(0.0), 1.0)
