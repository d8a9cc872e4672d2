import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feed import delivered, on, silent
from parcelwright.analytics.columns import Outcome
from parcelwright.analytics.compare import differences
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.analytics.storage import read_table, write_table
from parcelwright.analytics.trust import LOSS_SPREAD, Trust, expected_odds, trust_of

ODDS = st.lists(st.floats(-80, 40), min_size=2, max_size=20).map(
    lambda values: np.array(sorted(values, reverse=True))
)
LOSSES = st.floats(0.01, 1e6)


def trust(months, *, mature=None, closed=None):
    """Of 100 journeys in each month, so many were lost."""
    lost = np.concatenate([np.arange(100) < count for count in months])
    age = np.repeat(28.0 * np.arange(len(months)) + 14, 100)
    every = np.ones(len(lost), np.bool_)
    return trust_of(
        closed=every if closed is None else closed,
        mature=every if mature is None else mature,
        lost=lost,
        age=age,
        weight=np.ones(len(lost)),
    )


def chance(odds):
    return 1 / (1 + np.exp(-odds))


def test_a_table_of_journeys_that_are_all_old_enough_keeps_its_pace():
    assert trust([1, 2, 1]).pace == 1.0


def test_a_table_without_one_journey_old_enough_is_taken_to_be_too_quick_by_15_in_100():
    assert trust([0, 0], mature=np.zeros(200, np.bool_)).pace == 0.85


def test_half_the_journeys_old_enough_leave_a_quarter_of_that():
    assert trust([1, 2], mature=np.arange(200) < 100).pace == pytest.approx(1 - 0.15 / 4)


def test_shipped_figures_keep_their_pace():
    assert prior_table().trust == Trust(pace=1.0, loss_spread=0.35, pace_spread=0.15)


def test_months_that_differ_as_chance_has_it_draw_the_spread_below_the_shipped_one():
    assert trust([4, 5, 4, 5, 4, 5]).loss_spread == pytest.approx(
        LOSS_SPREAD * np.sqrt(6 / 11), rel=1e-3
    )


def test_one_month_says_nothing_of_how_months_differ():
    assert trust([4]).loss_spread == pytest.approx(LOSS_SPREAD)


def test_months_that_differ_widely_raise_the_spread():
    assert trust([0, 30, 1, 25, 0, 28]).loss_spread > 0.5


@pytest.mark.parametrize("months", [[0, 0, 0], [100, 100]], ids=["none lost", "all lost"])
def test_months_without_a_loss_or_an_arrival_keep_the_shipped_spread(months):
    assert trust(months).loss_spread == LOSS_SPREAD


def test_the_same_months_some_weeks_later_give_the_same_spread():
    pairs = [delivered(f"LX{i}", i / 3, 8.0 + i % 7) for i in range(400)]
    pairs += [silent(f"LOST{i}", 2 * i) for i in range(40)]
    moved = [delivered(f"LX{i}", 21 + i / 3, 8.0 + i % 7) for i in range(400)]
    moved += [silent(f"LOST{i}", 21 + 2 * i) for i in range(40)]
    before = learn(columns_of(pairs, on(300)), on(300)).trust
    assert before == learn(columns_of(moved, on(321)), on(321)).trust
    assert before.loss_spread != LOSS_SPREAD


def test_a_share_lost_that_rests_on_many_losses_leaves_the_chance_as_it_is():
    odds = np.array([-6.0, -1.0, 0.0, 3.0])
    np.testing.assert_allclose(expected_odds(odds, 1e7), odds, atol=1e-5)


@pytest.mark.parametrize(
    ("against", "mean"),
    # exp(1/r) E1(1/r) / r, by tables of the exponential integral.
    [(1.0, 0.596347), (10.0, 0.201464), (0.25, 0.825383)],
)
def test_one_loss_gives_the_mean_over_an_exponential_share_lost(against, mean):
    found = chance(expected_odds(np.array([-np.log(against)]), 1.0))
    assert found[0] == pytest.approx(mean, abs=2e-4)


def test_less_than_one_loss_counts_as_one():
    odds = np.array([-3.0, 1.0])
    np.testing.assert_array_equal(expected_odds(odds, 0.02), expected_odds(odds, 1.0))


@given(odds=ODDS, lost=LOSSES)
def test_longer_silence_never_gains_by_the_mean(odds, lost):
    assert (np.diff(expected_odds(odds, lost)) <= 1e-9).all()


@given(odds=ODDS, lost=LOSSES)
def test_the_mean_chance_is_never_below_that_of_the_mean_share(odds, lost):
    assert (expected_odds(odds, lost) >= odds - 1e-3).all()


def test_what_a_month_shares_grows_with_silence():
    found = Trust(loss_spread=0.3, pace_spread=0.1).shared_variance(np.array([0.0, -5.0]))
    np.testing.assert_allclose(found, [0.09, 0.34])


def test_a_stored_table_keeps_how_far_it_holds_and_tells_where_another_differs():
    table = replace(prior_table(), trust=Trust(pace=0.9, loss_spread=0.2, pace_spread=0.1))
    content = io.BytesIO()
    write_table(table, content)
    content.seek(0)
    again = read_table(content)
    assert again.trust == table.trust
    told = {each.figure: (each.before, each.after) for each in differences(prior_table(), again)}
    assert told["pace"] == (1.0, 0.9)
    assert told["pace_spread"] == (0.15, 0.1)


def test_a_cancelled_parcel_says_nothing_of_how_far_a_table_holds():
    pairs = [delivered(f"LX{i}", i / 3, 8.0) for i in range(90)] + [silent("X", 200)]
    columns = columns_of(pairs, on(250))
    outcome = columns.outcome.copy()
    outcome[-1] = Outcome.CANCELLED
    gone = replace(columns, outcome=outcome)
    assert learn(gone, on(250)).trust == learn(columns_of(pairs[:-1], on(250)), on(250)).trust
