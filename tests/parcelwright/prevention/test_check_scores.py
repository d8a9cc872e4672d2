"""How often findings came true, within lanes and with what chance does."""

from __future__ import annotations

import numpy as np
import pytest

from parcelwright.prevention.check_scores import ClosedOrder, Worth, score_checks
from parcelwright.prevention.odds_ratio import Group, interval

_BR, _DE = ("CN", "BR"), ("CN", "DE")


def _closed(
    found: int,
    failed: int,
    others: int,
    others_failed: int,
    lane: tuple[str, str] = _BR,
    check: str = "postal_code",
) -> list[ClosedOrder]:
    with_it, silent = frozenset({check}), frozenset[str]()
    return [
        *[ClosedOrder(checks=with_it, failed=True, lane=lane)] * failed,
        *[ClosedOrder(checks=with_it, failed=False, lane=lane)] * (found - failed),
        *[ClosedOrder(checks=silent, failed=True, lane=lane)] * others_failed,
        *[ClosedOrder(checks=silent, failed=False, lane=lane)] * (others - others_failed),
    ]


def test_a_check_whose_orders_fail_far_more_often_comes_true() -> None:
    (score,) = score_checks(_closed(40, 8, 1000, 20))
    assert (score.found, score.failed, score.others, score.others_failed) == (40, 8, 1000, 20)
    assert score.times == pytest.approx((8.5 / 41) / (20.5 / 1001))
    assert score.worth is Worth.COMES_TRUE


def test_the_range_is_that_of_the_odds_told_as_times_as_often() -> None:
    (score,) = score_checks(_closed(40, 8, 1000, 20))
    low, high = interval([Group(every=1040, marked=40, cases=28, both=8)], 0.05)
    usual = 20.5 / 1001
    assert score.low == pytest.approx(low / (1 - usual + usual * low))
    assert score.high == pytest.approx(high / (1 - usual + usual * high))
    assert score.low is not None
    assert score.high is not None
    assert 4 < score.low < 6
    assert 15 < score.high < 20


def test_a_check_whose_orders_fail_no_more_often_is_noisy() -> None:
    (score,) = score_checks(_closed(200, 2, 1000, 20))
    assert score.worth is Worth.NOISY


def test_a_finding_that_never_failed_does_not_come_true() -> None:
    (score,) = score_checks(_closed(30, 0, 1000, 10))
    assert score.times is not None
    assert score.times > 1.5
    assert score.worth is Worth.OPEN


def test_few_findings_say_nothing_of_a_check() -> None:
    (score,) = score_checks(_closed(29, 20, 1000, 20))
    assert score.worth is Worth.NOT_ENOUGH


def test_a_check_of_a_hard_country_is_not_praised_for_its_losses() -> None:
    hard = _closed(400, 40, 100, 10, lane=_BR)
    easy = _closed(5, 0, 5000, 50, lane=_DE)
    (score,) = score_checks(hard + easy)
    assert score.failed / score.found > 5 * score.others_failed / score.others
    assert score.times == pytest.approx(1.0, abs=0.1)
    assert score.worth is not Worth.COMES_TRUE


def test_a_check_that_finds_something_in_every_order_of_a_lane_cannot_be_told() -> None:
    (score,) = score_checks(_closed(300, 30, 0, 0))
    assert (score.times, score.worth) == (None, Worth.NOT_ENOUGH)


def test_among_thirty_checks_that_mean_nothing_one_hardly_ever_comes_true() -> None:
    random = np.random.default_rng(5)
    names = [f"check{at}" for at in range(30)]
    wrong = 0
    for _ in range(40):
        found = random.random((2000, 30)) < 0.05
        failed = random.random(2000) < 0.02
        closed = [
            ClosedOrder(
                checks=frozenset(name for name, mine in zip(names, row, strict=True) if mine),
                failed=bool(end),
            )
            for row, end in zip(found, failed, strict=True)
        ]
        wrong += any(each.worth is Worth.COMES_TRUE for each in score_checks(closed))
    assert wrong <= 4
