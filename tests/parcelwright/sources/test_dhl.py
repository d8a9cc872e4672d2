from __future__ import annotations

import pytest

from carrier_answers import ACCESS, parsed, reply, sample, standings, story
from parcelwright.asking.calls import Asked
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import dhl


def event(code, when="2026-05-06T10:00:00Z", **more):
    return {"timestamp": when, "statusCode": code} | more


def shipment(number, *events, **more):
    return {"shipments": [{"id": number, "service": "express", "events": list(events)} | more]}


def milestone(service, **more):
    body = {"shipments": [{"id": "1", "service": service, "events": [event(**more)]}]}
    return parsed(dhl, body, "1").events[0].milestone.value


def test_an_express_shipment_tells_its_story_in_its_own_codes():
    found = sample(dhl, "express-missorted")
    assert story(found) == [
        ("OK", "DELIVERED", "2026-05-06T14:20:00+02:00"),
        ("WC", "OUT_FOR_DELIVERY", "2026-05-06T08:05:00+02:00"),
        ("MS", "MISSORTED", "2026-05-05T19:40:00+02:00"),
        ("DF", "PROCESSED", "2026-05-05T03:10:00+08:00"),
        ("PU", "ACCEPTED", "2026-05-04T16:00:00+08:00"),
    ]
    assert {one.carrier for one in found.events} == {"dhl-express"}
    assert {one.code_table for one in found.events} == {"dhl.express"}


def test_a_time_without_zone_stays_without():
    assert story(sample(dhl, "paket-attempt")) == [
        ("ZN", "DELIVERY_ATTEMPTED", "2026-05-07T09:00:00"),
        ("PO", "ARRIVED_AT_DELIVERY_OFFICE", "2026-05-07T07:00:00"),
        ("VA", "LABEL_CREATED", "2026-05-05T10:00:00"),
    ]


def test_a_hint_names_service_countries_and_weight():
    [hint] = sample(dhl, "express-missorted").hints
    assert (hint.service, hint.origin_country, hint.destination_country, hint.weight_g) == (
        "express, WORLDWIDE", "CN", "DE", 1500,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("pre-transit", "LABEL_CREATED"),
        ("transit", "SCANNED"),
        ("delivered", "DELIVERED"),
        ("failure", "TROUBLE"),
        ("unknown", "UNKNOWN"),
        ("", "UNKNOWN"),
    ],
)
def test_without_a_known_detail_the_common_status_speaks(code, expected):
    assert milestone("freight-of-elsewhere", code=code, status="??") == expected


def test_a_code_that_nobody_knows_is_kept_and_read_by_the_common_status():
    body = {
        "shipments": [{"id": "1", "service": "express", "events": [event("transit", status="Q9")]}]
    }
    [found] = parsed(dhl, body, "1").events
    assert (found.code_table, found.code, found.milestone.value) == ("dhl.express", "Q9", "SCANNED")


def test_words_in_the_place_of_a_code_are_no_code():
    body = shipment("1", event("transit", status="Die Sendung ist unterwegs."))
    [found] = parsed(dhl, body, "1").events
    assert (found.code_table, found.code) == ("dhl.status_code", "transit")
    assert found.description == "Die Sendung ist unterwegs."


def test_the_detailed_status_comes_before_the_short_one():
    assert milestone("express", code="transit", statusDetailed="MS", status="DF") == "MISSORTED"


def test_a_code_of_one_service_means_nothing_in_another():
    assert milestone("parcel-nl", code="transit", statusDetailed="MS") == "SCANNED"


def test_before_transit_no_detail_proves_that_dhl_holds_it():
    assert milestone("express", code="pre-transit", status="OK") == "LABEL_CREATED"


def test_unknown_is_no_delay():
    assert milestone("express", code="unknown", description="qwzx") == "UNKNOWN"


def test_a_delivery_of_what_goes_back_is_a_return():
    assert sample(dhl, "express-returned").events[0].milestone.value == "RETURNED"


def test_a_state_without_events_is_an_event():
    state = event("pre-transit", "2026-05-05T10:00:00")
    found = parsed(dhl, shipment("12", status=state), "12")
    assert story(found) == [("pre-transit", "LABEL_CREATED", "2026-05-05T10:00:00")]


def test_a_state_that_no_event_tells_is_kept_of_the_parcel_as_a_whole():
    body = shipment("12", event("transit"), status=event("delivered"))
    last = parsed(dhl, body, "12").events[-1]
    assert (last.milestone.value, last.occurred_at) == ("DELIVERED", None)
    assert ("scope", "parcel") in last.facts


def test_a_number_that_lost_its_zeros_is_still_the_one_asked():
    found = parsed(dhl, shipment(340434161094, event("transit")), "00340434161094")
    assert {one.tracking_number for one in found.events} == {"00340434161094"}


def test_zeros_before_a_number_in_quotes_matter():
    found = parsed(dhl, shipment("340434161094", event("transit")), "00340434161094")
    assert found.events == ()
    assert [problem.where for problem in found.problems] == ["340434161094"]


PIECES = {"details": {"pieceIds": ["JD1", "JD2"]}}


def test_a_piece_that_was_asked_about_is_told_under_its_own_number():
    found = parsed(dhl, shipment("12", event("transit"), **PIECES), "JD1")
    assert [one.tracking_number for one in found.events] == ["JD1"]
    assert ("shipment", "12") in found.events[0].facts


def test_an_event_of_another_piece_is_none_of_the_piece_asked():
    events = (event("transit", pieceIds=["JD1"]), event("delivered", pieceIds=["JD2"]))
    body = shipment("12", *events, status=event("delivered"), **PIECES)
    assert [one.milestone.value for one in parsed(dhl, body, "JD1").events] == ["SCANNED"]


TWICE = {
    "shipments": [
        {"id": "12", "service": service, "events": [event("delivered")]}
        for service in ("express", "freight")
    ]
}


def test_a_number_that_two_services_know_tells_nothing():
    found = parsed(dhl, TWICE, "12")
    assert found.events == ()
    assert [problem.where for problem in found.problems] == ["shipments[0]", "shipments[1]"]


def test_a_number_that_two_services_know_needs_its_carrier():
    assert standings(dhl, TWICE, "12") == {"12": "needs more"}


def test_the_carrier_chooses_the_service():
    calls = dhl.read_calls((Asked(number="12", carrier="dhl-express"), Asked(number="13")), ACCESS)
    assert [call.url for call in calls] == [
        "https://carrier.example/track/shipments?trackingNumber=12&language=en&service=express",
        "https://carrier.example/track/shipments?trackingNumber=13&language=en",
    ]


def test_a_404_that_is_no_problem_object_says_nothing_of_the_parcel():
    assert reply(dhl, {"message": "no route"}, "12", status=404).trouble.kind is (
        TroubleKind.BAD_REQUEST
    )
    page = reply(dhl, b"<html>not here</html>", "12", status=404)
    assert page.trouble.kind is TroubleKind.NONSENSE


def test_no_shipment_in_a_good_answer_leaves_the_number_out():
    found = reply(dhl, {"shipments": []}, "12")
    assert (found.numbers, found.trouble) == ({}, None)
    assert found.missing(("12",)) == ("12",)
