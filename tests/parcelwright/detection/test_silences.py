import numpy as np
import pytest

from feed import journey, on, parcel
from parcelwright.analytics.clock import Clock
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.detection.silences import Silences
from parcelwright.parcels.events import Milestone

NOW = day_number(on(20))
STOPPED = ((0, Milestone.ACCEPTED), (8, Milestone.SOURCE_STOPPED))
WATCHED = ((0, Milestone.ACCEPTED), (12, Milestone.DEPARTED))


def watched(*feeds, clock=None):
    pairs = [(parcel(f"LX{i}"), journey(*one, number=f"LX{i}")) for i, one in enumerate(feeds)]
    columns = columns_of(pairs, on(20))
    found = np.empty(len(columns))
    Silences(columns.lanes, clock, NOW).watched(columns, found)
    return found.tolist()


def test_a_silence_lasts_from_the_last_scan_until_now():
    assert watched(WATCHED) == [8]


def test_a_silence_ends_when_its_source_stops():
    assert watched(STOPPED, WATCHED) == [8, 8]


def test_a_slow_clock_counts_fewer_days_of_both():
    there = parcel("LX").lane
    clock = Clock(
        places=((there.destination_country, there.destination_region),),
        first_day=int(day_number(on(0))),
        speed=np.full((1, 20), 0.5),
    )
    assert watched(STOPPED, WATCHED, clock=clock) == pytest.approx([4.8, 4.8])
