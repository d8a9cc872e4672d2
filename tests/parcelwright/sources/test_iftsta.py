"""What an IFTSTA says of each parcel, and what stays unknown."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright.parcels.events import Milestone
from parcelwright.sources import iftsta

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "iftsta"


def parse(body):
    """Parse the segments of one message, without its frame."""
    count = body.count("'") + 2
    return iftsta.parse(f"UNH+1+IFTSTA:D:01B:UN'{body}UNT+{count}+1'".encode(), NOW)


def sample(name):
    return iftsta.parse((PAYLOADS / name).read_bytes(), NOW)


def told(parsed):
    return [(each.tracking_number, each.milestone.value) for each in parsed.events]


def test_each_status_of_each_consignment_is_an_event_with_time_and_place():
    parsed = sample("two-consignments.edi")
    assert [
        (e.tracking_number, e.milestone.value, e.occurred_at.isoformat(), e.place, e.country)
        for e in parsed.events
    ] == [
        ("RR123456785CN", "ACCEPTED", "2026-02-20T15:30:00", "SHANGHAI", "CN"),
        ("RR123456785CN", "PROCESSED", "2026-02-21T11:05:00", "CNSHA", "CN"),
        ("LX123456785CN", "ADDRESS_PROBLEM", "2026-02-25T12:00:00+00:00", "FRANKFURT", "DE"),
    ]
    assert {event.carrier for event in parsed.events} == {"china-post"}
    assert parsed.problems == ()


def test_words_and_references_are_kept_with_their_released_signs():
    event = sample("two-consignments.edi").events[2]
    assert event.description == "House number missing: nobody knows ?"
    assert event.language == "en"
    assert dict(event.facts) == {"category": "1", "reason": "30", "reference_CU": "ORDER-7"}


def test_packages_of_a_consignment_get_the_status_each():
    parsed = sample("several-packages.edi")
    assert told(parsed) == [
        ("340123456789012345", "DELIVERED"),
        ("340123456789012352", "DELIVERED"),
        ("00340123456789012369", "DECLARED_LOST"),
    ]
    assert {dict(event.facts)["consignment"] for event in parsed.events} == {"40123456789"}
    assert parsed.events[0].place == "KÖLN"


def test_a_code_of_a_partners_own_list_stays_unknown_and_apart():
    parsed = sample("unknown-codes.edi")
    assert parsed.unknown_codes == {("iftsta.partner", "VD"): 1, ("iftsta.rec24", "999"): 1}
    assert dict(parsed.events[0].facts)["code_list"] == "22"


def test_a_partners_twenty_one_is_no_delivery():
    parsed = parse("CNI+1+A1'STS+1+21:ABC:87'")
    assert told(parsed) == [("A1", "UNKNOWN")]


@pytest.mark.parametrize("agency", ["6", "9"])
def test_codes_of_the_un_and_gs1_are_those_of_the_recommendation(agency):
    assert told(parse(f"CNI+1+A1'STS+1+21::{agency}'")) == [("A1", "DELIVERED")]


@pytest.mark.parametrize(
    ("status", "reason", "milestone"),
    [
        ("23", "30", "ADDRESS_PROBLEM"),
        ("23", "90", "REFUSED"),
        ("23", "33", "DECLARED_LOST"),
        ("23", "63", "DELIVERY_ATTEMPTED"),
        ("20", "59", "INVESTIGATION"),
        ("21", "14", "DELIVERED"),
        ("999", "33", "UNKNOWN"),
        ("23", "33:X:87", "DELIVERY_ATTEMPTED"),
    ],
)
def test_a_reason_sharpens_only_a_status_that_something_went_wrong(status, reason, milestone):
    assert told(parse(f"CNI+1+A1'STS+1+{status}+{reason}'")) == [("A1", milestone)]


@pytest.mark.parametrize("code", ["1", "24", "16", "45"])
def test_an_arrival_without_a_country_is_no_arrival_in_the_destination(code):
    assert told(parse(f"CNI+1+A1'STS+1+{code}'")) == [("A1", "PROCESSED")]


def test_a_change_of_status_is_the_time_of_an_event_and_estimates_are_not():
    parsed = parse(
        "CNI+1+A1'STS+1+31'DTM+132:20260310:102'DTM+9:20260302:102'DTM+334:20260301:102'"
        "STS+1+31'DTM+132:20260310:102'"
    )
    assert [e.occurred_at and e.occurred_at.isoformat() for e in parsed.events] == [
        "2026-03-01",
        None,
    ]
    assert dict(parsed.events[1].facts)["date_132"] == "20260310"


def test_dates_and_places_of_a_vehicle_are_not_those_of_the_parcel():
    parsed = parse(
        "CNI+1+A1'STS+1+24'DTM+334:20260301:102'LOC+9+DEHAM:139:6'"
        "TDT+20+V1'DTM+178:20260401:102'LOC+11+USNYC:139:6:NEW YORK'"
    )
    [event] = parsed.events
    assert (event.occurred_at.isoformat(), event.place, event.country) == (
        "2026-03-01", "DEHAM", "DE",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("CNI+1+A1'STS+1+13'RFF+AWB:999'", "999"),
        ("CNI+1+A1'RFF+CN:888'STS+1+13'", "A1"),
        ("CNI+1'RFF+CN:888'STS+1+13'", "888"),
        ("RFF+AAM:777'CNI+1'STS+1+13'", "777"),
        ("RFF+CU:ORDER'CNI+1+A1'STS+1+13'RFF+CU:LINE'", "A1"),
        ("CNI+1+A1'STS+1+13'PCI+33E+JD014600003RU'", "JD014600003RU"),
        ("CNI+1+A1'STS+1+13'PCI+33E+FRAGILE GLASS'", "A1"),
    ],
)
def test_the_nearest_number_of_a_parcel_counts(body, number):
    assert [event.tracking_number for event in parse(body).events] == [number]


def test_references_of_one_consignment_do_not_reach_the_next():
    parsed = parse("CNI+1'RFF+CN:888'STS+1+13'CNI+2'STS+1+13'")
    assert [event.tracking_number for event in parsed.events] == ["888", ""]
    assert [problem.where for problem in parsed.problems] == ["segment 6 (STS)"]


def test_a_carrier_without_a_slug_of_ours_is_kept_by_its_name():
    [event] = parse("NAD+CA+XYZ:160:87++Rapid Nowhere'CNI+1+A1'STS+1+13'").events
    assert (event.carrier, dict(event.facts)["carrier_name"]) == ("", "Rapid Nowhere")


def test_names_of_recipients_are_not_taken_over():
    [event] = parse("CNI+1+A1'STS+1+21'NAD+CN+++ERIKA MUSTERMANN'").events
    assert "MUSTERMANN" not in repr(event)


def test_a_status_that_is_cut_off_is_no_other_status():
    body = b"UNH+1+IFTSTA:D:01B:UN'CNI+1+A1'STS+1+2"
    parsed = iftsta.parse(body, NOW)
    assert parsed.events == ()
    assert [problem.where for problem in parsed.problems] == ["segment 3 (STS)", "segment 1 (UNH)"]


def test_another_message_in_the_file_is_listed_not_read():
    body = b"UNH+1+COARRI:D:00B:UN'CNI+1+A1'STS+1+21'UNT+4+1'"
    parsed = iftsta.parse(body, NOW)
    assert parsed.events == ()
    assert [problem.what for problem in parsed.problems] == [
        "a message of type COARRI is not read here"
    ]


def test_an_unmapped_code_is_never_movement():
    assert not Milestone.UNKNOWN.is_scan
    assert {e.milestone for e in parse("CNI+1+A1'STS+1+777'FTX+AAI+++Bewegung'").events} == {
        Milestone.UNKNOWN
    }
