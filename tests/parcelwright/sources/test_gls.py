from __future__ import annotations

from carrier_answers import ACCESS, parsed, reply, sample, standings, story
from parcelwright.asking.calls import Asked
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import gls

NUMBER = "604831862623"


def parcel(number, *codes, status=""):
    events = [
        {"code": code, "eventDateTime": "2026-05-06T09:30:00+0200", "description": "qwzx"}
        for code in codes
    ]
    return {"requested": number, "unitno": number[:11], "status": status, "events": events}


def test_events_tell_their_story():
    assert story(sample(gls, "delivered")) == [
        ("DELIVERED", "DELIVERED", "2026-05-08T12:10:00+02:00"),
        ("INDELIVERY", "OUT_FOR_DELIVERY", "2026-05-08T07:45:10+02:00"),
        ("INTRANSIT", "SCANNED", "2026-05-07T23:24:57+02:00"),
        ("INTIAL.PREADVICE", "LABEL_CREATED", "2026-05-06T09:30:00+02:00"),
    ]


def test_a_parcel_is_told_under_the_number_that_was_requested():
    found = parsed(gls, {"parcels": [parcel(NUMBER, "INTRANSIT")]}, NUMBER)
    assert [event.tracking_number for event in found.events] == [NUMBER]


def test_a_status_that_no_event_tells_is_kept_of_the_parcel_as_a_whole():
    found = parsed(gls, {"parcels": [parcel(NUMBER, "INTRANSIT", status="DELIVERED")]}, NUMBER)
    last = found.events[-1]
    assert (last.milestone.value, ("scope", "parcel") in last.facts) == ("DELIVERED", True)


def test_a_status_that_an_event_tells_is_not_told_twice():
    found = parsed(gls, {"parcels": [parcel(NUMBER, "DELIVERED", status="DELIVERED")]}, NUMBER)
    assert len(found.events) == 1


def test_a_parcel_in_a_shop_is_neither_delivered_nor_waiting():
    state = sample(gls, "parcel-shop").events[-1]
    assert (state.code, state.milestone.value) == ("DELIVEREDPS", "UNKNOWN")


def test_each_parcel_stands_on_its_own():
    absent = {"requested": "1", "errorCode": "E_404_01", "errorMessage": "Resource Not Found"}
    broken = {"requested": "2", "errorCode": "E_500_01", "errorMessage": "Internal"}
    body = {"parcels": [parcel(NUMBER, "INTRANSIT"), absent, broken, parcel("3")]}
    assert standings(gls, body, NUMBER, "1", "2", "3") == {
        NUMBER: "told", "1": "not found", "3": "not yet",
    }  # fmt: skip


def test_errors_in_an_answer_of_404_are_those_of_its_parcels():
    body = {"parcels": [{"requested": "1", "errorCode": "E_404_01", "errorMessage": "?"}]}
    assert standings(gls, body, "1", status=404) == {"1": "not found"}
    assert reply(gls, {}, "1", status=404).trouble.kind is TroubleKind.BAD_REQUEST


def test_numbers_stand_between_commas():
    [call] = gls.read_calls((Asked(number=NUMBER), Asked(number="A/1")), ACCESS)
    path = "track-and-trace-v1/tracking/simple/trackids"
    assert call.url == f"https://carrier.example/{path}/{NUMBER},A%2F1"
