from __future__ import annotations

import json
from datetime import date

import pytest

from carrier_answers import ACCESS, parsed, reply, sample, standings, story
from parcelwright.asking.calls import Asked
from parcelwright.sources import fedex


def scan(when, kind="AR", **more):
    return {"date": when, "eventType": kind} | more


def result(*scans, unique="", shipped="", error=""):
    return {
        "trackingNumberInfo": {"trackingNumberUniqueId": unique},
        "scanEvents": list(scans),
        "dateAndTimes": [{"type": "SHIP", "dateTime": shipped}] if shipped else [],
        "error": {"code": error, "message": "why"} if error else None,
    }


def answer(**results):
    complete = [
        {"trackingNumber": number.removeprefix("n"), "trackResults": rows}
        for number, rows in results.items()
    ]
    return {"output": {"completeTrackResults": complete}}


def test_scans_tell_their_story():
    assert story(sample(fedex, "customs-and-delivered")) == [
        ("DL", "DELIVERED", "2026-05-06T14:12:00-05:00"),
        ("OD", "OUT_FOR_DELIVERY", "2026-05-06T07:30:00-05:00"),
        ("CD", "HELD_BY_CUSTOMS", "2026-05-05T22:10:00-05:00"),
        ("PU", "ACCEPTED", "2026-05-04T19:00:00+08:00"),
    ]


def test_a_hint_names_countries_service_and_weight():
    [hint] = sample(fedex, "customs-and-delivered").hints
    assert (hint.origin_country, hint.destination_country) == ("CN", "US")
    assert (hint.service, hint.weight_g) == ("FedEx Economy", 907)


def test_without_scans_the_latest_status_is_kept_of_the_parcel_as_a_whole():
    [event] = sample(fedex, "label-only").events
    assert (event.code, event.milestone.value, event.occurred_at) == ("OC", "LABEL_CREATED", None)
    assert ("scope", "parcel") in event.facts


def test_the_status_that_is_derived_speaks_for_an_unknown_type():
    body = answer(n1=[result(scan("2026-05-06T10:00:00Z", "??", derivedStatusCode="DL"))])
    assert story(parsed(fedex, body, "1")) == [("??", "DELIVERED", "2026-05-06T10:00:00+00:00")]


def test_a_date_without_offset_stays_local():
    body = answer(n1=[result(scan("2026-05-06T10:00:00"))])
    assert parsed(fedex, body, "1").events[0].occurred_at.isoformat() == "2026-05-06T10:00:00"


REUSED = answer(
    n1=[
        result(scan("2024-04-26T09:26:00-07:00", "DL"), unique="old"),
        result(
            scan("2026-05-06T10:00:00Z", "PU"), scan("2026-05-05T10:00:00Z", "OC"), unique="new"
        ),
    ]
)


def test_of_a_reused_number_the_newest_use_is_read():
    found = parsed(fedex, REUSED, "1")
    assert [event.milestone.value for event in found.events] == ["ACCEPTED", "LABEL_CREATED"]
    [problem] = found.problems
    assert problem.where == "output.completeTrackResults[0].trackResults[0]"
    assert problem.what == "an earlier use of the number; its 1 scans are left out"


def test_the_use_that_was_read_is_remembered_by_its_own_id():
    told = reply(fedex, REUSED, "1").numbers["1"]
    assert (told.standing.value, told.reference) == ("told", "new")


def test_a_use_without_scans_counts_by_its_ship_date():
    body = answer(
        n1=[
            result(scan("2024-04-26T09:26:00-07:00", "DL"), unique="old"),
            result(unique="new", shipped="2026-05-05T00:00:00-06:00"),
        ]
    )
    told = reply(fedex, body, "1").numbers["1"]
    assert (told.standing.value, told.reference) == ("not yet", "new")


@pytest.mark.parametrize(
    ("code", "standing"),
    [
        ("TRACKING.TRACKINGNUMBER.NOTFOUND", "not found"),
        ("TRACKING.DATA.NOTUNIQUE", "needs more"),
        ("TRACKING.TRACKINGNUMBER.EMPTY", "refused"),
    ],
)
def test_an_error_of_a_number_is_no_trouble_with_the_others(code, standing):
    body = answer(n1=[result(error=code)], n2=[result(scan("2026-05-06T10:00:00Z"))])
    assert standings(fedex, body, "1", "2") == {"1": standing, "2": "told"}


def test_an_error_of_fedex_itself_says_nothing_of_a_number():
    body = answer(n1=[result(error="SYSTEM.UNEXPECTED.ERROR")])
    assert standings(fedex, body, "1") == {}


def test_a_question_carries_the_ship_date_and_the_id_of_the_use():
    asked = (Asked(number="1", shipped_on=date(2026, 5, 20), reference="new"), Asked(number="2"))
    [call] = fedex.read_calls(asked, ACCESS)
    assert json.loads(call.body) == {
        "includeDetailedScans": True,
        "trackingInfo": [
            {
                "trackingNumberInfo": {"trackingNumber": "1", "trackingNumberUniqueId": "new"},
                "shipDateBegin": "2026-05-05",
                "shipDateEnd": "2026-06-04",
            },
            {"trackingNumberInfo": {"trackingNumber": "2"}},
        ],
    }


def test_thirty_one_numbers_are_two_questions():
    calls = fedex.read_calls([Asked(number=str(n)) for n in range(31)], ACCESS)
    assert [len(call.asked) for call in calls] == [30, 1]


@pytest.mark.parametrize(
    ("code", "milestone"),
    [
        ("CP", "CUSTOMS_STARTED"),
        ("CC", "CUSTOMS_CLEARED"),
        ("FD", "ARRIVED_AT_DELIVERY_OFFICE"),
        ("AX", "HANDED_TO_LAST_MILE"),
        ("AP", "NOTICE"),
        ("CH", "UNKNOWN"),
    ],
)
def test_a_scan_is_read_by_its_type(code, milestone):
    body = answer(n1=[result(scan("2026-05-06T10:00:00Z", code))])
    assert [event.milestone.value for event in parsed(fedex, body, "1").events] == [milestone]
