from __future__ import annotations

import pytest

from carrier_answers import ACCESS, parsed, reply, sample, standings, story
from parcelwright.asking.calls import Asked
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import dhl_express

NUMBER = "1234567890"


def body(**event):
    return {
        "shipments": [{"shipmentTrackingNumber": NUMBER, "events": [{"typeCode": "PU"} | event]}]
    }


def moment(**event):
    return parsed(dhl_express, body(**event), NUMBER).events[0].occurred_at.isoformat()


def test_events_tell_their_story():
    found = sample(dhl_express, "customs-and-delivered")
    assert story(found) == [
        ("OK", "DELIVERED", "2026-05-06T14:20:00+02:00"),
        ("WC", "OUT_FOR_DELIVERY", "2026-05-06T08:05:00+02:00"),
        ("UD", "HELD_BY_CUSTOMS", "2026-05-05T11:00:00+02:00"),
        ("PU", "ACCEPTED", "2026-05-04T16:00:00+08:00"),
    ]
    assert [event.country for event in found.events] == ["DE", "DE", "DE", "CN"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"time": "13:06:00", "GMTOffset": "+09:00"}, "2026-06-10T13:06:00+09:00"),
        ({"time": "13:06:00"}, "2026-06-10T13:06:00"),
        ({}, "2026-06-10"),
    ],
)
def test_a_time_is_as_exact_as_it_is_told(event, expected):
    assert moment(date="2026-06-10", **event) == expected


def test_an_absurd_offset_is_noted():
    found = parsed(dhl_express, body(date="2026-06-10", time="13:06:00", GMTOffset="JST"), NUMBER)
    assert found.events[0].occurred_at is None
    assert len(found.problems) == 1


def test_a_hint_names_countries_and_weight():
    [hint] = sample(dhl_express, "customs-and-delivered").hints
    assert (hint.origin_country, hint.destination_country, hint.weight_g) == ("CN", "DE", 1500)


def test_a_question_wants_the_offset_of_each_event():
    [call] = dhl_express.read_calls((Asked(number=NUMBER),), ACCESS)
    assert call.url == (
        f"https://carrier.example/shipments/{NUMBER}/tracking"
        "?trackingView=all-checkpoints&levelOfDetail=shipment&requestGMTOffsetPerEvent=true"
    )


def test_a_problem_of_404_is_not_found_and_of_400_a_wrong_question():
    problem = {"title": "Not found", "detail": "No data found", "status": "404"}
    assert standings(dhl_express, problem, NUMBER, status=404) == {NUMBER: "not found"}
    wrong = reply(dhl_express, problem, NUMBER, status=400)
    assert wrong.trouble.kind is TroubleKind.BAD_REQUEST
