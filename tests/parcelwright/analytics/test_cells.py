import pickle

import numpy as np
import pytest

from feed import journey, on, parcel
from parcelwright.analytics.averaging import loss_odds, ranges
from parcelwright.analytics.cells import StageCells
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn
from parcelwright.analytics.trust import Trust
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
    found = cells.read(np.full(len(DAYS), cells.row_of(group)), DAYS)
    base, base_variance = loss_odds(group.never_leaves, group.never_worth)
    waiting = 0.9 * group.curve.log_survival(DAYS)
    counted = 0.81 * group.curve.log_variance(DAYS) + base_variance
    shared = counted + 0.35**2 + (0.25 * waiting) ** 2
    moves, low, high = ranges(waiting - base, shared)
    later = 1 - group.lost_later
    deviation = 1.6448536269514722 * moves * np.sqrt(later * (1 - later) / group.later_worth)
    wanted = (
        later * moves,
        np.maximum(later * moves - np.hypot(later * (moves - low), deviation), 0),
        np.minimum(later * moves + np.hypot(later * (high - moves), deviation), 1),
    )
    inside = (DAYS % 0.5 == 0) & (DAYS <= 180)
    for said, value in zip(found, wanted, strict=True):
        np.testing.assert_allclose(said[inside], value[inside], rtol=1e-9)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.stage}-{group.situation}")
def test_cells_lie_on_straight_lines_between_half_days_and_fall_by_one_share_beyond(group):
    cells = StageCells(GROUPS, Trust(pace=0.9))
    days = np.array([3.0, 3.2, 3.5, 179.5, 180.0, 190.0])
    for said in cells.read(np.full(len(days), cells.row_of(group)), days):
        assert said[1] == pytest.approx(0.6 * said[0] + 0.4 * said[2])
        assert said[5] * said[3] ** 20 == pytest.approx(said[4] ** 21)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.stage}-{group.situation}")
def test_neither_a_chance_nor_an_end_of_its_range_rises_with_silence(group):
    cells = StageCells(GROUPS, Trust())
    days = np.arange(0.0, 400.0, 0.25)
    for said in cells.read(np.full(len(days), cells.row_of(group)), days):
        assert (np.diff(said) <= 1e-12).all()


def test_cells_sent_to_another_machine_still_know_their_groups():
    TABLE.cells.row_of(GROUPS[0])
    again = pickle.loads(pickle.dumps(TABLE))
    for group, other in zip(GROUPS, again.stages.values(), strict=True):
        assert again.cells.row_of(other) == TABLE.cells.row_of(group)
