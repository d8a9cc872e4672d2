from __future__ import annotations

import pytest

from carrier_answers import parsed, reply, sample, standings, story
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import usps

NUMBER = "9400111899223100001231"


def body(**event):
    return {"trackingNumber": NUMBER, "trackingEvents": [{"eventCode": "10"} | event]}


def moment(**event):
    return parsed(usps, body(**event), NUMBER).events[0].occurred_at.isoformat()


def test_events_tell_their_story():
    assert story(sample(usps, "missent-and-delivered")) == [
        ("01", "DELIVERED", "2026-05-08T13:58:40-04:00"),
        ("OF", "OUT_FOR_DELIVERY", "2026-05-08T08:10:45-04:00"),
        ("08", "MISSORTED", "2026-05-06T21:40:31-04:00"),
        ("03", "ACCEPTED", "2026-05-05T11:10:31-04:00"),
        ("GX", "LABEL_CREATED", "2026-05-04T09:32:33-04:00"),
    ]


def test_greenwich_time_comes_before_local_time():
    event = {"eventTimestamp": "2026-05-08T13:58:00", "GMTTimestamp": "2026-05-08T17:58:40Z"}
    assert moment(**event, GMTOffset="-04:00") == "2026-05-08T13:58:40-04:00"
    assert moment(**event) == "2026-05-08T17:58:40+00:00"


def test_local_time_with_an_offset_is_an_instant():
    event = {"eventTimestamp": "2026-05-08T13:58:00", "GMTTimestamp": None}
    assert moment(**event, GMTOffset="-04:00") == "2026-05-08T13:58:00-04:00"


@pytest.mark.parametrize("offset", [None, "", "EST", "-99:00"])
def test_local_time_without_an_offset_stays_local(offset):
    assert moment(eventTimestamp="2026-05-08T13:58:00", GMTOffset=offset) == "2026-05-08T13:58:00"


def test_a_mail_class_is_told_without_its_markup():
    assert sample(usps, "missent-and-delivered").hints[0].service == "USPS Ground Advantage™"


def test_a_zip_code_before_the_number_is_no_other_parcel():
    asked = f"42011201{NUMBER}"
    found = parsed(usps, body(), asked)
    assert [event.tracking_number for event in found.events] == [asked]
    assert standings(usps, body(), asked) == {asked: "told"}


def test_other_digits_before_the_number_are_another_parcel():
    assert parsed(usps, body(), f"1{NUMBER}").events == ()


def test_404_with_a_reason_is_not_found():
    error = {"error": {"code": "404", "message": "Tracking is not available for this item."}}
    assert standings(usps, error, NUMBER, status=404) == {NUMBER: "not found"}


def test_404_without_a_reason_is_a_wrong_question():
    assert reply(usps, {"fault": "no route"}, NUMBER, status=404).trouble.kind is (
        TroubleKind.BAD_REQUEST
    )


def test_an_hour_holds_sixty_questions():
    assert usps.TERMS.per_second * 3600 == pytest.approx(60)


def test_movement_without_a_place_is_no_scan():
    [event] = parsed(
        usps, body(eventCode="TL", eventType="In Transit to Next Facility"), NUMBER
    ).events
    assert (event.code, event.milestone.value, event.milestone.is_scan) == ("TL", "NOTICE", False)
    assert ("without_proof", "PROCESSED") in event.facts


@pytest.mark.parametrize("place", [{"eventCity": "JAMAICA"}, {"eventCountry": "CHINA"}])
def test_movement_at_a_place_is_a_scan(place):
    [event] = parsed(usps, body(eventCode="TL", **place), NUMBER).events
    assert event.milestone.value == "PROCESSED"


def test_a_delivery_without_a_place_is_a_delivery():
    [event] = parsed(usps, body(eventCode="01"), NUMBER).events
    assert event.milestone.value == "DELIVERED"
