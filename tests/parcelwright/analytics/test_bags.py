"""Parcels that left at one moment between the same countries are told by one another."""

import numpy as np
import pytest

from feed import journey, on, parcel
from parcelwright.analytics.bags import bags_of, with_bags
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.pauses import Ending, by_news, pauses_of
from parcelwright.analytics.situations import SITUATIONS, silent_since, situations_of
from parcelwright.parcels.events import Milestone

LEFT = ((0, Milestone.ACCEPTED), (2, Milestone.DEPARTED))


def columns(*feeds, now=30.0):
    pairs = [(parcel(f"LX{i}"), journey(*feed, number=f"LX{i}")) for i, feed in enumerate(feeds)]
    return columns_of(pairs, on(now))


def known(*feeds, now=30.0):
    found = columns(*feeds, now=now)
    return with_bags(found, bags_of(found, day_number(on(now))))


def named(found):
    return [SITUATIONS[code] for code in situations_of(found)]


def test_a_parcel_that_left_alone_has_no_siblings():
    other = ((0, Milestone.ACCEPTED), (2.5, Milestone.DEPARTED))
    assert named(known(LEFT, other)) == ["DEPARTED", "DEPARTED"]


def test_siblings_are_silent_until_one_of_them_is_seen_again():
    assert named(known(LEFT, LEFT)) == ["SIBLINGS_SILENT", "SIBLINGS_SILENT"]
    moved = (*LEFT, (9, Milestone.ARRIVED))
    assert named(known(LEFT, moved, LEFT)) == ["SIBLINGS_MOVED_ON", "ARRIVED", "SIBLINGS_MOVED_ON"]


def test_the_silence_counts_from_the_news_of_siblings():
    found = known(LEFT, (*LEFT, (9, Milestone.ARRIVED)))
    assert silent_since(found)[0] == day_number(on(9))
    assert silent_since(known(LEFT, LEFT))[0] == day_number(on(2))


def test_news_not_yet_heard_of_say_nothing():
    found = columns(LEFT, (*LEFT, (9, Milestone.ARRIVED)))
    early = bags_of(found, day_number(on(8)))
    assert np.isnan(early.moved).all()
    assert early.parcels.tolist() == [2]


def test_a_departure_told_twice_is_one_parcel():
    assert len(bags_of(columns((*LEFT, LEFT[1])), day_number(on(30)))) == 0


def test_a_pause_is_cut_where_a_sibling_was_heard_to_have_moved():
    found = columns(LEFT, (*LEFT, (9, Milestone.ARRIVED)))
    until = day_number(on(30))
    whole = pauses_of(found, until)
    cut = by_news(whole, found, until)
    mine = cut.take((cut.row == 0) & (cut.start >= day_number(on(2))))
    assert [SITUATIONS[code] for code in mine.situation] == ["SIBLINGS_SILENT", "SIBLINGS_MOVED_ON"]
    assert mine.calendar_days.tolist() == [7.0, 21.0]
    assert mine.ended.tolist() == [Ending.MOVED, Ending.OPEN]
    assert mine.weight.tolist() == [0.5, 1.0]
    assert cut.calendar_days.sum() == pytest.approx(whole.calendar_days.sum())


def test_a_scan_dated_after_the_delivery_begins_no_silence():
    late = (*LEFT, (12, Milestone.DELIVERED), (13, Milestone.OUT_FOR_DELIVERY))
    found = pauses_of(columns(late), day_number(on(30)))
    assert Ending.OPEN not in found.ended
