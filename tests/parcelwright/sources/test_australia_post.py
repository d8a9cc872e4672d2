from __future__ import annotations

import pytest

from carrier_answers import parsed, reply, sample, standings, story
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import australia_post

NUMBER = "LX123456785US"


def event(words, place=None):
    return {"date": "2026-05-21T11:04:27+10:00", "description": words, "location": place}


def article(number, *events, status=""):
    return {"article_id": number, "events": list(events), "status": status}


def answer(number, *items):
    return {"tracking_results": [{"tracking_id": number, "trackable_items": list(items)}]}


def one(words, place=None):
    return parsed(australia_post, answer(NUMBER, article(NUMBER, event(words, place))), NUMBER)


def test_words_tell_their_story():
    found = sample(australia_post, "two-delivered")
    [first] = {one.tracking_number for one in found.events[:6]}
    assert first == NUMBER
    assert [(one.milestone.value, one.country) for one in found.events[:6]] == [
        ("DELIVERED", ""),
        ("OUT_FOR_DELIVERY", ""),
        ("SCANNED", ""),
        ("ARRIVED", ""),
        ("PROCESSED", "US"),
        ("ACCEPTED", "US"),
    ]


def test_words_that_we_know_are_the_code_of_an_event():
    assert story(one("Onboard for delivery")) == [
        ("Onboard for delivery", "OUT_FOR_DELIVERY", "2026-05-21T11:04:27+10:00")
    ]


def test_the_place_that_ends_the_words_does_not_matter():
    found = one("In transit to next facility in OAKLEIGH SOUTH VIC")
    assert [each.code for each in found.events] == ["In transit to next facility"]


@pytest.mark.parametrize(
    ("words", "milestone"),
    [
        ("Delivered", "DELIVERED"),
        ("Will be delivered tomorrow", "UNKNOWN"),
        ("Not delivered", "UNKNOWN"),
        ("qwzx", "UNKNOWN"),
        ("", "UNKNOWN"),
    ],
)
def test_other_words_are_read_as_phrases_or_not_at_all(words, milestone):
    [found] = one(words).events
    assert (found.code, found.milestone.value) == (words, milestone)


def test_words_too_long_for_a_code_are_words_only():
    [found] = one("qwzx " * 30).events
    assert (found.code, found.milestone.value) == ("", "UNKNOWN")


@pytest.mark.parametrize(
    ("place", "country"),
    [("CHICAGO (US)", "US"), ("US-60199, UNITED STATES", "US"), ("NZ", "NZ"), ("KEW VIC", "")],
)
def test_a_country_is_read_only_where_one_is_written(place, country):
    assert one("Delivered", place).events[0].country == country


def test_a_status_that_no_event_tells_is_kept_of_the_parcel_as_a_whole():
    states = [
        event.milestone.value
        for event in sample(australia_post, "held").events
        if ("scope", "parcel") in event.facts
    ]
    assert states == ["NOTICE"]


def test_the_only_article_of_a_number_is_told_under_that_number():
    body = answer(
        "33ABC0001234", {"items": [article("33ABC000123401000931505", event("Delivered"))]}
    )
    found = parsed(australia_post, body, "33ABC0001234")
    assert [each.tracking_number for each in found.events] == ["33ABC0001234"]


def test_several_articles_of_a_consignment_are_parcels_of_their_own():
    items = [article("A1", event("Delivered")), article("A2", event("Onboard for delivery"))]
    body = answer("33ABC0001234", {"items": items})
    assert parsed(australia_post, body, "33ABC0001234").events == ()
    found = parsed(australia_post, body, "A2")
    assert [each.milestone.value for each in found.events] == ["OUT_FOR_DELIVERY"]


@pytest.mark.parametrize(("code", "standing"), [("ESB-10001", "not found"), ("51100", "refused")])
def test_an_error_of_a_number_is_its_own(code, standing):
    body = answer(NUMBER, article(NUMBER, event("Delivered")))
    body["tracking_results"].append({"tracking_id": "7XX", "errors": [{"code": code, "name": "?"}]})
    assert standings(australia_post, body, NUMBER, "7XX") == {NUMBER: "told", "7XX": standing}


def test_errors_of_the_whole_question_are_no_statement_about_a_number():
    body = {"errors": [{"code": "51101", "name": "TOO_MANY_AP_TRACKING_IDS"}]}
    found = reply(australia_post, body, NUMBER, status=400)
    assert (found.numbers, found.trouble.kind) == ({}, TroubleKind.BAD_REQUEST)
