import io
from dataclasses import replace

import numpy as np
import pytest

from feed import delivered, on, silent
from parcelwright.analytics.columns import Outcome
from parcelwright.analytics.compare import differences
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.analytics.storage import read_table, write_table
from parcelwright.analytics.trust import LOSS_SPREAD, Trust, trust_of


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


def test_a_table_of_journeys_that_are_all_old_enough_keeps_its_pace():
    assert trust([1, 2, 1]).pace == 1.0


def test_a_table_without_one_journey_old_enough_is_taken_to_be_too_quick_by_15_in_100():
    assert trust([0, 0], mature=np.zeros(200, np.bool_)).pace == 0.85


def test_half_the_journeys_old_enough_leave_a_quarter_of_that():
    assert trust([1, 2], mature=np.arange(200) < 100).pace == pytest.approx(1 - 0.15 / 4)


def test_shipped_figures_keep_their_pace():
    assert prior_table().trust == Trust(pace=1.0, loss_spread=0.35, pace_spread=0.25)


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
    assert told["pace_spread"] == (0.25, 0.1)


def test_a_cancelled_parcel_says_nothing_of_how_far_a_table_holds():
    pairs = [delivered(f"LX{i}", i / 3, 8.0) for i in range(90)] + [silent("X", 200)]
    columns = columns_of(pairs, on(250))
    outcome = columns.outcome.copy()
    outcome[-1] = Outcome.CANCELLED
    gone = replace(columns, outcome=outcome)
    assert learn(gone, on(250)).trust == learn(columns_of(pairs[:-1], on(250)), on(250)).trust
