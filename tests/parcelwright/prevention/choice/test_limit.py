"""The limit that ``scripts/choice_scores.py`` holds choices against."""

import numpy as np
import pytest

from drawn_knower import chances
from drawn_shops import NOW, drawn_services, tables
from parcelwright.prevention.scorecards.gather import journeys_of
from parcelwright.rulebook.exchange import shipped_rates


def drawn(seed, closed):
    random = np.random.default_rng(seed)
    services = drawn_services(random)
    return services, journeys_of(*tables(random, services, closed), NOW, shipped_rates())


def truly_best(services):
    return int(np.argmin([each.cost for each in services]))


def test_who_knows_how_shops_are_drawn_is_right_as_often_as_it_says():
    expected, right = [], []
    for seed in range(40):
        services, past = drawn(seed, 300)
        known = chances(services, past)
        expected.append(known.max())
        right.append(known.argmax() == truly_best(services))
    # Both means estimate the same; their errors are about six in a hundred.
    assert np.mean(right) == pytest.approx(np.mean(expected), abs=0.15)
    assert 0.8 < np.mean(expected) < 0.95


def test_more_journeys_make_it_surer():
    few, many = (
        np.mean([chances(*drawn(seed, closed)).max() for seed in range(20)])
        for closed in (30, 3000)
    )
    assert few < many


def test_chances_of_all_services_are_one_together():
    assert chances(*drawn(5, 100)).sum() == pytest.approx(1.0)
