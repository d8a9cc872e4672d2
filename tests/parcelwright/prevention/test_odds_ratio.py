"""Exact intervals of odds ratios."""

from __future__ import annotations

import math

import pytest

from parcelwright.prevention.odds_ratio import Group, interval


def test_the_ends_of_one_table_are_those_of_fishers_distribution() -> None:
    # Of 4 marked and 4 others, 4 are cases, 3 of them marked: ways 1, 16, 36, 16, 1.
    low, high = interval([Group(every=8, marked=4, cases=4, both=3)], 0.025)

    def share(ratio: float, numbers: range) -> float:
        ways = [way * ratio**k for k, way in enumerate((1, 16, 36, 16, 1))]
        return sum(ways[k] for k in numbers) / sum(ways)

    assert share(low, range(3, 5)) == pytest.approx(0.025)
    assert share(high, range(4)) == pytest.approx(0.025)


def test_two_groups_are_one_polynomial() -> None:
    one = Group(every=2, marked=1, cases=1, both=1)
    low, high = interval([one, one], 0.025)
    # Ways 1, 2, 1 and both marked cases seen: ratio squared over (1 + ratio) squared.
    root = math.sqrt(0.025)
    assert low == pytest.approx(root / (1 - root))
    assert high == math.inf


def test_no_marked_case_has_no_lower_end() -> None:
    low, high = interval([Group(every=1000, marked=30, cases=10, both=0)], 0.05)
    assert low == 0
    assert 1 < high < math.inf


def test_a_group_without_cases_tells_nothing() -> None:
    group = Group(every=500, marked=60, cases=20, both=9)
    silent = Group(every=90, marked=40, cases=0, both=0)
    assert interval([group, silent], 0.05) == pytest.approx(interval([group], 0.05))
