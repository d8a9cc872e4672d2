import pickle

import numpy as np
import pytest

from feed import journey, on, parcel
from parcelwright.analytics.cells import StageCells
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn
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
    cells = StageCells(GROUPS)
    row = np.full(len(DAYS), cells.row_of(group))
    odds, variance = cells.read(row, DAYS)
    p, n = group.never_leaves, group.never_worth
    wanted = group.curve.log_survival(DAYS) - np.log(p / (1 - p))
    np.testing.assert_allclose(odds, wanted, rtol=1e-12, atol=1e-12)
    counted = group.curve.log_variance(DAYS) + 1 / (n * p) + 1 / (n * (1 - p))
    np.testing.assert_allclose(variance, counted, rtol=1e-12)


def test_cells_sent_to_another_machine_still_know_their_groups():
    TABLE.cells.row_of(GROUPS[0])
    again = pickle.loads(pickle.dumps(TABLE))
    for group, other in zip(GROUPS, again.stages.values(), strict=True):
        assert again.cells.row_of(other) == TABLE.cells.row_of(group)
