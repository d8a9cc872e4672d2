from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from parcelwright.asking.calls import Access, Answer, Asked
from parcelwright.asking.replies import Standing, TroubleKind
from parcelwright.parcels.events import Milestone
from parcelwright.sources import yunexpress

M = Milestone
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ACCESS = Access(
    base_url="https://a.example", values={"app_secret": "secret-1"}, token="token-1", at=NOW
)
NUMBER = "YT2600000000000001"
EVENT = {
    "process_time": "2026-03-02T18:00:00.000Z",
    "process_utc_time": "2026-03-02T10:00:00.000Z",
    "track_node_code": "PICKED_UP",
    "process_content": "Picked up",
}


def parsed(*events, asked=(NUMBER,), status="T", **track):
    entry = {
        "order_number": NUMBER,
        "package_status": status,
        "track_Info": track | {"track_events": [EVENT | event for event in events]},
    }
    body = json.dumps({"success": True, "result": [entry]}).encode()
    return yunexpress.parse_answer(body, NOW, asked)


def reply(value):
    [call] = yunexpress.read_calls([Asked(number=NUMBER)], ACCESS)
    answer = Answer(status=200, received_at=NOW, body=json.dumps(value).encode())
    return yunexpress.reply_of(call, answer)


def token_of(value):
    answer = Answer(status=200, received_at=NOW, body=json.dumps(value).encode())
    return yunexpress.token_of(answer)


def test_the_call_is_signed_over_date_method_and_path():
    """The signature was worked out with openssl over the text that clients sign."""
    [call] = yunexpress.read_calls([Asked(number=NUMBER)], ACCESS)
    assert call.url == f"https://a.example/v1/track-service/info/get?order_number={NUMBER}"
    headers = dict(call.headers)
    assert (headers["token"], headers["date"]) == ("token-1", "1780315200000")
    assert headers["sign"] == "IZnwvVSfam5Fjh9qq41//wg1CsqmzDmgP9MoZ8LaHtM="


def test_the_zone_is_the_difference_of_both_clocks():
    [event] = parsed({}).events
    assert event.occurred_at.isoformat() == "2026-03-02T18:00:00+08:00"


@pytest.mark.parametrize("utc", [None, "2026-03-02T10:20:00.000Z"], ids=["none", "does not fit"])
def test_a_clock_whose_moment_is_not_told_has_no_zone(utc):
    [event] = parsed({"process_utc_time": utc}).events
    assert event.occurred_at.isoformat() == "2026-03-02T18:00:00"


def test_the_moment_alone_is_a_time_in_utc():
    [event] = parsed({"process_time": None}).events
    assert event.occurred_at.isoformat() == "2026-03-02T10:00:00+00:00"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Out for delivery", M.OUT_FOR_DELIVERY),
        ("Delivery attempt failed", M.DELIVERY_ATTEMPTED),
        ("DELIVERY_ATTEMPT", M.UNKNOWN),
    ],
)
def test_the_words_of_a_disputed_node_decide(words, meant):
    [event] = parsed({"track_node_code": "DELIVERY_ATTEMPT", "process_content": words}).events
    assert event.milestone is meant


@pytest.mark.parametrize("node", ["RETURNED", "RETURNED_TO_SENDER"])
def test_a_return_that_may_be_under_way_does_not_end_the_journey(node):
    [event] = parsed({"track_node_code": node}).events
    assert event.milestone is M.RETURNING


def test_ready_at_a_cargo_terminal_is_not_ready_for_the_recipient():
    [event] = parsed({"track_node_code": "READY_FOR_PICKUP", "process_content": ""}).events
    assert event.milestone is M.SCANNED


def test_a_new_number_is_no_scan():
    [event] = parsed({"track_node_code": "CHANGE_WAYBILL_INFO", "process_content": ""}).events
    assert event.milestone is M.NOTICE


def test_the_tracking_number_is_the_number_of_the_last_mile():
    [hint] = parsed({}, tracking_number="3SWLT0000000001", last_mile_name="PostNL").hints
    assert (hint.last_mile_number, hint.last_mile_carrier) == ("3SWLT0000000001", "postnl")


def test_a_state_that_ends_the_journey_is_kept_where_no_event_says_so():
    states = [e for e in parsed({}, status="D").events if ("scope", "parcel") in e.facts]
    assert [state.milestone for state in states] == [M.DELIVERED]


def test_a_state_that_says_no_more_than_the_events_is_left_out():
    assert [e.milestone for e in parsed({}, status="T").events] == [M.ACCEPTED]


@pytest.mark.parametrize(
    ("entry", "standing"),
    [
        ({"package_status": "N"}, Standing.NOT_FOUND),
        ({"package_status": "F"}, Standing.NOT_YET),
        ({"package_status": "F", "track_Info": {"track_events": []}}, Standing.NOT_YET),
        ({"package_status": "T", "track_info": {"track_events": [EVENT]}}, Standing.TOLD),
    ],
)
def test_the_state_of_a_package_tells_whether_it_is_known(entry, standing):
    found = reply({"success": True, "result": [{"order_number": NUMBER} | entry]})
    assert found.numbers[NUMBER].standing is standing


def test_an_empty_result_is_not_found():
    assert reply({"success": True, "result": []}).numbers[NUMBER].standing is Standing.NOT_FOUND


def test_a_token_says_how_long_it_is_good():
    token = token_of({"accessToken": "t", "expiresIn": 3600})
    assert (token.value, token.seconds) == ("t", 3600)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("wrong", TroubleKind.BAD_ACCESS),
        ("appId or appSecret is wrong", TroubleKind.BAD_ACCESS),
        ("系统繁忙，请稍后", TroubleKind.DOWN),
        ("too many requests", TroubleKind.THROTTLED),
    ],
)
def test_no_token_is_bad_access_unless_the_words_say_otherwise(words, kind):
    assert token_of({"success": False, "msg": words}).kind is kind
