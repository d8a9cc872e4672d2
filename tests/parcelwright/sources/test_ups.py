from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carrier_answers import ACCESS, parsed, reply, sample, standings, story
from parcelwright.asking.calls import Asked
from parcelwright.asking.replies import TroubleKind
from parcelwright.parcels.events import Milestone
from parcelwright.sources import ups

M = Milestone
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "ups"
STORY = {
    "label": ("ups.manifest", "MP", M.LABEL_CREATED),
    "out-for-delivery": ("ups.movement", "OT", M.OUT_FOR_DELIVERY),
    "delivered": ("ups.status", "11", M.DELIVERED),
    "missorted": ("ups.package_exception", "34", M.MISSORTED),
    "search-for-lost": ("ups.package_exception", "UO", M.INVESTIGATION),
    "void": ("ups.manifest", "VP", M.CANCELLED),
    "unknown-code": ("ups.package_exception", "Q?", M.UNKNOWN),
    "by-words": ("ups.delivery", "??", M.DELIVERED),
}


def parse(name):
    return ups.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


def one(**root):
    body = {"trackingNumber": "1Z1", "activityStatus": {"type": "I", "code": "AR"}} | root
    return ups.parse(json.dumps(body).encode(), NOW)


def status(kind, code="", coarse=""):
    activity = {"type": kind, "code": code, "descriptionCode": coarse}
    return one(activityStatus=activity).events[0]


@pytest.mark.parametrize("name", STORY)
def test_a_payload_tells_its_story(name):
    [event] = parse(name).events
    assert (event.code_table, event.code, event.milestone) == STORY[name]


def test_every_payload_has_its_story():
    posted = {file.stem for file in PAYLOADS.glob("*.json") if not file.stem.startswith("track-")}
    assert posted == set(STORY)


def test_the_same_code_means_another_thing_under_another_type():
    assert status("X", "DP").milestone is not status("I", "DP").milestone
    assert status("M", "DP").milestone is M.LABEL_CREATED


@pytest.mark.parametrize(
    ("kind", "milestone"),
    [("M", M.LABEL_CREATED), ("MV", M.CANCELLED), ("I", M.SCANNED), ("U", M.NOTICE)],
)
def test_a_type_speaks_where_there_is_no_code(kind, milestone):
    assert status(kind).milestone is milestone


def test_the_type_of_deliveries_alone_delivers_nothing():
    assert status("D").milestone is M.UNKNOWN


def test_an_unknown_code_is_no_movement_whatever_its_type():
    assert status("I", "Q?").milestone is M.UNKNOWN


def test_a_type_that_nobody_knows_keeps_its_code():
    event = status("Z", "AR")
    assert (event.milestone, event.code) == (M.UNKNOWN, "AR")


def test_the_zone_is_the_difference_to_greenwich():
    assert parse("delivered").events[0].occurred_at.isoformat() == "2026-04-23T09:50:04-04:00"


def test_a_clock_that_lost_its_zero_is_read():
    assert parse("missorted").events[0].occurred_at.isoformat() == "2026-04-23T06:15:19-04:00"


def test_times_that_do_not_fit_leave_a_time_without_zone():
    parsed = parse("by-words")
    assert parsed.events[0].occurred_at.isoformat() == "2026-04-23T09:15:19"
    assert [problem.where for problem in parsed.problems] == ["gmtActivityTime"]


def test_a_day_without_a_clock_is_a_day():
    assert parse("unknown-code").events[0].occurred_at.isoformat() == "2026-04-23"


def test_an_absurd_day_is_noted():
    parsed = one(localActivityDate="2026")
    assert parsed.events[0].occurred_at is None
    assert [problem.where for problem in parsed.problems] == ["localActivityDate"]


def test_the_key_in_the_header_is_the_proof():
    assert ups.verify(b"{}", {"X-API-Key": "key"}, ("next", "key")) is True
    assert ups.verify(b"{}", {"X-API-Key": "key2"}, ("key",)) is False


def track(*packages, inquiry="1Z1"):
    shipment = {"inquiryNumber": inquiry, "package": list(packages)}
    return {"trackResponse": {"shipment": [shipment]}}


def package(number, *activities, **more):
    return {"trackingNumber": number, "activity": list(activities)} | more


def activity(kind, code, **more):
    status = {"type": kind, "code": code, "description": more.pop("words", "")}
    return {"date": "20260506", "time": "101500", "status": status} | more


