import copy
import pickle
from dataclasses import replace
from datetime import UTC, datetime

from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent

EVENT = TrackingEvent(
    tracking_number="RV482917305CN",
    occurred_at=EventTime.parse("2026-11-01T08:00:00+08:00"),
    milestone=Milestone.ACCEPTED,
    code="A1",
    source="file",
)


def test_a_changed_copy_is_the_one_that_replacing_fields_makes():
    changed = EVENT.but(code="B2", place="Yiwu")
    assert changed == replace(EVENT, code="B2", place="Yiwu")
    assert EVENT.code == "A1"


def test_a_changed_copy_has_the_digest_of_what_it_says_now():
    before = EVENT.digest
    assert EVENT.but(code="B2").digest == replace(EVENT, code="B2").digest != before


def test_a_digest_that_is_kept_is_no_part_of_what_makes_events_equal():
    other = replace(EVENT)
    assert EVENT.digest
    assert "digest" not in vars(other)
    assert other == EVENT
    assert hash(other) == hash(EVENT)


def test_a_time_whose_instant_was_asked_for_is_still_the_same_time():
    asked, fresh = (
        EventTime.parse("2026-11-01T08:00+08:00"),
        EventTime.parse("2026-11-01T08:00+0800"),
    )
    assert asked.utc == datetime(2026, 11, 1, 0, tzinfo=UTC)
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    assert repr(asked) == repr(fresh)
    assert pickle.loads(pickle.dumps(asked)) == copy.deepcopy(fresh)


def test_a_milestone_is_found_among_texts_by_its_own():
    assert hash(Milestone.ACCEPTED) == hash("ACCEPTED")
    assert {"ACCEPTED": 1}[Milestone.ACCEPTED] == 1
