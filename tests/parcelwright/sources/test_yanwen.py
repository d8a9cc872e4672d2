from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from parcelwright.asking.calls import Access, Answer, Asked
from parcelwright.asking.replies import Standing, TroubleKind
from parcelwright.parcels.events import Milestone
from parcelwright.sources import yanwen

M = Milestone
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ACCESS = Access(base_url="http://a.example", values={"account": "1001"})
POINT = {"time_stamp": "2026-03-02T10:00:00", "tracking_status": "PU10", "message": "Picked up"}


def parsed(asked=None, **entry):
    entry = {"tracking_number": "UG1", "checkpoints": [POINT]} | entry
    body = json.dumps({"code": 0, "elapsedMilliseconds": 1, "result": [entry]}).encode()
    if asked is None:
        return yanwen.parse(body, NOW)
    return yanwen.parse_answer(body, NOW, asked)


def reply(body, status=200):
    [call] = yanwen.read_calls([Asked(number="UG1"), Asked(number="UG2")], ACCESS)
    answer = Answer(status=status, received_at=NOW, body=json.dumps(body).encode())
    return yanwen.reply_of(call, answer)


def test_thirty_numbers_are_asked_at_once():
    calls = yanwen.read_calls([Asked(number=f"UG{n}") for n in range(31)], ACCESS)
    assert [len(call.asked) for call in calls] == [30, 1]
    assert calls[1].url == "http://a.example/api/tracking?nums=UG30"
    assert ("Authorization", "1001") in calls[1].headers


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("+08", "2026-03-02T10:00:00+08:00"),
        ("+8", "2026-03-02T10:00:00+08:00"),
        ("", "2026-03-02T10:00:00"),
    ],
)
def test_the_zone_stands_in_a_column_of_its_own(zone, expected):
    [event] = parsed(checkpoints=[POINT | {"time_zone": zone}]).events
    assert event.occurred_at.isoformat() == expected


def test_the_exchange_number_is_the_number_of_the_last_mile():
    found = parsed(exchange_number="9200190000000000000001", last_mile_carrier="USPS")
    [hint] = found.hints
    assert (hint.last_mile_number, hint.last_mile_carrier) == ("9200190000000000000001", "usps")


def test_asked_by_the_exchange_number_the_events_are_kept_under_it():
    found = parsed(asked=("9200190000000000000001",), exchange_number="9200190000000000000001")
    assert [event.tracking_number for event in found.events] == ["9200190000000000000001"]
    assert [hint.last_mile_number for hint in found.hints] == [""]


def test_a_checkpoint_of_the_last_mile_is_told_by_its_carrier():
    last = POINT | {"tracking_status": "LM40", "is_last_mile_checkpoint": 1}
    events = parsed(last_mile_carrier="USPS", checkpoints=[POINT, last]).events
    assert [(event.carrier, event.milestone) for event in events] == [
        ("yanwen", M.ACCEPTED),
        ("usps", M.DELIVERED),
    ]


def test_a_code_without_a_verified_meaning_stays_unknown():
    [event] = parsed(checkpoints=[POINT | {"tracking_status": "SC20", "message": ""}]).events
    assert event.milestone is M.UNKNOWN


def test_a_failed_collection_proves_no_custody():
    [event] = parsed(checkpoints=[POINT | {"tracking_status": "PU30"}]).events
    assert event.milestone.is_scan is False


def test_numbers_stand_apart_in_one_answer():
    entries = [
        {"tracking_number": "UG1", "tracking_status": "NOTFOUND", "checkpoints": []},
        {"tracking_number": "UG2", "tracking_status": "OR10", "checkpoints": []},
    ]
    found = reply({"code": 0, "result": entries}).numbers
    assert {number: told.standing for number, told in found.items()} == {
        "UG1": Standing.NOT_FOUND,
        "UG2": Standing.NOT_YET,
    }


def test_a_number_that_is_left_out_is_missing():
    found = reply({"code": 0, "result": [{"tracking_number": "UG1", "checkpoints": [POINT]}]})
    assert found.missing(("UG1", "UG2")) == ("UG2",)


def test_a_failure_with_status_200_is_a_trouble():
    trouble = reply({"code": 401, "message": "Unauthorized"}).trouble
    assert trouble.kind is TroubleKind.BAD_ACCESS
