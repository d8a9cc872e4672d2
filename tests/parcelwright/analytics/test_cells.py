import pickle

import numpy as np
import pytest

from feed import journey, on, parcel
from parcelwright.analytics.cells import StageCells
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn
from parcelwright.analytics.trust import Trust, expected_odds
from parcelwright.parcels.events import Milestone


def sent(number):
    said = [(number % 40, Milestone.ACCEPTED), (number % 40 + 1, Milestone.DEPARTED)]
    if number % 30:
        said.append((number % 40 + 2 + number % 7, Milestone.DELIVERED))
    return parcel(f"LX{number}"), journey(*said, number=f"LX{number}")


TABLE = learn(columns_of([sent(number) for number in range(600)], on(200)), on(200))
GROUPS = tuple(TABLE.stages.values())
DAYS = np.array([0.0, 0.2, 0.5, 3.3, 41.0, 179.9, 180.0, 200.0, 900.0])


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.stage}-{group.situation}")
def test_cells_say_what_the_curve_of_the_group_says(group):
    trust = Trust(pace=0.9)
    cells = StageCells(GROUPS, trust)
    row = np.full(len(DAYS), cells.row_of(group))
    odds, variance = cells.read(row, DAYS)
    p, n = group.never_leaves, group.never_worth
    waiting = 0.9 * group.curve.log_survival(DAYS)
    wanted = expected_odds(waiting - np.log(p / (1 - p)), n * p)
    counted = 0.81 * group.curve.log_variance(DAYS) + 1 / (n * p) + 1 / (n * (1 - p))
    shared = counted + 0.35**2 + (0.15 * waiting) ** 2
    at_edges = DAYS % 0.5 == 0
    inside = at_edges & (DAYS <= 180)
    np.testing.assert_allclose(odds[inside], wanted[inside], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(variance[inside], shared[inside], rtol=1e-9)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.stage}-{group.situation}")
def test_cells_lie_on_straight_lines_between_half_days_and_beyond_the_last(group):
    cells = StageCells(GROUPS, Trust(pace=0.9))
    days = np.array([3.0, 3.2, 3.5, 179.5, 180.0, 190.0])
    odds, variance = cells.read(np.full(len(days), cells.row_of(group)), days)
    assert odds[1] == pytest.approx(0.6 * odds[0] + 0.4 * odds[2])
    assert variance[1] == pytest.approx(0.6 * variance[0] + 0.4 * variance[2])
    assert odds[5] == pytest.approx(odds[4] + 20 * (odds[4] - odds[3]))
    assert variance[5] == pytest.approx(variance[4])


def test_cells_sent_to_another_machine_still_know_their_groups():
    TABLE.cells.row_of(GROUPS[0])
    again = pickle.loads(pickle.dumps(TABLE))
    for group, other in zip(GROUPS, again.stages.values(), strict=True):
        assert again.cells.row_of(other) == TABLE.cells.row_of(group)
