import numpy as np
import pytest

from drawn_journeys import journeys, lane
from parcelwright.prevention.scorecards.grouping import By, groups_of, key_of
from parcelwright.prevention.scorecards.losses import MOST_WORTH, USUAL_WORTH, loss_beliefs


def beliefs(drawn, by=By.LANE, also=()):
    groups = groups_of(drawn, by, also)
    return dict(zip(groups.keys, loss_beliefs(drawn, groups), strict=True))


def test_a_shop_without_journeys_is_judged_by_what_is_usual():
    wanted = lane("yanwen")
    found = beliefs(journeys([(lane("4px"), 0, 0.0, 10)]), also=[wanted])
    assert found[wanted].mean == pytest.approx(0.0113)


def test_many_journeys_outweigh_their_neighbors():
    drawn = journeys([(lane("bad"), 20_000, 0.08, 10), (lane("good"), 20_000, 0.01, 10)])
    found = beliefs(drawn)
    assert found[lane("bad")].mean == pytest.approx(0.08, abs=0.006)
    assert found[lane("good")].mean == pytest.approx(0.01, abs=0.003)


def test_a_lane_never_used_is_judged_by_what_others_lose_on_it_and_the_service_elsewhere():
    drawn = journeys([
        (lane("good", destination="DE"), 5000, 0.01, 10),
        (lane("bad", destination="DE"), 5000, 0.04, 10),
        (lane("good", destination="BR"), 5000, 0.02, 20),
    ])  # fmt: skip
    wanted = lane("bad", destination="BR")
    assert 0.025 < beliefs(drawn, also=[wanted])[wanted].mean < 0.1


def test_neighbors_never_outweigh_a_hundred_journeys():
    drawn = journeys([(lane(name), 50, 0.02, 10) for name in "abcdef"])
    for belief in beliefs(drawn).values():
        assert belief.yes + belief.no <= 50 + MOST_WORTH + 1e-9


def test_a_carrier_is_judged_by_all_its_services_together():
    drawn = journeys([(lane("a", "one"), 300, 0.0, 10), (lane("a", "two"), 200, 0.0, 10)])
    (found,) = beliefs(drawn, By.CARRIER).values()
    # Nobody else carries anything, so only the public share stands beside them.
    assert found.yes + found.no == pytest.approx(500 + USUAL_WORTH)


def test_the_key_of_a_region_keeps_the_region():
    key = lane("a", region="BY")
    assert key_of(key, By.REGION) == key
    assert key_of(key, By.LANE).destination_region == ""


def test_the_only_carrier_of_a_shop_is_not_drawn_toward_itself():
    random = np.random.default_rng(3)
    held, shops = 0, 400
    for seed in range(shops):
        share = float(np.clip(random.lognormal(np.log(0.012), 0.8), 0.001, 0.12))
        drawn = journeys([(lane("a"), int(random.integers(100, 400)), share, 10)], seed)
        (belief,) = beliefs(drawn, By.CARRIER).values()
        low, high = belief.interval()
        held += low <= share <= high
    # Counting its own journeys twice, intervals held the truth in fewer than nine of ten shops.
    assert held >= 0.93 * shops


def test_neighbors_are_worth_no_more_journeys_than_they_have():
    drawn = journeys([(lane("a"), 400, 0.0, 10), (lane("b"), 30, 0.0, 10)])
    one, other = loss_beliefs(drawn, groups_of(drawn, By.CARRIER))
    # Thirty of the other and thirty of the public share; then a hundred, the most there is.
    assert (one.yes + one.no, other.yes + other.no) == pytest.approx((460, 130))
