from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from parcelwright.asking.calls import Access, Answer, Asked
from parcelwright.asking.replies import Standing
from parcelwright.asking.terms import Confidence
from parcelwright.parcels.events import Milestone
from parcelwright.sources import cainiao

M = Milestone
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NUMBER = "LP00000000000001"
# 2026-03-10 11:20:00 UTC.
MOMENT = 1_773_141_600_000
EVENT = {"time": MOMENT, "timeStr": "2026-03-10 12:20:00", "timeZone": "", "actionCode": "SIGNED"}


def body(**entry):
    module = {"mailNo": NUMBER, "detailList": [EVENT]} | entry
    return json.dumps({"success": True, "module": [module]}).encode()


def when(**event):
    [found] = cainiao.parse(body(detailList=[EVENT | event]), NOW).events
    return found.occurred_at.isoformat() if found.occurred_at else None


def standing(**entry):
    [call] = cainiao.read_calls([Asked(number=NUMBER)], Access(base_url="https://a.example"))
    answer = Answer(status=200, received_at=NOW, body=body(**entry))
    return cainiao.reply_of(call, answer).numbers[NUMBER].standing


def test_its_terms_say_that_nobody_promises_it():
    assert cainiao.TERMS.wire is Confidence.LOW
    assert cainiao.TERMS.source.startswith("No documentation")
    assert "only when the shop's owner switches it on" in cainiao.TERMS.source


def test_the_zone_is_the_difference_of_clock_and_moment_even_where_it_is_blank():
    assert when() == "2026-03-10T12:20:00+01:00"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"timeStr": ""}, "2026-03-10T11:20:00+00:00"),
        ({"time": None, "timeZone": "GMT+8"}, "2026-03-10T12:20:00+08:00"),
        ({"time": None}, "2026-03-10T12:20:00"),
        ({"timeStr": "2026-03-10 12:27:00"}, "2026-03-10T12:27:00"),
        ({"time": -5, "timeStr": None}, None),
    ],
    ids=["moment alone", "clock and zone", "clock alone", "they contradict", "neither"],
)
def test_a_time_is_no_more_than_what_is_told(event, expected):
    assert when(**event) == expected


def test_a_signature_at_a_pickup_point_is_not_delivery():
    found = cainiao.parse(body(detailList=[EVENT | {"actionCode": "GTMS_STA_SIGNED"}]), NOW)
    assert [event.milestone for event in found.events] == [M.READY_FOR_PICKUP]


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("CUS_TAX", M.DUTIES_UNPAID),
        ("CUS_FAILURE", M.HELD_BY_CUSTOMS),
        ("CUS_ARRIVE", M.CUSTOMS_STARTED),
        ("TD_TRANS_DEPART", M.SCANNED),
        ("PU_PICKUP_FAILURE", M.UNKNOWN),
    ],
)
def test_a_code_is_read_whole_or_by_the_beginning_that_many_share(code, meant):
    found = cainiao.parse(body(detailList=[EVENT | {"actionCode": code}]), NOW)
    assert [(event.code, event.milestone) for event in found.events] == [(code, meant)]


def test_the_state_of_the_parcel_is_not_believed_beside_its_events():
    found = cainiao.parse(body(status="RETURNED"), NOW)
    assert [event.milestone for event in found.events] == [M.DELIVERED]


def test_the_real_number_is_the_number_of_the_last_mile():
    [hint] = cainiao.parse(body(copyRealMailNo="6A00000000001"), NOW).hints
    assert hint.last_mile_number == "6A00000000001"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({}, Standing.TOLD),
        ({"detailList": [], "status": "WAIT_ACCEPT"}, Standing.NOT_YET),
        ({"detailList": [], "mailNoSource": "EXTERNAL"}, Standing.NOT_FOUND),
    ],
)
def test_an_entry_without_events_and_state_is_absent(entry, expected):
    assert standing(**entry) is expected
