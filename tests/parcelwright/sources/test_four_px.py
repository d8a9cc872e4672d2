from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from parcelwright.asking.calls import Access, Answer, Asked
from parcelwright.asking.replies import Standing, TroubleKind
from parcelwright.parcels.events import Milestone
from parcelwright.sources import four_px

M = Milestone
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ACCESS = Access(
    base_url="https://a.example", values={"app_key": "key-1", "app_secret": "secret-1"}, at=NOW
)
NUMBER = "4PX3000000000001CN"


def events(*rows):
    listed = [
        {"businessLinkCode": code, "trackingContent": words, "occurDatetime": "2026-03-02 10:00:00"}
        for code, words in rows
    ]
    data = {"deliveryOrderNo": NUMBER, "trackingList": listed}
    body = json.dumps({"result": "1", "errors": [], "data": data}).encode()
    return four_px.parse_answer(body, NOW, (NUMBER,)).events


def reply(value):
    [call] = four_px.read_calls([Asked(number=NUMBER)], ACCESS)
    answer = Answer(status=200, received_at=NOW, body=json.dumps(value).encode())
    return four_px.reply_of(call, answer)


def test_the_call_is_signed_as_the_platform_wants_it():
    """The digest was worked out with md5sum over the text that the platform prescribes."""
    [call] = four_px.read_calls([Asked(number=NUMBER)], ACCESS)
    assert call.body == b'{"deliveryOrderNo":"4PX3000000000001CN"}'
    query = parse_qs(urlsplit(call.url).query)
    assert query["timestamp"] == ["1780315200000"]
    assert query["sign"] == ["c5296c911b20f9fbb3c3e6379f7cce9e"]
    assert query["language"] == ["en"]


def test_without_the_moment_of_asking_nothing_is_signed():
    bare = Access(base_url="https://a.example", values=ACCESS.values)
    with pytest.raises(ValueError, match="moment of asking"):
        four_px.read_calls([Asked(number=NUMBER)], bare)


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("FPX_C_SPLS", M.ACCEPTED),
        ("FPX_D_FDNOBODY", M.DELIVERY_ATTEMPTED),
        ("FPX_C_HFX", M.HELD),
        ("FPX_O_SPH", M.HELD),
        ("FPX_I_HC01", M.HELD_BY_CUSTOMS),
        ("FPX_M_TDW", M.DELAYED),
        ("FPX_D_DFD", M.PROCESSED),
        ("FPX_D_RR", M.UNKNOWN),
    ],
)
def test_a_code_is_read_whole_or_by_the_beginning_that_many_share(code, meant):
    [event] = events((code, ""))
    assert (event.code, event.milestone) == (code, meant)


def test_the_words_decide_where_the_code_mixes_return_and_refusal():
    [event] = events(("FPX_D_RR", "Refused by the recipient"))
    assert event.milestone is M.REFUSED
    assert ("read_from", "words") in event.facts


def test_the_clock_of_an_event_has_no_zone():
    [event] = events(("FPX_S_OK", "Delivered"))
    assert event.occurred_at.isoformat() == "2026-03-02T10:00:00"


def test_a_number_without_events_is_watched_but_silent():
    empty = {"result": "1", "errors": [], "data": {"deliveryOrderNo": NUMBER, "trackingList": []}}
    assert reply(empty).numbers[NUMBER].standing is Standing.NOT_YET


def test_a_failure_in_words_that_nobody_knows_tells_nothing_of_the_parcel():
    found = reply({"result": "0", "msg": "hm", "errors": [{"errorCode": "X1", "errorMsg": "hm"}]})
    assert (found.numbers, found.trouble.kind) == ({}, TroubleKind.BAD_REQUEST)
    assert found.trouble.what.endswith("hm X1")
