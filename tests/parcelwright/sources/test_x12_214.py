"""What an X12 214 says of each shipment and package."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright.sources import x12_214

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "x12-214"


def parse(body):
    """Parse the segments of one transaction set, without its frame."""
    count = body.count("~") + 2
    return x12_214.parse(f"ST*214*1~{body}SE*{count}*1~".encode(), NOW)


def sample(name):
    return x12_214.parse((PAYLOADS / name).read_bytes(), NOW)


def told(parsed):
    return [(each.tracking_number, each.milestone.value) for each in parsed.events]


def times(parsed):
    return [each.occurred_at and each.occurred_at.isoformat() for each in parsed.events]


def test_statuses_have_the_number_carrier_time_and_place_of_their_shipment():
    parsed = sample("parcel.x12")
    assert told(parsed) == [
        ("1Z999AA10123456784", "ACCEPTED"),
        ("1Z999AA10123456784", "NOTICE"),
        ("1Z999AA10123456784", "ADDRESS_PROBLEM"),
        ("1Z999AA10123456784", "DELIVERED"),
    ]
    assert times(parsed) == [
        "2026-03-01T09:30:00-05:00", None, "2026-03-02T10:10:00", "2026-03-03T15:12:33-05:00",
    ]  # fmt: skip
    assert {event.carrier for event in parsed.events} == {"ups"}
    assert (parsed.events[3].place, parsed.events[3].country) == ("DALLAS, TX", "US")
    assert parsed.problems == ()


def test_an_appointment_lies_ahead_and_moves_nothing():
    event = sample("parcel.x12").events[1]
    assert (event.code_table, event.code) == ("x12-214.appointment", "AB")
    assert dict(event.facts)["planned_for"] == "2026-03-03T12:00:00"


def test_an_estimate_has_no_time_of_its_own():
    [event] = parse("B10*A1*S*ABCD~LX*1~AT7*AG*NS***20260309*1200*LT~").events
    assert (event.milestone.value, event.occurred_at) == ("NOTICE", None)
    assert dict(event.facts)["planned_for"] == "2026-03-09T12:00:00"


def test_a_status_without_any_code_keeps_its_time_and_is_unknown():
    parsed = parse("B10*A1*S*ABCD~LX*1~AT7*****20260309*1200*LT~")
    assert (told(parsed), times(parsed)) == ([("A1", "UNKNOWN")], ["2026-03-09T12:00:00"])


def test_each_loop_and_package_has_its_own_number():
    parsed = sample("several-shipments.x12")
    assert told(parsed) == [
        ("0045512-1", "SCANNED"),
        ("0045512-2", "DELAYED"),
        ("0045512-3", "DELAYED"),
        ("0045512-4", "DAMAGED"),
        ("0045512-5", "CUSTOMS_STARTED"),
    ]
    assert parsed.problems == ()


def test_the_older_release_has_its_century_apart():
    assert times(sample("old-and-unknown.x12")) == ["1999-02-15T09:30:00", "1999-02-14T08:00:00"]


def test_unknown_codes_and_time_codes_are_listed():
    parsed = sample("old-and-unknown.x12")
    assert parsed.unknown_codes == {("x12-214.status", "QQ"): 1}
    assert [problem.what for problem in parsed.problems] == [
        "'ZZ' is no time code we know; the zone is left open"
    ]


def test_a_truck_at_the_sender_is_no_proof_that_it_took_the_parcel():
    [event] = parse("B10*A1*S*ABCD~LX*1~AT7*X3*NS***20260301*0800*LT~").events
    assert not event.milestone.is_scan


@pytest.mark.parametrize(
    ("code", "clock", "read"),
    [
        ("LT", "0800", "2026-01-15T08:00:00"),
        ("", "0800", "2026-01-15T08:00:00"),
        ("UT", "080015", "2026-01-15T08:00:15+00:00"),
        ("GM", "08001599", "2026-01-15T08:00:15+00:00"),
        ("ET", "0800", "2026-01-15T08:00:00-05:00"),
        ("ES", "0800", "2026-01-15T08:00:00-05:00"),
        ("ED", "0800", "2026-01-15T08:00:00-04:00"),
        ("NT", "0800", "2026-01-15T08:00:00-03:30"),
        ("08", "0800", "2026-01-15T08:00:00+08:00"),
        ("16", "0800", "2026-01-15T08:00:00-09:00"),
        ("24", "0800", "2026-01-15T08:00:00-01:00"),
    ],
)
def test_time_codes_say_how_far_from_greenwich(code, clock, read):
    parsed = parse(f"B10*A1*S*ABCD~LX*1~AT7*X6*NS***20260115*{clock}*{code}~")
    assert times(parsed) == [read]
    assert parsed.problems == ()


def test_wall_time_follows_summer_time_and_standard_time_does_not():
    body = "B10*A1*S*ABCD~LX*1~AT7*X6*NS***20260715*0800*PT~AT7*X6*NS***20260715*0900*PS~"
    assert times(parse(body)) == ["2026-07-15T08:00:00-07:00", "2026-07-15T09:00:00-08:00"]


def test_six_digits_without_a_century_are_of_this_one():
    assert times(parse("B10*A1*S*ABCD~LX*1~AT7*X6*NS***260115*0800*LT~")) == ["2026-01-15T08:00:00"]


def test_a_time_that_is_none_is_noted_and_the_event_kept():
    parsed = parse("B10*A1*S*ABCD~LX*1~AT7*X6*NS***20261315*0800*LT~AT7*X6*NS***20260115*2561~")
    assert times(parsed) == [None, None]
    assert [problem.where for problem in parsed.problems] == ["segment 4 (AT7)", "segment 5 (AT7)"]


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("B10*PRO1*SHIP1*ABCD~LX*1~AT7*X6*NS~", "PRO1"),
        ("B10**SHIP1*ABCD~LX*1~AT7*X6*NS~", "SHIP1"),
        ("B10*PRO1*SHIP1*ABCD~L11*1Z1*2I~LX*1~AT7*X6*NS~", "1Z1"),
        ("B10*PRO1*SHIP1*ABCD~LX*1~AT7*X6*NS~L11*1Z2*2I~", "1Z2"),
        ("B10*PRO1*SHIP1*ABCD~LX*1~AT7*X6*NS~MAN*CP*1Z3~", "1Z3"),
        ("B10*PRO1*SHIP1*ABCD~LX*1~AT7*X6*NS~L11*PO1*PO~", "PRO1"),
    ],
)
def test_the_nearest_number_counts(body, number):
    assert [event.tracking_number for event in parse(body).events] == [number]


def test_a_status_without_any_number_is_kept_and_noted():
    parsed = parse("LX*1~AT7*X6*NS~")
    assert told(parsed) == [("", "SCANNED")]
    assert [problem.where for problem in parsed.problems] == ["segment 2 (LX)"]


def test_remarks_are_words_of_a_single_status_and_a_fact_of_several():
    one = parse("B10*A1*S*A~LX*1~AT7*SD*NS~K1*TRUCK BROKE DOWN*AGAIN~").events
    two = parse("B10*A1*S*A~LX*1~AT7*SD*NS~AT7*X6*NS~K1*TRUCK BROKE DOWN~").events
    assert [event.description for event in one] == ["TRUCK BROKE DOWN AGAIN"]
    assert [(e.description, dict(e.facts)["remarks"]) for e in two] == 2 * [
        ("", "TRUCK BROKE DOWN")
    ]


def test_a_set_without_end_or_with_a_wrong_count_is_read_and_noted():
    body = b"ST*214*1~B10*A1*S*A~LX*1~AT7*D1*NS~ST*214*2~B10*A2*S*A~LX*1~AT7*D1*NS~SE*9*2~"
    parsed = x12_214.parse(body, NOW)
    assert told(parsed) == [("A1", "DELIVERED"), ("A2", "DELIVERED")]
    assert [(p.where, p.what) for p in parsed.problems] == [
        ("segment 1 (ST)", "it has no end (SE); what came after it may be missing"),
        ("segment 9 (SE)", "it counts 9 segments, 5 are there"),
    ]


def test_a_status_that_is_cut_off_is_not_read():
    parsed = x12_214.parse(b"ST*214*1~B10*A1*S*A~LX*1~AT7*D1*NS***2026030", NOW)
    assert parsed.events == ()
    assert [problem.where for problem in parsed.problems] == ["segment 4 (AT7)", "segment 1 (ST)"]


def test_another_transaction_set_is_listed_not_read():
    parsed = x12_214.parse(b"ST*210*1~B3*A~SE*3*1~", NOW)
    assert parsed.events == ()
    assert [problem.what for problem in parsed.problems] == [
        "a transaction set 210 is not read here"
    ]
