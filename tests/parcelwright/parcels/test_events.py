from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.events import (
    EventTime,
    Milestone,
    Parsed,
    Stage,
    TimeKind,
    TrackingEvent,
)


@pytest.mark.parametrize(
    ("text", "kind", "utc"),
    [
        ("2026-01-05T10:00:00+08:00", TimeKind.INSTANT, datetime(2026, 1, 5, 2, tzinfo=UTC)),
        ("2026-01-05T10:00:00Z", TimeKind.INSTANT, datetime(2026, 1, 5, 10, tzinfo=UTC)),
        ("2026-01-05 10:00:00 -0330", TimeKind.INSTANT, datetime(2026, 1, 5, 13, 30, tzinfo=UTC)),
        ("2026-01-05T10:00", TimeKind.LOCAL, datetime(2026, 1, 5, 10, tzinfo=UTC)),
        ("2026-01-05T10:00:00.123", TimeKind.LOCAL, datetime(2026, 1, 5, 10, tzinfo=UTC)),
        ("2026-01-05", TimeKind.DATE, datetime(2026, 1, 5, 12, tzinfo=UTC)),
    ],
)
def test_a_time_keeps_exactly_the_precision_it_was_written_with(text, kind, utc):
    moment = EventTime.parse(text)
    assert moment is not None
    assert (moment.kind, moment.utc) == (kind, utc)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-13-01", "2026-01-05T25:00", "05/01/2026", "2026-01-05T10:00+15:30"],
)
def test_a_text_that_is_no_iso_time_gives_no_time(text):
    assert EventTime.parse(text) is None


def test_a_local_time_is_written_without_a_zone():
    moment = EventTime.parse("2026-01-05 10:00")
    assert moment is not None
    assert moment.isoformat() == "2026-01-05T10:00:00"


def test_the_day_of_an_instant_is_the_day_at_its_place():
    moment = EventTime.at(datetime(2026, 1, 5, 20, tzinfo=UTC), offset_min=480)
    assert moment.day == date(2026, 1, 6)


@given(
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)),
    st.integers(min_value=-720, max_value=840),
)
def test_a_time_reads_back_as_it_was_written(wall, offset):
    wall = wall.replace(microsecond=0)
    for moment in (
        EventTime(wall, TimeKind.INSTANT, offset),
        EventTime(wall, TimeKind.LOCAL),
        EventTime.on(wall.date()),
    ):
        assert EventTime.parse(moment.isoformat()) == moment


def test_an_instant_needs_an_offset():
    with pytest.raises(ValueError, match="offset"):
        EventTime(datetime(2026, 1, 5), TimeKind.INSTANT)


def test_the_same_statement_heard_twice_has_the_same_digest():
    first = TrackingEvent(tracking_number="RR1", code="A", source="17track", payload_digest="x")
    again = TrackingEvent(
        tracking_number="RR1",
        code="A",
        source="17track",
        payload_digest="y",
        received_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert first.digest == again.digest


def test_another_place_makes_another_statement():
    paris = TrackingEvent(tracking_number="RR1", code="A", place="Paris")
    rome = TrackingEvent(tracking_number="RR1", code="A", place="Rome")
    assert paris.digest != rome.digest


def statement(**more) -> TrackingEvent:
    return TrackingEvent(**{"tracking_number": "RR1", "source": "17track", "code": "A", **more})


def test_another_meaning_of_the_same_code_is_the_same_statement():
    read = statement(milestone=Milestone.SCANNED)
    corrected = statement(milestone=Milestone.HELD, own_meaning=True)
    assert read.digest == corrected.digest


def test_the_same_code_of_another_list_is_another_statement():
    assert statement(code_table="ups.status").digest != statement(code_table="ups.alert").digest


def test_words_tell_statements_apart_that_share_a_status_of_many_carriers():
    arrived = statement(code_table="17track.stage", carrier="usps", description="Arrived")
    left = statement(code_table="17track.stage", carrier="usps", description="Left")
    assert arrived.digest != left.digest


def test_spacing_and_capitals_of_words_make_no_other_statement():
    assert (
        statement(description="Arrived at  hub").digest
        == statement(description="ARRIVED at hub ").digest
    )


def test_new_words_to_a_code_of_the_carrier_make_no_other_statement():
    short = statement(code_table="usps.event", carrier="usps", description="Delivered")
    long = statement(code_table="usps.event", carrier="usps", description="Delivered, Front Door")
    assert short.digest == long.digest


def test_new_words_to_the_state_of_a_whole_parcel_make_no_other_statement():
    scope = (("scope", "parcel"),)
    assert statement(facts=scope).digest == statement(facts=scope, description="On its way").digest


def test_the_codes_as_sent_identify_a_statement_whatever_list_it_was_read_by():
    sent = (("sent_codes", "aftership/InTransit_001/InTransit/03"),)
    read_by_status = statement(code_table="aftership.subtag", code="InTransit_001", facts=sent)
    read_by_carrier = statement(code_table="usps.event", code="03", carrier="usps", facts=sent)
    assert read_by_status.digest == read_by_carrier.digest


def test_where_nothing_but_a_milestone_was_said_it_is_the_statement():
    left = statement(code="", milestone=Milestone.DEPARTED)
    assert left.digest != statement(code="", milestone=Milestone.ARRIVED).digest


def test_an_unknown_code_is_no_scan_and_names_no_stage():
    assert not Milestone.UNKNOWN.is_scan
    assert Milestone.UNKNOWN.stage is None


def test_a_buyers_report_proves_nothing_about_custody():
    assert not Milestone.REPORTED_NOT_RECEIVED.is_scan


def test_every_closing_milestone_stands_in_the_closed_stage():
    closing = [mark for mark in Milestone if mark.closes]
    assert {mark.stage for mark in closing} == {Stage.CLOSED}
    assert len(closing) == 7


def test_unknown_codes_are_counted_by_their_table():
    event = TrackingEvent(tracking_number="RR1", code="X9", code_table="aftership.subtag")
    assert Parsed(events=(event, event)).unknown_codes == {("aftership.subtag", "X9"): 2}


@given(
    st.from_regex(
        r"20[0-9]{2}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9]"
        r"(Z|[+-][01][0-9]:[0-9]{2}|\.123456)?",
        fullmatch=True,
    )
)
def test_blanks_around_a_time_change_nothing(text):
    assert EventTime.parse(text) == EventTime.parse(f" {text} ")
