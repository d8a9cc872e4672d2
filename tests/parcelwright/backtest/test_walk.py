"""A walk uses nothing that was not known, and says the same of the same history."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pyarrow as pa
import pytest

from histories import FIRST, START, tables
from parcelwright.analytics.published import Announcement, Calendar, Happening
from parcelwright.backtest.cost import Prices
from parcelwright.backtest.history import history_of, truth_of
from parcelwright.backtest.judge import judge
from parcelwright.backtest.walk import walk


@pytest.fixture(scope="module")
def whole():
    parcels, events = tables()
    return parcels, events, walk(history_of(parcels, events), FIRST + 240)


def test_what_happens_later_changes_nothing_that_was_said_before(whole):
    parcels, events, said = whole
    cut = START + timedelta(days=120)
    before = events.filter(pa.array([at <= cut for at in events["occurred_at"].to_pylist()]))
    again = walk(history_of(parcels, before), FIRST + 120)
    days = said.first_sweep[:, None] + np.arange(said.lost.shape[1])
    for row, number in enumerate(again.rows):
        (old,) = np.flatnonzero(said.rows == number)
        until = days[old] <= FIRST + 120
        np.testing.assert_array_equal(said.lost[old][until], again.lost[row][until])


def test_the_order_of_the_rows_changes_nothing(whole):
    parcels, events, said = whole
    random = np.random.default_rng(1)
    order = random.permutation(parcels.num_rows)
    shuffled = history_of(
        parcels.take(pa.array(order)), events.take(pa.array(random.permutation(events.num_rows)))
    )
    again = walk(shuffled, FIRST + 240)
    back = np.argsort(order)
    np.testing.assert_allclose(again.lost[back], said.lost, atol=1e-6)


def test_a_delivered_parcel_is_said_nothing_of_after_its_delivery(whole):
    _, _, said = whole
    lost = np.arange(400) % 12 == 0
    swept = (~np.isnan(said.lost)).sum(axis=1)
    late = said.accepted >= FIRST + 60
    assert (swept[lost & late] == 76).all()
    assert swept[~lost & late].max() < 40


def test_lost_parcels_are_told_from_others_and_every_rule_is_judged(whole):
    parcels, events, said = whole
    history = history_of(parcels, events)
    truth = truth_of(history, None, FIRST + 240)
    assert truth.lost.sum() == 34
    found = judge(
        said, truth, FIRST + 90, FIRST + 240, targets=(0.5, 0.9), prices=[Prices(resend=30)]
    )
    ours = {(each.rule, each.target): each.at_target for each in found.compared if each.at_target}
    # Nobody takes more than 25 days here, so every rule is right by then.
    assert ours["Parcelwright", 0.9].recall == 1.0
    assert ours["Parcelwright", 0.9].mean_days < 25
    assert {each.rule for each in found.priced} >= {"Parcelwright", "never act"}


def test_records_beside_the_history_decide_where_they_are_given():
    parcels, events = tables(parcels=60)
    outcomes = pa.table(
        {
            # A scan calls P1 delivered: whether it was stolen then no silence can tell.
            "tracking_number": ["P1", "P2", "P12"],
            "outcome": ["lost", "returned", "lost"],
            "lost_at": [START, None, START],
        }
    )
    truth = truth_of(history_of(parcels, events), outcomes, FIRST + 240)
    assert np.flatnonzero(truth.lost).tolist() == [12]
    assert np.flatnonzero(truth.told).tolist() == [12]
    assert truth.lost_at[12] == FIRST


@pytest.mark.parametrize("parcels", [1, 2, 40])
def test_a_small_history_is_walked_without_a_fault(parcels):
    few, events = tables(parcels=parcels, days=5)
    said = walk(history_of(few, events), FIRST + 90)
    assert len(said.rows) == parcels


def test_acting_by_price_takes_its_threshold_from_the_prices_alone(whole):
    parcels, events, said = whole
    truth = truth_of(history_of(parcels, events), None, FIRST + 240)
    prices = [Prices(resend=30), Prices(resend=90, wait=2)]
    found = judge(said, truth, FIRST + 90, FIRST + 240, targets=(0.5,), prices=prices)
    by_cost = [each for each in found.priced if each.rule == "Parcelwright, by cost"]
    never = [each.cost for each in found.priced if each.rule == "never act"]
    assert [each.threshold for each in by_cost] == [30, 45]
    assert all(each.cost < cost for each, cost in zip(by_cost, never, strict=True))


def test_acting_by_price_needs_no_parcels_of_before(whole):
    parcels, events, said = whole
    truth = truth_of(history_of(parcels, events), None, FIRST + 240)
    found = judge(said, truth, FIRST, FIRST + 240, targets=(0.5,), prices=[Prices(resend=30)])
    assert {each.rule for each in found.priced} == {"Parcelwright, by cost", "never act"}


def announced(**more):
    said = Announcement(
        country="",
        region="",
        carrier="china-post",
        first=START.date() + timedelta(days=120),
        last=START.date() + timedelta(days=126),
        what=Happening.CLOSURE,
        source="a notice",
        **more,
    )
    return Calendar(announcements=(said,))


def prices_of_acting(calendar):
    parcels, events = tables(days=130)
    carriers = pa.array(["china-post"] * parcels.num_rows)
    history = history_of(parcels.append_column("carrier", carriers), events)
    said = walk(history, FIRST + 120, calendar=calendar)
    return said.first_sweep[:, None] + np.arange(said.lost.shape[1]), said.patience, said.lost


def test_a_walk_looks_ahead_from_the_day_on_which_a_closure_became_known():
    known = START.date() + timedelta(days=116)
    days, plain, chance = prices_of_acting(announced())
    _, ahead, same_chance = prices_of_acting(announced(announced=known))
    # Until the closure begins it moves no chance, and before it was known no decision either.
    np.testing.assert_array_equal(same_chance, chance)
    before = ~np.isnan(plain) & (days <= FIRST + 116)
    np.testing.assert_array_equal(ahead[before], plain[before])
    last = ~np.isnan(plain) & (days == FIRST + 120)
    assert (ahead[last] > plain[last]).mean() > 0.9


def test_an_oracle_that_knows_the_day_of_the_loss_bounds_every_rule(whole):
    parcels, events, said = whole
    truth = truth_of(history_of(parcels, events), None, FIRST + 240)
    accepted = said.accepted[np.argsort(said.rows)]
    known = replace(truth, lost_at=np.where(truth.lost, accepted + 2.5, np.nan))
    price = Prices(resend=30)
    found = judge(said, known, FIRST + 90, FIRST + 240, targets=(0.5,), prices=[price])
    best = {each.rule: each.at_target for each in found.compared}
    bound = best.pop("an oracle that knows the day of the loss")
    assert (bound.precision, bound.recall) == (1.0, 1.0)
    assert 2.5 <= bound.mean_days <= 3.5
    assert all(point is None or point.mean_days > bound.mean_days for point in best.values())
    costs = {each.rule: each.cost for each in found.priced}
    assert min(costs, key=costs.get) == "an oracle that knows the day of the loss"


def test_without_a_day_of_any_loss_no_oracle_is_named(whole):
    parcels, events, said = whole
    truth = truth_of(history_of(parcels, events), None, FIRST + 240)
    unknown = replace(truth, lost_at=np.full(len(truth.lost), np.nan))
    found = judge(said, unknown, FIRST + 90, FIRST + 240, targets=(0.5,), prices=[])
    assert all("oracle" not in each.rule for each in found.compared)
