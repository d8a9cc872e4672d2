import hashlib
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.events import Milestone, ParcelHint, Parsed, Problem, TrackingEvent
from parcelwright.watch.notes import Note, read_note, write_notes
from parcelwright.watch.telling import digests_of

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_note_becomes_a_dated_event_that_names_the_source_and_proves_no_custody():
    body = write_notes([Note(number="RV1", code="stopped", source="17track", why="It stopped.")])
    [event] = read_note(body, NOW).events
    assert event.milestone is Milestone.SOURCE_STOPPED
    assert not event.milestone.is_scan
    assert event.occurred_at is not None
    assert event.occurred_at.utc == NOW
    assert (event.tracking_number, event.description) == ("RV1", "It stopped.")
    assert (event.source, event.facts) == ("watch", (("source", "17track"),))


def test_each_code_has_its_milestone():
    notes = [Note(number="RV1", code=code, source="x") for code in ("not_found", "silent")]
    found = [event.milestone for event in read_note(write_notes(notes), NOW).events]
    assert found == [Milestone.NOT_FOUND, Milestone.SOURCE_SILENT]


def test_a_strange_code_is_a_problem():
    body = write_notes([Note(number="RV1", code="bored", source="x")])
    found = read_note(body, NOW)
    assert found.events == ()
    assert found.problems == (Problem("note", "'bored' is no standing"),)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(body):
    assert read_note(body, None).events == ()


def event(number="RV1", **fields):
    return TrackingEvent(tracking_number=number, source="x", code="A", **fields)


def test_what_is_told_of_one_number_does_not_change_the_digest_of_another():
    before = digests_of(Parsed(events=(event(), event("RV2"))), ["RV1", "RV2"])
    after = digests_of(Parsed(events=(event(), event("RV2", place="Berlin"))), ["RV1", "RV2"])
    assert before["RV1"] == after["RV1"]
    assert before["RV2"] != after["RV2"]


def test_neither_order_nor_the_moment_of_hearing_is_news():
    one = Parsed(events=(event(place="A"), event(place="B")))
    other = Parsed(events=(event(place="B", received_at=NOW), event(place="A")))
    assert digests_of(one, ["RV1"]) == digests_of(other, ["RV1"])


def test_a_hint_and_a_problem_are_news():
    empty = digests_of(Parsed(), ["RV1"])["RV1"]
    assert empty == ""
    hint = ParcelHint(tracking_number="RV1", last_mile_number="420")
    assert digests_of(Parsed(hints=(hint,)), ["RV1"])["RV1"] != ""
    problem = digests_of(Parsed(problems=(Problem("x", "y"),)), ["RV1"])["RV1"]
    assert problem == hashlib.sha256(b'["x","y"]').hexdigest()
