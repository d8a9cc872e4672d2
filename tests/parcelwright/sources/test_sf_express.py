from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest

from parcelwright.asking.calls import Access, Answer, Asked
from parcelwright.asking.replies import Standing, TroubleKind
from parcelwright.parcels.events import Milestone
from parcelwright.sources import sf_express

M = Milestone
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ACCESS = Access(
    base_url="https://a.example", values={"partner_id": "P1", "checkword": "check-1"}, at=NOW
)
NUMBER = "SF1000000000001"
ROUTE = {"acceptTime": "2026-03-02 18:20:00", "remark": "快件到达", "opCode": "31"}


def body(inner, code="A1000"):
    data = inner if isinstance(inner, str) else json.dumps(inner)
    return json.dumps({"apiResultCode": code, "apiErrorMsg": "", "apiResultData": data}).encode()


def routes(*told, number=NUMBER):
    routed = [{"mailNo": number, "routes": list(told)}]
    return {"success": True, "errorCode": "S0000", "msgData": {"routeResps": routed}}


def reply(answered, *asked):
    asked = asked or (Asked(number=NUMBER, phone_tail="4321"),)
    [call] = sf_express.read_calls(asked, ACCESS)
    return sf_express.reply_of(call, Answer(status=200, received_at=NOW, body=answered))


def test_the_message_is_signed_as_the_platform_wants_it():
    """The digest was worked out with openssl over the encoded message, time and checkword."""
    [call] = sf_express.read_calls([Asked(number=NUMBER, phone_tail="4321")], ACCESS)
    form = {name: values[0] for name, values in parse_qs(call.body.decode()).items()}
    assert form["timestamp"] == "1780315200000"
    assert form["msgDigest"] == "9EQRbambBoPbr92yMmmrag=="
    assert json.loads(form["msgData"])["checkPhoneNo"] == "4321"


def test_numbers_with_other_digits_of_a_phone_are_asked_apart():
    asked = [Asked(number=f"SF{n}", phone_tail="1" if n % 2 else "") for n in range(24)]
    calls = sf_express.read_calls(asked, ACCESS)
    assert [len(call.asked) for call in calls] == [10, 2, 10, 2]
    assert {len({each.phone_tail for each in call.asked}) for call in calls} == {1}


def test_a_repeated_question_has_the_same_id():
    asked = [Asked(number=NUMBER)]
    assert sf_express.read_calls(asked, ACCESS) == sf_express.read_calls(asked, ACCESS)


def test_without_the_digits_of_a_phone_silence_asks_for_them():
    told = reply(body(routes()), Asked(number=NUMBER)).numbers[NUMBER]
    assert told.standing is Standing.NEEDS_MORE
    assert told.why == "SF wants the last four digits of a phone number of the order"


def test_with_the_digits_of_a_phone_silence_is_not_found():
    assert reply(body(routes())).numbers[NUMBER].standing is Standing.NOT_FOUND


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("A1001", TroubleKind.BAD_REQUEST),
        ("A1004", TroubleKind.BAD_ACCESS),
        ("A1005", TroubleKind.THROTTLED),
        ("A1009", TroubleKind.DOWN),
        ("A7777", TroubleKind.BAD_REQUEST),
    ],
)
def test_the_outer_code_tells_the_trouble(code, kind):
    assert reply(body("", code)).trouble.kind is kind


def test_a_bad_number_asked_alone_is_refused():
    failed = body({"success": False, "errorCode": "8247", "errorMsg": "bad number"})
    told = reply(failed).numbers[NUMBER]
    assert (told.standing, told.why) == (Standing.REFUSED, "SF says 8247: bad number")


def test_a_bad_number_among_others_accuses_none_of_them():
    failed = body({"success": False, "errorCode": "8247", "errorMsg": "bad number"})
    found = reply(failed, Asked(number="SF1"), Asked(number="SF2"))
    assert (found.numbers, found.trouble.kind) == ({}, TroubleKind.BAD_REQUEST)


def test_an_inner_answer_that_cannot_be_read_is_nonsense():
    assert reply(body('{"half": ')).trouble.kind is TroubleKind.NONSENSE
    [problem] = sf_express.parse(body('{"half": '), NOW).problems
    assert problem.where == "apiResultData"


def test_a_route_has_its_words_in_chinese_and_no_zone():
    [event] = sf_express.parse(body(routes(ROUTE)), NOW).events
    assert (event.language, event.milestone) == ("zh", M.PROCESSED)
    assert event.occurred_at.isoformat() == "2026-03-02T18:20:00"


def test_an_operation_nobody_documents_is_read_by_its_words_alone():
    silent, plain = ROUTE | {"opCode": "44", "remark": ""}, ROUTE | {"opCode": "44"}
    plain["remark"] = "正在派送途中"
    found = sf_express.parse(body(routes(silent, plain)), NOW).events
    assert [event.milestone for event in found] == [M.UNKNOWN, M.OUT_FOR_DELIVERY]