def test_track_tells_its_story_by_the_list_of_each_type():
    assert story(sample(ups, "track-missorted")) == [
        ("34", "MISSORTED", "2026-05-07T15:30:00-04:00"),
        ("AR", "PROCESSED", "2026-05-07T03:47:00-04:00"),
        ("DP", "PROCESSED", "2026-05-06T22:15:00-04:00"),
        ("AR", "NOTICE", "2026-05-06T12:00:00-04:00"),
        ("MP", "LABEL_CREATED", "2026-05-05T08:10:00-04:00"),
    ]


def test_a_logical_scan_is_data_and_never_custody():
    event = sample(ups, "track-missorted").events[3]
    assert (
        dict(event.facts).items() >= {"logical_scan": "yes", "without_proof": "PROCESSED"}.items()
    )
    assert event.milestone.is_scan is False


def test_a_logical_scan_is_no_custody_by_its_words_either():
    body = track(package("1Z1", activity("I", "??", words="Delivered", logicalScan=True)))
    assert [event.milestone for event in parsed(ups, body, "1Z1").events] == [M.NOTICE]


def test_a_logical_label_stays_a_label():
    body = track(package("1Z1", activity("M", "MP", logicalScan=True)))
    assert [event.milestone for event in parsed(ups, body, "1Z1").events] == [M.LABEL_CREATED]


def test_the_hint_of_a_package_names_the_post_that_delivers_it():
    more = {
        "alternateTrackingNumber": [{"number": "92419900000033499522966220", "type": "USPS_PIC"}],
        "weight": {"weight": "2.00", "unitOfMeasurement": "LBS"},
        "service": {"description": "UPS SurePost"},
        "packageAddress": [{"type": "DESTINATION", "address": {"countryCode": "US"}}],
    }
    [hint] = parsed(ups, track(package("1Z1", **more)), "1Z1").hints
    assert (hint.last_mile_carrier, hint.last_mile_number) == ("usps", "92419900000033499522966220")
    assert (hint.weight_g, hint.service, hint.destination_country) == (907, "UPS SurePost", "US")


def test_of_several_packages_only_those_asked_about_are_told():
    body = track(package("1Z1", activity("I", "AR")), package("1Z2", activity("I", "DP")))
    found = parsed(ups, body, "1Z1")
    assert [event.tracking_number for event in found.events] == ["1Z1"]
    assert [problem.where for problem in found.problems] == ["1Z2"]


def test_a_single_package_is_the_one_that_was_asked_about_by_another_number():
    body = track(package("1Z1", activity("I", "AR")), inquiry="92419900000033499522966220")
    found = parsed(ups, body, "92419900000033499522966220")
    assert [event.tracking_number for event in found.events] == ["92419900000033499522966220"]


def test_a_warning_in_a_good_answer_is_not_found():
    warning = {"code": "TW0001", "message": "Tracking Information Not Found"}
    body = {"trackResponse": {"shipment": [{"inquiryNumber": "1Z1", "warnings": [warning]}]}}
    assert standings(ups, body, "1Z1") == {"1Z1": "not found"}
    assert parsed(ups, body, "1Z1").problems == ()


def test_another_warning_is_no_absence():
    body = {"trackResponse": {"shipment": [{"inquiryNumber": "1Z1", "warnings": [{"code": "?"}]}]}}
    assert standings(ups, body, "1Z1") == {}


def test_errors_of_404_are_not_found():
    body = {"response": {"errors": [{"code": "TV1002", "message": "Not found"}]}}
    assert standings(ups, body, "1Z1", status=404) == {"1Z1": "not found"}


def test_a_blocked_seller_is_bad_access():
    body = {"response": {"errors": [{"code": "250050", "message": "Blocked"}]}}
    assert reply(ups, body, "1Z1", status=403).trouble.kind is TroubleKind.BAD_ACCESS


def test_a_question_names_itself_and_its_number():
    [call] = ups.read_calls((Asked(number="1Z1"),), ACCESS)
    assert call.url == (
        "https://carrier.example/api/track/v1/details/1Z1"
        "?locale=en_US&returnSignature=false&returnMilestones=false"
    )
    assert dict(call.headers)["transactionSrc"] == "parcelwright"
    assert dict(call.headers)["Authorization"] == "Bearer t"
