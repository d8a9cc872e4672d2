"""How silence goes on over days of which something is announced."""

from itertools import pairwise

import numpy as np
import pytest

from feed import delivered, on, silent
from parcelwright.analytics.clock import AHEAD_DAYS, clock_of
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn
from parcelwright.analytics.published import Announcement, Calendar, Happening
from parcelwright.detection.assess import assess_columns
from parcelwright.detection.costs import Costs
from parcelwright.detection.decide import decide, patience
from parcelwright.detection.odds import arrival_odds
from parcelwright.detection.outlook import outlook
from parcelwright.detection.silence import Silence, silence_of

NOW = on(60)
# Of a day at speed 0.36 a fifth is the calendar's and four fifths the network's.
STRIKE_DAY = 0.2 + 0.8 * 0.36


def strike(first, last, country="FR"):
    said = Announcement(
        country=country,
        region="",
        first=on(first).date(),
        last=on(last).date(),
        what=Happening.STRIKE,
        source="a notice",
    )
    return Calendar(announcements=(said,))


def parcels():
    pairs = [delivered(f"LX{i}", i / 8, 6 + i % 6) for i in range(300)]
    return [*pairs, silent("ONE", 46), silent("TWO", 40), silent("BR", 46, destination="BR")]


COLUMNS = columns_of(parcels(), NOW)


def told(calendar, columns=COLUMNS, ahead_days=AHEAD_DAYS):
    clock = clock_of(COLUMNS, NOW, calendar, ahead_days=ahead_days)
    table = learn(COLUMNS, NOW, clock)
    found = assess_columns(columns, table, NOW, clock)
    return found, table, silence_of(found, clock)


def plain_days(silence, days):
    return silence.after(np.full(len(silence.clock_days), float(days))) - silence.clock_days


def test_days_of_an_announced_strike_count_for_less_and_those_around_it_in_full():
    _, _, silence = told(strike(63, 65))
    speed = silence.speed
    np.testing.assert_allclose(plain_days(silence, 3), 3 * speed)
    french = [True, True, False]
    slow = np.where(french, STRIKE_DAY, 1.0)
    np.testing.assert_allclose(plain_days(silence, 6), (3 + 3 * slow) * speed)
    np.testing.assert_allclose(plain_days(silence, 10), (7 + 3 * slow) * speed)


def test_after_a_strike_that_goes_on_days_run_as_they_did_before_it():
    _, _, before = told(None)
    _, _, silence = told(strike(55, 62))
    days = plain_days(silence, 5) - plain_days(silence, 4)
    assert silence.speed[0] == pytest.approx(before.speed[0], rel=0.25)
    assert days[0] == pytest.approx(silence.speed[0])
    assert plain_days(silence, 1)[0] == pytest.approx(STRIKE_DAY * silence.speed[0])


def test_where_nothing_is_announced_all_days_run_alike():
    _, _, silence = told(strike(63, 65, country="JP"))
    np.testing.assert_allclose(plain_days(silence, 9), 9 * silence.speed)
    assert not told(None)[2].changes


def test_a_strike_that_has_passed_changes_no_day_to_come():
    assert not told(strike(20, 25))[2].changes


@pytest.mark.parametrize("days", [-4.0, 0.0, 2.5, 4.2, 6.0, 30.0])
def test_the_day_of_a_silence_is_found_again(days):
    _, _, silence = told(strike(63, 65))
    asked = np.full(len(silence.clock_days), days)
    np.testing.assert_allclose(silence.until(silence.after(asked)), asked, atol=1e-9)


def costs(count, needless=60.0):
    return Costs(
        needless=np.full(count, needless),
        wait=np.ones(count),
        lapses=np.zeros((0, count)),
        days_left=np.zeros((0, count)),
    )


def test_a_strike_announced_for_next_week_puts_off_the_day_to_act():
    found, table, silence = told(strike(61, 75))
    odds = arrival_odds(found.view.columns, table)
    usual = Silence(clock_days=silence.clock_days, speed=silence.speed)
    moved = decide(odds, silence, costs(3)).in_days
    plain = decide(odds, usual, costs(3)).in_days
    assert moved[0] > plain[0] > 0
    assert moved[2] == pytest.approx(plain[2], abs=1)


@pytest.mark.parametrize("needless", [20.0, 60.0, 120.0, 400.0])
def test_the_day_is_the_cheapest_of_all_days(needless):
    found, table, silence = told(strike(64, 70))
    odds = arrival_odds(found.view.columns, table)
    made = decide(odds, silence, costs(3, needless))
    days = np.arange(0, 150)
    every = np.array(
        [day + needless * odds.at(silence.after(np.full(3, float(day)))) for day in days]
    )
    at = np.where(np.isfinite(made.in_days), made.in_days, 0).astype(int)
    past = at == 0
    chosen = every[at, np.arange(3)]
    np.testing.assert_allclose(chosen[~past], every.min(axis=0)[~past])


def test_one_parcel_alone_has_the_day_that_it_has_among_others():
    found, table, silence = told(strike(61, 75))
    odds = arrival_odds(found.view.columns, table)
    together = decide(odds, silence, costs(3)).in_days
    open_rows = found.rows
    for entry, row in enumerate(open_rows.tolist()):
        alone, _, own = told(strike(61, 75), COLUMNS.take(np.array([row])))
        same = decide(arrival_odds(alone.view.columns, table), own, costs(1)).in_days[0]
        assert same == together[entry]


def test_the_curve_runs_through_the_chance_of_today_and_is_flatter_over_a_strike():
    columns = COLUMNS.take(np.array([300]))
    drawn = []
    for calendar in (strike(63, 70), strike(63, 70, country="JP")):
        found, table, silence = told(calendar, columns)
        until_today = float(found.view.silent_days[0]), silence
        assert until_today[0] == 14.0
        points = outlook(columns, table, 40, until_today).points
        assert points[14].chance == pytest.approx(float(found.chance_arrives[0]), abs=1e-12)
        assert all(b.chance <= a.chance for a, b in pairwise(points))
        drawn.append(points)
    assert drawn[0][17].chance == pytest.approx(drawn[1][17].chance, abs=1e-9)
    assert drawn[0][25].chance > drawn[1][25].chance


def test_a_price_that_acts_today_waits_over_no_day_that_is_announced_to_be_slow():
    prices = np.array([1.0, 3.0, 9.0, 27.0, 81.0, 243.0])
    found, table, silence = told(strike(60, 66))
    odds = arrival_odds(found.view.columns, table)
    level = patience(odds, silence)
    for price in prices:
        at_once = decide(odds, silence, costs(len(found), price)).in_days == 0
        np.testing.assert_array_equal(level >= price, at_once)


def test_a_stop_from_today_on_makes_acting_today_pay_at_higher_prices():
    _, _, usual = told(strike(61, 62, country="JP"))
    found, table, slow = told(strike(60, 66))
    odds = arrival_odds(found.view.columns, table)
    more = patience(odds, slow) / patience(odds, usual)
    assert (more[:2] > 1.2).all()


def test_a_clock_without_days_ahead_knows_nothing_of_what_is_announced_of_them():
    clock = clock_of(COLUMNS, NOW, strike(63, 65))
    assert (clock.announced, clock.speed.shape[1]) == (None, 60)
