from dataclasses import replace

import numpy as np

from incident_tracks import START, Made, season
from parcelwright.diagnosis.incidents.find import LEARN_BEFORE_DAYS, find_incidents
from parcelwright.diagnosis.incidents.incident import IncidentKind, SuspectedCause
from parcelwright.diagnosis.incidents.tracks import SAID_HANDED_OVER
from parcelwright.diagnosis.incidents.usual import learn_usual
from parcelwright.parcels.events import Milestone

DARK = START + 100.0


def dark(tracks, until, where=None):
    """Return the tracks with all that was to be heard in the outage heard at its end."""
    late = (tracks.heard >= DARK) & (tracks.heard < until)
    if where is not None:
        late &= where
    return replace(tracks, heard=np.where(late, until, tracks.heard))


def found_in(tracks, now):
    return find_incidents(tracks, learn_usual(tracks, now - LEARN_BEFORE_DAYS), now)


def big():
    """Two carriers with some sixty scans a day."""
    return season(bag=8, carriers=("post", "courier")).tracks()


def test_a_silent_source_is_one_incident_with_every_open_parcel():
    tracks = dark(big(), DARK + 9)
    now = DARK + 3
    (one,) = found_in(tracks, now)
    known = tracks.known_at(now)
    started = set(known.row.tolist())
    over = set(known.row[known.place == tracks.names.index("Berlin")].tolist())
    assert (one.kind, one.what, one.cause) == (
        IncidentKind.OUTAGE, ("source", "file"), SuspectedCause.NO_NEWS,
    )  # fmt: skip
    assert set(one.rows) == started - over
    assert DARK - 1 < one.started < DARK


def test_a_silent_carrier_is_named_while_the_other_goes_on():
    tracks = big()
    post = tracks.by == tracks.names.index("post")
    (one,) = found_in(dark(tracks, DARK + 9, post), DARK + 3)
    assert one.what == ("carrier", "post")
    assert {tracks.names[code] for code in tracks.carrier[list(one.rows)]} == {"post"}


def test_events_that_arrive_late_in_one_batch_end_it():
    tracks = dark(big(), DARK + 4)
    assert len(found_in(tracks, DARK + 3.9)) == 1
    assert found_in(tracks, DARK + 4.1) == ()


def test_half_a_day_without_news_is_no_outage():
    assert found_in(dark(big(), DARK + 9), DARK + 0.5) == ()


def test_a_seller_of_a_few_parcels_hears_of_no_outage():
    tracks = season(days=120, bag=1).tracks()
    assert found_in(dark(tracks, DARK + 9), DARK + 3) == ()


def test_the_second_outage_in_a_month_is_found_as_well():
    tracks = big()
    first = (tracks.heard >= DARK - 12) & (tracks.heard < DARK - 8)
    tracks = replace(tracks, heard=np.where(first, DARK - 8, tracks.heard))
    (one,) = found_in(dark(tracks, DARK + 9), DARK + 3)
    assert one.what == ("source", "file")


def few(day=120):
    """A carrier with some three scans a day, of parcels that stay open."""
    made = Made()
    for each in range(3 * day):
        at = START + each / 3 + (each * 7 % 24) / 24
        made.parcel((at, Milestone.PROCESSED, "DE", "Bonn"), carrier="small")
    return made


def test_three_scans_a_day_are_missed_after_days_not_after_hours():
    tracks = dark(few().tracks(), DARK + 12)
    assert found_in(tracks, DARK + 2) == ()
    (one,) = found_in(tracks, DARK + 7)
    assert one.what == ("source", "file")


def test_two_outages_in_the_weeks_before_hide_no_third():
    tracks = few().tracks()
    for before in (12, 24):
        late = (tracks.heard >= DARK - before) & (tracks.heard < DARK - before + 6)
        tracks = replace(tracks, heard=np.where(late, DARK - before + 6, tracks.heard))
    (one,) = found_in(dark(tracks, DARK + 12), DARK + 8)
    assert one.what == ("source", "file")


def test_a_parcel_without_a_scan_waits_for_the_source_that_tells_of_its_carrier():
    made = season(bag=8)
    row = made.parcel((DARK + 1, SAID_HANDED_OVER, "", "", ("source", "")))
    tracks = made.tracks()
    (one,) = found_in(dark(tracks, DARK + 9, tracks.source > 0), DARK + 3)
    assert row in one.rows


def test_before_the_first_news_there_is_no_outage():
    made = Made()
    for each in range(6):
        made.parcel((DARK + each / 9, SAID_HANDED_OVER, "", "", ("source", "")))
    assert found_in(made.tracks(), DARK + 9) == ()
