from __future__ import annotations

from carrier_answers import ACCESS, parsed, reply, sample, standings, story
from parcelwright.asking.calls import Asked
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import royal_mail

NUMBER = "FQ087430672GB"


def piece(**names):
    event = {"eventCode": "EVORI", "eventDateTime": "2026-05-04T21:30:00+01:00"}
    summary = {name: value for name, value in names.items() if name != "mailPieceId"}
    own = names.get("mailPieceId", "0903")
    return {"mailPieces": {"mailPieceId": own, "summary": summary, "events": [event]}}


def test_events_tell_their_story():
    assert story(sample(royal_mail, "missort-and-delivered")) == [
        ("EVKSP", "DELIVERED", "2026-05-06T12:04:00+01:00"),
        ("EVNMI", "MISSORTED", "2026-05-05T10:04:00+01:00"),
        ("EVORI", "PROCESSED", "2026-05-04T21:30:00+01:00"),
    ]


def test_a_hint_names_product_and_countries():
    [hint] = sample(royal_mail, "missort-and-delivered").hints
    assert (hint.service, hint.origin_country, hint.destination_country) == (
        "Special Delivery Guaranteed", "GB", "GB",
    )  # fmt: skip


def test_a_mail_piece_is_known_by_any_of_its_names():
    for name in ("mailPieceId", "oneDBarcode", "uniqueItemId"):
        found = parsed(royal_mail, piece(**{name: NUMBER}), NUMBER)
        assert [event.tracking_number for event in found.events] == [NUMBER]


def test_a_mail_piece_of_other_names_is_another_parcel():
    found = parsed(royal_mail, piece(oneDBarcode="AA1"), NUMBER)
    assert (found.events, found.hints) == ((), ())
    assert standings(royal_mail, piece(oneDBarcode="AA1"), NUMBER) == {}


def test_an_error_of_404_is_not_found():
    error = {"httpCode": "404", "errors": [{"errorCode": "E1142", "errorDescription": "Unknown"}]}
    told = reply(royal_mail, error, NUMBER, status=404).numbers[NUMBER]
    assert (told.standing.value, told.why) == ("not found", "Unknown")


def test_a_question_that_is_not_understood_says_nothing_of_the_parcel():
    error = {"httpCode": "400", "errors": [{"errorCode": "E0004", "errorDescription": "Header"}]}
    found = reply(royal_mail, error, NUMBER, status=400)
    assert (found.numbers, found.trouble.kind) == ({}, TroubleKind.BAD_REQUEST)


def test_a_question_accepts_the_terms():
    [call] = royal_mail.read_calls((Asked(number=NUMBER),), ACCESS)
    assert call.url == f"https://carrier.example/mailpieces/v2/{NUMBER}/events"
    assert dict(call.headers).items() >= {
        "X-IBM-Client-Id": "i", "X-IBM-Client-Secret": "s", "X-Accept-RMG-Terms": "yes",
    }.items()  # fmt: skip
