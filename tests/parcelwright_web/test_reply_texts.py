"""What sources answer, and why one could not be asked, is said in the reader's language."""

import re

import pytest
from django.utils.translation import override

from parcelwright.asking.calls import Answer, Call, Purpose
from parcelwright.sources import _aftership, _asking, _seventeen_track, _trackingmore
from parcelwright_web import clock
from parcelwright_web.core_texts import spoken
from parcelwright_web.gateways.addresses import NotAllowed, target_of
from parcelwright_web.gateways.http import Limits, carry

CHINESE = re.compile(r"[\u4e00-\u9fff]")
TABLES = {
    "17TRACK": _seventeen_track._STANDINGS,
    "AfterShip": _aftership._STANDINGS,
    "TrackingMore": _trackingmore._STANDINGS,
}
WHYS = [(name, why) for name, table in TABLES.items() for _, why in table.values()]


@pytest.fixture(autouse=True)
def in_chinese():
    with override("zh-hans"):
        yield


@pytest.mark.parametrize(("name", "why"), WHYS)
def test_why_a_number_is_not_taken_is_said_with_the_words_of_the_source(name, why):
    said = spoken(f"{why} ({name} -1 words of theirs)")
    assert said == f"{spoken(why)}（{name} -1 words of theirs）"
    assert CHINESE.search(spoken(why))


@pytest.mark.parametrize("why", [why for _, why in _trackingmore._BY_STATUS.values()])
def test_how_a_source_stands_to_a_number_is_said(why):
    assert CHINESE.search(spoken(why))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "它的应答为空（HTTP 200）"),
        (
            b"<html>",
            "它的应答不是数据（HTTP 200，不是 JSON：Expecting value，位于第 0 个字符）：<html>",
        ),
    ],
)
def test_an_answer_that_is_no_data_is_told(body, said):
    trouble = _asking.json_root(Answer(status=200, received_at=clock.now(), body=body))
    assert spoken(trouble.what).startswith(said[:18])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://a.example/", "地址必须以 https:// 或 http:// 开头"),
        ("https://a b.example/", "地址无法识别；请检查写法"),
        ("https://u:p@a.example/", "地址里不能含有用户名或密码"),
        (
            "http://a.example:81/",
            "只访问 80 和 443 端口，不访问 81 端口；如需允许，请在 PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS 中写上 a.example",
        ),
    ],
)
def test_an_address_that_is_not_asked_is_told(url, said):
    with pytest.raises(NotAllowed) as refused:
        target_of(url, frozenset())
    assert spoken(str(refused.value)) == said


def test_a_private_address_is_told_with_the_way_to_allow_it():
    call = Call(purpose=Purpose.READ, url="http://127.0.0.1/")
    assert spoken(carry(call, Limits(seconds=5)).what) == (
        "127.0.0.1 的地址是 127.0.0.1，不是公网地址；如需允许，请在 "
        "PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS 中写上 127.0.0.1"
    )


def test_silence_is_told_with_its_seconds():
    assert spoken("no whole answer within 15 seconds") == "15 秒内没有收到完整的应答"
