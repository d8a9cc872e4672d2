from __future__ import annotations

from dataclasses import replace

import pytest

from parcelwright.asking.calls import Asked, Call, Purpose
from parcelwright.asking.replies import NumberReply, Standing, TroubleKind
from parcelwright.sources._failure_words import reply_in_words

READ = Call(purpose=Purpose.READ, url="https://a.example", asked=(Asked(number="A1"),))
CHECK = Call(purpose=Purpose.CHECK, url="https://a.example")


@pytest.mark.parametrize(
    "words", ["deliveryOrderNo does not exist", "order not found", "单号不存在", "暂无轨迹"]
)
def test_an_absent_parcel_is_not_found_with_the_words_that_say_so(words):
    reply = reply_in_words(READ, words)
    assert reply.trouble is None
    assert reply.numbers == {"A1": NumberReply(standing=Standing.NOT_FOUND, why=words)}


def test_an_absent_parcel_passes_a_check():
    reply = reply_in_words(CHECK, "does not exist")
    assert (reply.trouble, reply.numbers) == (None, {})


def test_no_right_to_see_one_parcel_does_not_shut_out_the_others():
    words = "单号不存在或没有权限"
    assert reply_in_words(READ, words).numbers["A1"].standing is Standing.REFUSED
    assert reply_in_words(CHECK, words).trouble is None


@pytest.mark.parametrize("words", ["order not found", "没有权限"])
def test_words_about_one_parcel_accuse_none_of_several(words):
    reply = reply_in_words(replace(READ, asked=(*READ.asked, Asked(number="A2"))), words)
    assert reply.numbers == {}
    assert reply.trouble.kind in {TroubleKind.BAD_REQUEST, TroubleKind.BAD_ACCESS}


def test_no_right_to_ask_at_all_shows_in_a_check():
    assert reply_in_words(READ, "no permission").numbers["A1"].standing is Standing.REFUSED
    assert reply_in_words(CHECK, "no permission").trouble.kind is TroubleKind.BAD_ACCESS


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("app_key does not exist", TroubleKind.BAD_ACCESS),
        ("签名错误", TroubleKind.BAD_ACCESS),
        ("Invalid sign", TroubleKind.BAD_ACCESS),
        ("Too many requests", TroubleKind.THROTTLED),
        ("请求过于频繁", TroubleKind.THROTTLED),
        ("系统异常，请稍后重试", TroubleKind.DOWN),
        ("System error", TroubleKind.DOWN),
        ("parameter wrong", TroubleKind.BAD_REQUEST),
        ("signed for by the recipient", TroubleKind.BAD_REQUEST),
        ("", TroubleKind.BAD_REQUEST),
    ],
)
def test_any_other_failure_says_nothing_of_the_parcel(words, kind):
    reply = reply_in_words(READ, words)
    assert (reply.numbers, reply.trouble.kind) == ({}, kind)
