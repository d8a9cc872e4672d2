from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcelwright.simulate.parameters import parameters
from parcelwright.simulate.stages import DOMESTIC, IMPORT, LINE_HAUL, Cause
from parcelwright.simulate.world import Simulated, simulate

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = 86_400.0


def test_every_lost_parcel_has_a_cause_and_a_place_of_loss(world: Simulated) -> None:
    truth = world.truth
    assert (truth.cause[truth.lost] != Cause.NONE).all()
    assert ((truth.lost_stage >= 0) | world.sent.never_handed_over)[truth.lost].all()


def test_each_parcel_ends_in_exactly_one_way(world: Simulated) -> None:
    truth = world.truth
    ends = [np.isfinite(at) for at in (truth.delivered_at, truth.returned_at, truth.lost_at)]
    assert (np.sum(ends, axis=0) == 1).all()


def test_lost_share_lies_between_half_and_two_percent(world: Simulated) -> None:
    assert 0.005 < world.truth.lost.mean() < 0.02


def test_lost_share_of_every_busy_route_stays_below_three_percent(world: Simulated) -> None:
    for number, route in enumerate(world.numbers.routes):
        mine = world.sent.route == number
        if mine.sum() > 1000:
            assert 0.001 < world.truth.lost[mine].mean() < 0.03, route.service


def test_stages_are_entered_in_the_order_of_travel(world: Simulated) -> None:
    entered = world.truth.entered[:, :7]
    known = np.isfinite(entered[:, 1:])
    steps = np.diff(np.where(np.isfinite(entered), entered, 0.0), axis=1)
    assert (steps[known] >= 0).all()


def test_the_fullest_bag_of_a_span_of_days_can_be_had_lost_and_nothing_else_changes() -> None:
    plain = simulate(3000, 2, NOW).truth
    truth = simulate(3000, 2, NOW, lost_bag_days=(45, 60)).truth
    (bag,) = np.unique(truth.bag[truth.cause != plain.cause])
    mine = truth.bag == bag
    departed = (NOW.timestamp() - truth.entered[mine, LINE_HAUL]) / DAY
    assert (truth.cause[mine] == Cause.TRANSPORT_ACCIDENT).all()
    assert 45 <= departed.min() == departed.max() <= 60
    assert mine.sum() >= 5
    assert (truth.delivered_at[~mine] == plain.delivered_at[~mine]).all()


def test_accident_loses_every_parcel_of_the_bag_at_one_moment() -> None:
    known = parameters()
    risky = msgspec.structs.replace(
        known, risks=msgspec.structs.replace(known.risks, bag_accident=0.05)
    )
    truth = simulate(3000, 2, NOW, numbers=risky).truth
    crashed = set(truth.bag[truth.cause == Cause.TRANSPORT_ACCIDENT].tolist())
    assert len(crashed) > 10
    for bag in crashed:
        mine = truth.bag == bag
        assert (truth.cause[mine] == Cause.TRANSPORT_ACCIDENT).all()
        assert len(set(truth.lost_at[mine].tolist())) == 1


def test_bag_is_one_lane_and_one_departure(world: Simulated) -> None:
    truth = world.truth
    flown = truth.bag >= 0
    pairs = np.stack([truth.entered[flown, LINE_HAUL], world.sent.lane[flown]])
    bags = len(np.unique(truth.bag[flown]))
    assert np.unique(pairs, axis=1).shape[1] == bags


def test_parcels_in_the_peak_take_longer_inland_than_in_october() -> None:
    # Five worlds, so that one country's strike does not decide.
    now, slow, plain = datetime(2027, 2, 1, tzinfo=UTC), [], []
    for seed in range(5):
        world = simulate(4000, seed, now)
        entered, left = world.truth.entered[:, DOMESTIC], world.truth.left[:, DOMESTIC]
        known = np.isfinite(entered) & np.isfinite(left)
        days = (left[known] - entered[known]) / DAY
        day = entered[known].astype("int64").astype("datetime64[s]")
        peak = (day > np.datetime64("2026-11-12")) & (day < np.datetime64("2026-12-22"))
        october = (day > np.datetime64("2026-10-01")) & (day < np.datetime64("2026-11-01"))
        slow.append(np.median(days[peak]))
        plain.append(np.median(days[october]))
    assert np.mean(slow) > 1.15 * np.mean(plain)


def test_france_to_algeria_agrees_roughly_with_the_measured_lane() -> None:
    # Measured from export to delivery: median 12.2 days, 95th percentile 45.4.
    known = parameters()
    lane = msgspec.structs.replace(
        known, routes=tuple(route for route in known.routes if "DZ" in route.to)
    )
    medians, tails = [], []
    for seed in range(6):
        truth = simulate(1500, seed, NOW, numbers=lane).truth
        arrived = np.isfinite(truth.delivered_at)
        days = (truth.delivered_at[arrived] - truth.entered[arrived, LINE_HAUL]) / DAY
        medians.append(np.percentile(days, 50))
        tails.append(np.percentile(days, 95))
    assert np.mean(medians) == pytest.approx(13.5, abs=2.5)
    assert np.mean(tails) == pytest.approx(44, abs=9)


def test_siblings_of_a_bag_arrive_together_but_for_missed_connections(world: Simulated) -> None:
    truth = world.truth
    known = np.isfinite(truth.entered[:, IMPORT])
    bag, arrived = truth.bag[known], truth.entered[known, IMPORT]
    earliest = np.full(truth.bag.max() + 1, np.inf)
    np.minimum.at(earliest, bag, arrived)
    assert 0.95 < np.mean(arrived - earliest[bag] < 60.0) < 0.995


def test_world_without_parcels_or_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="parcels=0"):
        simulate(0, 1, NOW)
    with pytest.raises(ValueError, match="and a zone"):
        simulate(10, 1, datetime(2026, 11, 22))


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 2**40),
    now=st.datetimes(datetime(2021, 1, 1), datetime(2034, 12, 31), timezones=st.just(UTC)),
)
def test_any_seed_and_day_give_journeys_that_end_once_and_no_word_of_the_future(
    seed: int, now: datetime
) -> None:
    world = simulate(40, seed, now)
    truth = world.truth
    ends = [np.isfinite(at) for at in (truth.delivered_at, truth.returned_at, truth.lost_at)]
    assert (np.sum(ends, axis=0) == 1).all()
    assert (world.feed.received_at <= now.timestamp()).all()
    assert len(set(world.sent.numbers)) == 40
