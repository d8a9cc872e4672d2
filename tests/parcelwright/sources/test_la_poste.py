from __future__ import annotations

import pytest

from carrier_answers import ACCESS, parsed, reply, sample, standings, story
from parcelwright.asking.calls import Asked
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import la_poste

KNOWN, OTHER = "EW112720413FR", "6A12345678901"


def entry(number, code="ET1", holder=4, **more):
    event = {"code": code, "date": "2026-05-06T07:34:12+02:00", "label": "qwzx"}
    shipment = {"idShip": number, "holder": holder, "event": [event]} | more
    return {"returnCode": 200, "lang": "fr_FR", "shipment": shipment}


def refused(number, code):
    return {"returnCode": code, "returnMessage": "why", "idShip": number}


def test_events_tell_their_story():
    assert story(sample(la_poste, "one-delivered")) == [
        ("DI1", "DELIVERED", "2026-05-09T09:38:00+02:00"),
        ("MD2", "ARRIVED_AT_DELIVERY_OFFICE", "2026-05-08T16:25:00+02:00"),
        ("ET1", "SCANNED", "2026-05-06T07:34:12+02:00"),
        ("PC1", "ACCEPTED", "2026-05-05T14:43:00+02:00"),
        ("DR1", "LABEL_CREATED", "2026-05-05T14:41:00+02:00"),
    ]


def test_an_entry_alone_and_one_in_a_list_tell_the_same():
    one, listed = parsed(la_poste, entry(KNOWN), KNOWN), parsed(la_poste, [entry(KNOWN)], KNOWN)
    assert story(one) == story(listed) != []
    assert listed.problems == ()


def test_a_list_tells_each_number_on_its_own():
    body = [entry(KNOWN), refused(OTHER, 104), refused("X", 400)]
    assert standings(la_poste, body, KNOWN, OTHER, "X", status=207) == {
        KNOWN: "told", OTHER: "not found", "X": "refused",
    }  # fmt: skip


@pytest.mark.parametrize("code", [104, 404])
def test_an_entry_of_404_is_not_found(code):
    assert standings(la_poste, refused(KNOWN, code), KNOWN, status=404) == {KNOWN: "not found"}


def test_a_return_code_without_a_documented_meaning_says_nothing_of_the_number():
    assert standings(la_poste, [refused(KNOWN, 109)], KNOWN, status=207) == {}


def test_the_holder_is_the_carrier():
    found = parsed(la_poste, [entry(KNOWN, holder=3), entry(OTHER)], KNOWN, OTHER)
    assert [event.carrier for event in found.events] == ["chronopost", "la-poste-colissimo"]


def test_a_hint_names_the_partner_abroad_and_its_number():
    context = {
        "originCountry": "FR",
        "arrivalCountry": "BR",
        "partner": {"name": "Correios", "reference": "EW 112720413 FR"},
    }
    [hint] = parsed(la_poste, entry(KNOWN, contextData=context), KNOWN).hints
    assert (hint.origin_country, hint.destination_country) == ("FR", "BR")
    assert (hint.last_mile_carrier, hint.last_mile_number) == ("correios-br", "EW112720413FR")


def test_too_many_questions_are_no_answer():
    body = {"code": "TOO_MANY_REQUESTS", "message": "max quota reached"}
    assert reply(la_poste, body, KNOWN, status=429).trouble.kind is TroubleKind.THROTTLED


def test_an_answer_without_a_return_code_is_nonsense():
    assert reply(la_poste, {"message": "hello"}, KNOWN).trouble.kind is TroubleKind.NONSENSE
    wrong = reply(la_poste, {"message": "hello"}, KNOWN, status=400)
    assert wrong.trouble.kind is TroubleKind.BAD_REQUEST


def test_numbers_stand_between_commas():
    [call] = la_poste.read_calls((Asked(number=KNOWN), Asked(number="A/1,2")), ACCESS)
    assert call.url == (f"https://carrier.example/suivi/v2/idships/{KNOWN},A%2F1%2C2?lang=fr_FR")


@pytest.mark.parametrize(
    ("code", "milestone"),
    [
        ("DO3", "HELD_BY_CUSTOMS"),
        ("RE1", "RETURNING"),
        ("DI2", "RETURNED"),
        ("AG1", "READY_FOR_PICKUP"),
        ("EP1", "UNKNOWN"),
    ],
)
def test_what_a_seller_acts_on_is_read_by_its_code(code, milestone):
    [event] = parsed(la_poste, entry(KNOWN, code), KNOWN).events
    assert event.milestone.value == milestone
