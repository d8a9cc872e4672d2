"""When acting beats waiting: the day, its expected costs, and the laws that hold for it."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parcelwright.detection.costs import Costs
from parcelwright.detection.decide import decide, patience
from parcelwright.detection.odds import LAST_DAY, STEP_DAYS, ArrivalOdds
from parcelwright.detection.silence import Silence

CELLS = round(LAST_DAY / STEP_DAYS) + 1


def odds_of(values, parcels=1):
    """Odds of one kind of parcel: the values for the first half days, then the last of them."""
    row = np.full(CELLS, float(values[-1]))
    row[: len(values)] = values
    return ArrivalOdds(kind=np.zeros(parcels, np.intp), odds=row[None])


def halving(start=8.0, days=4.0):
    """Odds that halve every so many days."""
    return odds_of(start * 0.5 ** (np.arange(CELLS) * STEP_DAYS / days))


def silence(days, speed=1.0):
    return Silence(clock_days=np.array([float(days)]), speed=np.array([float(speed)]))


def costs(needless=60.0, wait=1.0, lapses=(), days_left=()):
    return Costs(
        needless=np.array([needless]),
        wait=np.array([wait]),
        lapses=np.array(lapses, np.float64).reshape(-1, 1),
        days_left=np.array(days_left, np.float64).reshape(-1, 1),
    )


def day(odds, silent, price):
    return float(decide(odds, silent, price).in_days[0])


def test_the_best_day_is_the_cheapest_of_all_days():
    odds, price = halving(), costs(needless=60, wait=1)
    every = np.arange(0, 100.0)
    spent = [every_day + 60 * odds.at(np.array([every_day]))[0] for every_day in every]
    found = day(odds, silence(0), price)
    assert abs(found - every[int(np.argmin(spent))]) <= 1
    # 60 * 8 * ln 2 / 4 * 2 ** (-s / 4) = 1 at s = 25.5.
    assert found == 26


def test_the_days_run_faster_where_the_network_does():
    price = costs(needless=60, wait=1)
    assert day(halving(), silence(10, 2.0), price) < day(halving(), silence(10, 1.0), price)


def test_a_best_day_that_has_passed_means_today():
    assert day(halving(), silence(40), costs()) == 0


def test_expected_costs_are_the_chances_times_the_prices():
    odds = odds_of([3.0, 3.0, 1.0, 1.0])
    made = decide(odds, silence(0), costs(needless=10, wait=1))
    # One of four is lost; the odds fall from 3 to 1 within the first day.
    assert (made.in_days[0], made.chance_lost[0], made.chance_lost_then[0]) == (1.0, 0.25, 0.5)
    assert made.cost_now[0] == pytest.approx(0.75 * 10)
    assert made.cost_then[0] == pytest.approx(0.25 * (1 * 1 + 10 * 1))
    assert made.worth_waiting[0] == pytest.approx(4.75)


def test_the_last_day_of_a_right_is_used_when_what_lapses_is_worth_more_than_waiting():
    found = decide(halving(), silence(0), costs(lapses=[500], days_left=[7]))
    assert (found.in_days[0], bool(found.for_lapse[0])) == (7.0, True)


def test_a_right_of_little_worth_does_not_hurry():
    found = decide(halving(), silence(0), costs(lapses=[0.5], days_left=[7]))
    assert (found.in_days[0], bool(found.for_lapse[0])) == (26.0, False)


def test_where_waiting_always_pays_there_is_no_day():
    rising_in_price = odds_of(np.linspace(1e9, 0, CELLS))
    assert day(rising_in_price, silence(0), costs()) == np.inf


def test_a_move_that_costs_nothing_is_done_at_once():
    assert day(halving(), silence(0), costs(needless=0)) == 0


def test_a_day_of_waiting_that_is_free_is_refused():
    with pytest.raises(ValueError, match="wait is 0"):
        costs(wait=0.0)


def test_patience_is_the_price_at_which_today_is_the_best_day():
    price = patience(halving(), silence(25.6))[0]
    assert day(halving(), silence(25.6), costs(needless=price * 0.99)) == 0
    assert day(halving(), silence(25.6), costs(needless=price * 1.2)) > 0


FALLS = st.lists(st.floats(0, 5), min_size=1, max_size=60)
AMOUNTS = st.floats(0.01, 500)


@st.composite
def questions(draw):
    """Convex odds of any shape, a silence, and costs with up to two rights that lapse."""
    falls = np.sort(np.array(draw(FALLS)))[::-1]
    odds = np.append(np.cumsum(falls[::-1])[::-1], 0.0) + draw(st.floats(0, 2))
    rights = draw(st.lists(st.tuples(AMOUNTS, st.integers(-20, 60)), max_size=2))
    return {
        "odds": odds,
        "silent": draw(st.floats(0, 60)),
        "speed": draw(st.floats(0.3, 2.5)),
        "needless": draw(AMOUNTS),
        "wait": draw(st.floats(0.01, 20)),
        "lapses": [amount for amount, _ in rights],
        "days_left": [left for _, left in rights],
    }


def answer(asked, **changed):
    asked = asked | changed
    price = costs(asked["needless"], asked["wait"], asked["lapses"], asked["days_left"])
    return decide(odds_of(asked["odds"]), silence(asked["silent"], asked["speed"]), price)


@given(asked=questions(), more=st.floats(0, 40))
def test_more_silence_never_moves_the_day_later(asked, more):
    longer = answer(asked, silent=asked["silent"] + more)
    assert longer.in_days[0] <= answer(asked).in_days[0]


@given(asked=questions(), days=st.integers(1, 30))
def test_as_days_pass_in_silence_the_day_stays_or_comes_nearer(asked, days):
    later = answer(
        asked,
        silent=asked["silent"] + days * asked["speed"],
        days_left=[left - days for left in asked["days_left"]],
    )
    first = answer(asked).in_days[0]
    assume(np.isfinite(first))
    assert later.in_days[0] <= max(first - days, 0) + 1


@given(asked=questions(), share=st.floats(0.01, 1))
def test_the_day_is_no_later_where_loss_is_likelier(asked, share):
    assert answer(asked, odds=asked["odds"] * share).in_days[0] <= answer(asked).in_days[0]


@given(asked=questions(), share=st.floats(0.01, 1))
def test_the_day_is_no_later_where_a_needless_move_is_cheaper(asked, share):
    cheaper = answer(asked, needless=asked["needless"] * share)
    assert cheaper.in_days[0] <= answer(asked).in_days[0]


@given(asked=questions(), last=st.integers(0, 60), claim=AMOUNTS, more=st.floats(0, 500))
def test_the_day_is_no_later_where_the_claim_is_larger(asked, last, claim, more):
    small = answer(asked, lapses=[claim], days_left=[last])
    large = answer(asked, lapses=[claim + more], days_left=[last])
    assert large.in_days[0] <= small.in_days[0]


@given(asked=questions(), last=st.integers(0, 60), claim=AMOUNTS)
def test_a_claim_that_pays_is_never_left_past_its_last_day(asked, last, claim):
    at = odds_of(asked["odds"]).at(np.array([asked["silent"] + asked["speed"] * last]))[0]
    lost = 1 / (1 + at)
    assume(lost * claim > (1 - lost) * asked["needless"])
    assert answer(asked, lapses=[claim], days_left=[last]).in_days[0] <= last


@given(asked=questions())
def test_waiting_for_the_best_day_never_costs_more_than_acting_now(asked):
    made = answer(asked)
    assume(np.isfinite(made.in_days[0]))
    assert made.worth_waiting[0] >= -1e-9 * made.cost_now[0]
