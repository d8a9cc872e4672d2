from dataclasses import replace

import numpy as np
import pyarrow as pa

from feed import event, on, parcel
from parcelwright.analytics.columns import day_number
from parcelwright.diagnosis.incidents.gather import tracks_from_tables, tracks_of
from parcelwright.diagnosis.incidents.tracks import MARKS
from parcelwright.parcels.events import EventTime, Milestone
from parcelwright.parcels.journey import journey_of

SAID = (
    (0.5, 0.6, Milestone.ACCEPTED),
    (2.0, 2.5, Milestone.DEPARTED),
    (9.0, 9.1, Milestone.REPORTED_NOT_RECEIVED),
    (11.0, 15.0, Milestone.ARRIVED),
)


def pairs():
    events = [
        replace(event("LX1", day, mark, heard=heard), place="Hub", country="FR", source="file")
        for day, heard, mark in SAID
    ]
    own = replace(parcel("LX1"), handed_over_at=EventTime.at(on(0.25)))
    return [(own, journey_of(events)), (parcel("LX2", accepted=None), journey_of([]))]


def tables():
    parcels = pa.table({
        "tracking_number": ["LX1", "LX2"], "carrier": ["china-post"] * 2,
        "service": ["epacket"] * 2, "origin_country": ["CN"] * 2,
        "destination_country": ["FR"] * 2,
        "handed_over_at": [on(0.25).isoformat(), None],
    })  # fmt: skip
    told = [*SAID, SAID[1]]
    events = pa.table({
        "tracking_number": ["LX1"] * len(told),
        "carrier": ["china-post"] * len(told),
        "occurred_at": [on(day).isoformat() for day, _heard, _mark in told],
        # The last is the second scan, told again a day later.
        "received_at": [on(h).isoformat() for _d, h, _m in SAID] + [on(3.5).isoformat()],
        "milestone": [mark.value for _day, _heard, mark in told],
        "place": ["Hub"] * len(told), "country": ["FR"] * len(told),
        "source": ["file"] * len(told),
    })  # fmt: skip
    return parcels, events


def named(tracks, name):
    return [tracks.names[code] for code in getattr(tracks, name)]


def test_tables_and_journeys_give_the_same_tracks():
    few, many = tracks_of(pairs()), tracks_from_tables(*tables())
    for name in ("row", "at", "heard", "mark", "complained"):
        np.testing.assert_allclose(getattr(few, name), getattr(many, name), err_msg=name)
    for name in ("carrier", "service", "destination", "by", "place", "country", "source"):
        assert named(few, name) == named(many, name), name


def test_steps_are_scans_with_the_sellers_handover_before_them():
    tracks = tracks_of(pairs())
    assert [MARKS[code] for code in tracks.mark] == [
        Milestone.LABEL_CREATED, Milestone.ACCEPTED, Milestone.DEPARTED, Milestone.ARRIVED,
    ]  # fmt: skip


def test_a_complaint_is_no_step_and_ends_no_silence():
    tracks = tracks_of(pairs())
    assert tracks.complained[0] == day_number(on(9))
    assert np.isnan(tracks.complained[1])
    assert tracks.seen_next()[2] == day_number(on(11))


def test_a_scan_told_twice_was_news_the_first_time():
    tracks = tracks_from_tables(*tables())
    assert tracks.heard[2] == day_number(on(2.5))


def test_only_what_was_heard_by_a_moment_is_known_at_it():
    known = tracks_of(pairs()).known_at(day_number(on(14)))
    assert len(known.row) == 3
    assert np.isnan(known.seen_next()[2])
