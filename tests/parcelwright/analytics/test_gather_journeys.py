from datetime import date

import pyarrow as pa

from feed import event, on, parcel, tables
from parcelwright.analytics.columns import Outcome, day_number
from parcelwright.analytics.gather_journeys import journeys_from_tables
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.table_columns import rows_of_events
from parcelwright.interchange.bulk import read_columns
from parcelwright.parcels.events import EventTime, Milestone


def written(tmp_path, *times):
    lines = [f"LX1,{time},ACCEPTED,Paris" for time in times]
    path = tmp_path / "events.csv"
    path.write_text("\n".join(["tracking_number,occurred_at,milestone,place", *lines]) + "\n")
    return read_columns(path, "events")


def journey_in(events):
    parcels, _ = tables([(parcel(accepted=None), [])])
    return journeys_from_tables(parcels, events, [0], on(30))[0]


def test_a_date_stays_a_date(tmp_path):
    found = journey_in(written(tmp_path, "2026-01-05"))
    assert found.events[0].occurred_at == EventTime.on(date(2026, 1, 5))
    assert found.events[0].place == "Paris"


def test_a_time_without_zone_stays_without_one(tmp_path):
    found = journey_in(written(tmp_path, "2026-01-05T10:00:00"))
    assert found.events[0].occurred_at == EventTime.parse("2026-01-05T10:00:00")


def test_an_instant_keeps_its_offset(tmp_path):
    found = journey_in(written(tmp_path, "2026-01-05T10:00:00+08:00"))
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
    parcels, _ = tables([(parcel("LX1"), []), (parcel("LX2"), [])])
    _, events = tables([(parcel(), [event("LX1", 0, Milestone.ACCEPTED)])])
    found = journeys_from_tables(parcels, events, [0, 1], on(30))
    assert (len(found[0].events), found[1].events) == (1, ())


def test_what_was_heard_of_later_is_in_no_journey():
    parcels, events = tables([
        (parcel(), [event("LX1", 0, Milestone.ACCEPTED), event("LX1", 5, Milestone.DELIVERED)])
    ])  # fmt: skip
    (found,) = journeys_from_tables(parcels, events, [0], on(4))
    assert [said.milestone for said in found.events] == [Milestone.ACCEPTED]


def used_twice():
    """One number on day 0 and again on day 400, listed the later first, with its scans."""
    said = [event("LX1", day, Milestone.ACCEPTED) for day in (0, 400)]
    said += [event("LX1", 9, Milestone.DELIVERED), event("LX1", 403, Milestone.DEPARTED)]
    return tables([(parcel(accepted=400), said), (parcel(accepted=0), [])])


def test_the_scans_of_a_number_used_again_join_the_latest_parcel_accepted_before_them():
    parcels, events = used_twice()
    assert rows_of_events(parcels, events).tolist() == [1, 0, 1, 0]
    columns = columns_from_tables(parcels, events, on(500))
    assert columns.outcome.tolist() == [Outcome.OPEN, Outcome.DELIVERED]


def test_scans_before_every_start_of_a_number_join_its_first_parcel():
    parcels, _ = used_twice()
    _, events = tables([(parcel(), [event("LX1", -9, Milestone.NOTICE)])])
    assert rows_of_events(parcels, events).tolist() == [1]


def test_a_parcel_listed_twice_has_its_scans_once():
    parcels, events = tables([(parcel(), [event("LX1", 0, Milestone.ACCEPTED)]), (parcel(), [])])
    assert rows_of_events(parcels, events).tolist() == [0]
