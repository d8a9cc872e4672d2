from decimal import Decimal

import numpy as np
import pytest

from drawn_lanes import cost, shop
from parcelwright.prevention.beliefs import Belief
from parcelwright.prevention.insuring.premium import Premium
from parcelwright.prevention.insuring.weigh import Carriage, Cover, gain_if_lost, insured_values
from parcelwright.prevention.scorecards.grouping import By, groups_of
from parcelwright.prevention.scorecards.losses import loss_beliefs

PREMIUM = Premium(currency="USD", percent=Decimal("1.5"), least=Decimal("0.5"))
COVER = Cover(odds=0.8, deductible=5, paperwork=2)
CARRIAGE = Carriage(most=20, odds=0.5)
SHOPS = 30


def true_cost(truth, values, beliefs):
    """What the rule of the shop truly costs when losses are believed to be these."""
    ranges = [insured_values(each, PREMIUM, COVER, CARRIAGE, 5000.0) for each in beliefs]
    chosen = np.array(
        [
            [any(first < value < last for first, last in found) for value in row]
            for found, row in zip(ranges, values, strict=True)
        ]
    )
    premium = PREMIUM.of_each(values)
    gains = np.array([gain_if_lost(row, COVER, CARRIAGE) for row in values])
    carrier = CARRIAGE.odds * np.minimum(values, CARRIAGE.most)
    return cost(truth, values, chosen, premium, gains, carrier)


@pytest.mark.parametrize("alike", [True, False])
def test_insure_or_not_costs_at_most_five_percent_more_than_knowing_the_true_losses(alike):
    ours, best = [], []
    for seed in range(SHOPS):
        lanes, truth, past, values = shop(seed, alike=alike)
        groups = groups_of(past, By.LANE)
        found = dict(zip(groups.keys, loss_beliefs(past, groups), strict=True))
        known = [Belief(yes=share * 1e7, no=(1 - share) * 1e7) for share in truth]
        ours.append(true_cost(truth, values, [found[key] for key in lanes]))
        best.append(true_cost(truth, values, known))
    assert min(our / least for our, least in zip(ours, best, strict=True)) >= 0.999
    assert sum(ours) / sum(best) <= 1.05
