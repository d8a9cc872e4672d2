"""In how many days a parcel that still arrives is expected."""

import numpy as np
import pytest

from feed import delivered, journey, on, parcel, silent
from parcelwright.analytics.clock import AHEAD_DAYS, clock_of
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.analytics.published import Announcement, Calendar, Happening
from parcelwright.detection.assess import assess_columns
from parcelwright.detection.remaining import remaining_days
from parcelwright.detection.silence import silence_of
from parcelwright.parcels.events import Milestone

NOW = on(60)


def left(pairs, calendar=None, now=NOW, table=None):
    """Return the days of the open parcels among pairs, by their order."""
    columns = columns_of(pairs, now)
    clock = None if calendar is None else clock_of(columns, now, calendar, ahead_days=AHEAD_DAYS)
    found = assess_columns(columns, table or learn(columns, now, clock), now, clock)
    return remaining_days(found, silence_of(found, clock))


def past(count=400, days=8):
    return [delivered(f"LX{i}", i / 10, days) for i in range(count)]


def scanned(number, start):
    """Return a parcel that left two days after acceptance, arrived in five more, came in three."""
    times = (0, Milestone.ACCEPTED), (2, Milestone.DEPARTED), (7, Milestone.ARRIVED)
    said = [(start + day, what) for day, what in (*times, (10, Milestone.DELIVERED))]
    return parcel(number, accepted=start), journey(*said, number=number)


def under_way(number, start, *said):
    return parcel(number, accepted=start), journey(*said, number=number)


def test_parcels_that_all_take_eight_days_have_what_is_left_of_them():
    days = left([*past(), silent("NEW", 59), silent("OLD", 55)])
    assert days == pytest.approx([7, 3], abs=1.0)


def test_from_each_stage_the_rest_of_the_way_is_counted():
    closed = [scanned(f"LX{i}", i / 10) for i in range(400)]
    on_its_way = [
        under_way("ORIGIN", 59.9, (59.9, Milestone.ACCEPTED)),
        under_way("AIR", 57.9, (57.9, Milestone.ACCEPTED), (59.9, Milestone.DEPARTED)),
        under_way(
            "HERE", 52.9,
            (52.9, Milestone.ACCEPTED), (54.9, Milestone.DEPARTED), (59.9, Milestone.ARRIVED),
        ),
    ]  # fmt: skip
    assert left([*closed, *on_its_way]) == pytest.approx([10, 8, 3], abs=1.0)


def test_an_announced_strike_puts_the_day_off_and_its_own_days_alone():
    said = Announcement(
        country="FR",
        region="",
        first=on(60).date(),
        last=on(64).date(),
        what=Happening.CLOSURE,
        source="a notice",
    )
    elsewhere = Calendar(announcements=(Announcement(**{**vars(said), "country": "JP"}),))
    pairs = [*past(), silent("NEW", 59)]
    usual = left(pairs, elsewhere)
    slow = left(pairs, Calendar(announcements=(said,)))
    # Five days that count for a fifth plus four fifths of 0.15 each.
    assert slow - usual == pytest.approx(5 * (1 - 0.32), abs=0.2)


def test_a_parcel_on_its_way_back_or_declared_lost_is_not_expected():
    back = under_way("BACK", 50, (50, Milestone.ACCEPTED), (58, Milestone.RETURNING))
    gone = under_way("GONE", 40, (40, Milestone.ACCEPTED), (50, Milestone.DECLARED_LOST))
    assert np.isnan(left([*past(), back, gone])).all()


def test_shipped_figures_expect_at_least_the_usual_days_of_a_journey():
    table = prior_table()
    new = under_way("NEW", 59.9, (59.9, Milestone.ACCEPTED))
    (days,) = left([new], table=table)
    assert days >= table.whole.usual_days - 0.2


def test_longer_silence_never_makes_the_whole_wait_shorter():
    pairs = [*past(), *(delivered(f"SLOW{i}", i, 20 + i % 9) for i in range(30))]
    days = left([*pairs, *(silent(f"S{start}", start) for start in range(59, 20, -3))])
    silence = np.arange(1, 40, 3)
    assert (np.diff(silence + days) > -1e-6).all()
