from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from parcelwright.asking.calls import Access, Answer, Asked
from parcelwright.asking.replies import Standing, TroubleKind
from parcelwright.parcels.events import Milestone
from parcelwright.sources import yunexpress_oms

M = Milestone
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NUMBER = "YT2600000000000001"
ACCESS = Access(base_url="http://a.example/api", values={"customer_code": "C1", "secret": "s1"})
EVENT = {"ProcessDate": "2026-03-02T18:00:00Z", "TrackingStatus": "20", "ProcessContent": ""}


def read(item, code="0000", message=""):
    [call] = yunexpress_oms.read_calls([Asked(number=NUMBER)], ACCESS)
    body = json.dumps({"Item": item, "Code": code, "Message": message}).encode()
    answer = Answer(status=200, received_at=NOW, body=body)
    return yunexpress_oms.reply_of(call, answer), yunexpress_oms.parse(body, NOW)


def events(*told):
    listed = [EVENT | event for event in told]
    return read({"WaybillNumber": NUMBER, "OrderTrackingDetails": listed})[1].events


def test_code_and_secret_are_joined_by_an_ampersand():
    """The value was worked out with base64 over ``C1&s1``."""
    [call] = yunexpress_oms.read_calls([Asked(number=NUMBER)], ACCESS)
    assert dict(call.headers)["Authorization"] == "Basic QzEmczE="
    assert call.url == f"http://a.example/api/Tracking/GetTrackAllInfo?OrderNumber={NUMBER}"


def test_a_zone_that_is_written_with_the_local_clock_is_not_believed():
    [event] = events({})
    assert event.occurred_at.isoformat() == "2026-03-02T18:00:00"


@pytest.mark.parametrize(
    ("status", "node", "meant", "table"),
    [
        ("20", "CUSTOMS_HOLD", M.HELD_BY_CUSTOMS, "yunexpress.node"),
        ("60", "PACKAGE_LOST", M.DECLARED_LOST, "yunexpress.node"),
        ("40", "DELIVERY_ATTEMPT", M.DELIVERY_ATTEMPTED, "yunexpress-oms.status"),
        ("20", "", M.SCANNED, "yunexpress-oms.status"),
        ("80", "", M.SCANNED, "yunexpress-oms.status"),
        ("90", "", M.RETURNING, "yunexpress-oms.status"),
        ("77", "", M.UNKNOWN, "yunexpress-oms.status"),
    ],
)
def test_the_node_says_more_than_the_status_where_it_is_known(status, node, meant, table):
    [event] = events({"TrackingStatus": status, "TrackNodeCode": node})
    assert (event.milestone, event.code_table) == (meant, table)


@pytest.mark.parametrize("name", ["WaybillNumber", "WayBillNumber"])
def test_the_waybill_is_read_under_both_its_names(name):
    _, parsed = read({name: NUMBER, "TrackingNumber": "3S1", "OrderTrackingDetails": [EVENT]})
    [hint] = parsed.hints
    assert (hint.tracking_number, hint.last_mile_number) == (NUMBER, "3S1")


@pytest.mark.parametrize(
    ("item", "standing"),
    [
        ({"OrderTrackingDetails": [EVENT]}, Standing.TOLD),
        ({"TrackingStatus": "10", "OrderTrackingDetails": []}, Standing.NOT_YET),
        ({"TrackingStatus": "0", "OrderTrackingDetails": None}, Standing.NOT_FOUND),
    ],
)
def test_an_item_tells_whether_the_parcel_is_known(item, standing):
    reply, _ = read({"WaybillNumber": NUMBER} | item)
    assert reply.numbers[NUMBER].standing is standing


def test_no_item_in_a_good_answer_is_not_found():
    assert read(None)[0].numbers[NUMBER].standing is Standing.NOT_FOUND


def test_a_failure_that_says_nothing_of_the_parcel_is_a_trouble():
    reply, _ = read(None, "9999", "hm")
    assert (reply.numbers, reply.trouble.kind) == ({}, TroubleKind.BAD_REQUEST)
