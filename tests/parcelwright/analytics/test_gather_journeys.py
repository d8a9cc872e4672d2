from datetime import date

import pyarrow as pa

from feed import event, on, parcel, tables
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather_journeys import journeys_from_table
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.interchange.bulk import read_columns
from parcelwright.parcels.events import EventTime, Milestone


def written(tmp_path, *times):
    lines = [f"LX1,{time},ACCEPTED,Paris" for time in times]
    path = tmp_path / "events.csv"
    path.write_text("\n".join(["tracking_number,occurred_at,milestone,place", *lines]) + "\n")
    return read_columns(path, "events")


def test_a_date_stays_a_date(tmp_path):
    found = journeys_from_table(written(tmp_path, "2026-01-05"), ["LX1"])["LX1"]
    assert found.events[0].occurred_at == EventTime.on(date(2026, 1, 5))
    assert found.events[0].place == "Paris"


def test_a_time_without_zone_stays_without_one(tmp_path):
    found = journeys_from_table(written(tmp_path, "2026-01-05T10:00:00"), ["LX1"])["LX1"]
    assert found.events[0].occurred_at == EventTime.parse("2026-01-05T10:00:00")


def test_an_instant_keeps_its_offset(tmp_path):
    found = journeys_from_table(written(tmp_path, "2026-01-05T10:00:00+08:00"), ["LX1"])["LX1"]
    assert found.events[0].occurred_at == EventTime.parse("2026-01-05T10:00:00+08:00")


def test_columns_count_a_date_as_its_noon(tmp_path):
    parcels, _ = tables([(parcel(accepted=None), [])])
    columns = columns_from_tables(parcels, written(tmp_path, "2026-01-05"), on(30))
    assert columns.accepted[0] == day_number(date(2026, 1, 5)) + 0.5


def test_times_as_text_are_read_as_well():
    events = pa.table(
        {
            "tracking_number": ["LX1", "LX1"],
            "occurred_at": ["2026-01-03T12:00:00Z", "no time"],
            "milestone": ["ACCEPTED", "DEPARTED"],
        }
    )
    parcels, _ = tables([(parcel(accepted=None), [])])
    assert columns_from_tables(parcels, events, on(30)).accepted[0] == day_number(on(2.5))


def test_a_parcel_without_events_has_an_empty_journey():
    _, events = tables([(parcel(), [event("LX1", 0, Milestone.ACCEPTED)])])
    found = journeys_from_table(events, ["LX1", "LX2"])
    assert (len(found["LX1"].events), found["LX2"].events) == (1, ())
