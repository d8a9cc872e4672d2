"""What sources answer at their worst: nothing raises, nothing is taken for another's news."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.test_pull_sources import BASE, Sitting, dated
from doubles._server import MANY, NOW, Mode
from parcelwright import sources
from parcelwright.asking.calls import Answer
from parcelwright.asking.replies import Standing, Trouble, TroubleKind
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import TokenSource

every_pull = pytest.mark.parametrize("slug", sources.pull_slugs())
STATUSES = (200, 201, 202, 204, 207, 302, 304, 400, 401, 402, 403, 404, 405, 408, 409, 410, 422,
            424, 425, 429, 451, 500, 502, 503, 504, 511, 520, 599)  # fmt: skip
BODIES = {
    "nothing": b"",
    "null": b"null",
    "list": b"[]",
    "object": b"{}",
    "list of lists": b"[[[1]]]",
    "text": b'"text"',
    "nan": b'{"a": NaN}',
    "twice": b'{"a":1,"a":2}',
    "huge number": b'{"a": 1e999}',
    "long number": b'{"a": ' + b"9" * 5000 + b"}",
    "deep": b"[" * 100_000,
    "deep object": b'{"data":' * 5000,
    "utf-16": '{"a": 1}'.encode("utf-16"),
    "bytes": bytes(range(256)),
    "page": b"<!doctype html><html><body>Please sign in</body></html>",
    "xml": b'<?xml version="1.0"?><messages><message><code>E</code></message></messages>',
    "entities": b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
    "wrong types": b'{"code":[],"data":7,"meta":"x","errors":{},"messages":3,"trackers":{},'
    b'"result":[7],"results":"x","shipments":[7],"error":[1],"output":[],"success":"x"}',
}
# What carriers write into any field. Each stands in turn in every place of a good answer.
ODD = {
    "1970": "1970-01-01T00:00:00Z",
    "2099": "2099-12-31T23:59:59Z",
    "day": "2026-03-01",
    "no zone": "2026-03-01T10:00:00",
    "impossible": "2026-02-30T25:61:00+99:00",
    "scripts": "В пути 运输中 قيد النقل 🚚 Köln \u202e\u0000",
    "long": "x" * 1_000_000,
    "decimal": 420123456.5,
    "true": True,
    "null": None,
    "empty list": [],
    "lists": [[[]]],
    "object": {"a": {"b": 1}},
}


@cache
def good(slug):
    """A good read of two numbers: the source, the call and the answer of its first call."""
    sitting = Sitting(slug)
    [(call, answer, _), *_] = sitting.read(*sitting.double.KNOWN)
    return sitting.source, call, answer


def calls_of(slug):
    """A call of each kind that the source makes."""
    sitting = Sitting(slug)
    source, access = sitting.source, replace(sitting.access, token="token")
    asked = [replace(each, reference="ref") for each in sitting.asked(*sitting.double.KNOWN)]
    calls = [source.check_call(access), *source.read_calls(asked, access)[:1]]
    if source.TERMS.registers:
        for way in (source.register_calls, source.retrack_calls, source.stop_calls):
            calls += way(asked, access)[:1]
    return source, calls


def said(source, call, answer):
    """The reply and the events of an answer, which must not raise and speak of what was asked."""
    reply = source.reply_of(call, answer)
    assert set(reply.numbers) <= set(call.numbers)
    assert not (reply.trouble and reply.numbers)
    parsed = source.parse_answer(answer.body, NOW, call.numbers)
    assert {event.tracking_number for event in parsed.events} <= set(call.numbers)
    assert {hint.tracking_number for hint in parsed.hints} <= set(call.numbers)
    assert len(parsed.problems) <= 250
    return reply, parsed


@every_pull
@pytest.mark.parametrize("body", BODIES)
def test_nonsense_with_any_status_tells_nothing_of_a_parcel(slug, body):
    source, calls = calls_of(slug)
    for call in calls:
        for status in STATUSES:
            answer = Answer(status=status, received_at=NOW, body=BODIES[body])
            reply, parsed = said(source, call, answer)
            assert parsed.events == ()
            standings = {told.standing for told in reply.numbers.values()}
            assert Standing.TOLD not in standings
            if status >= 500:
                assert reply.trouble.kind is TroubleKind.DOWN
            if status == 429:
                assert reply.trouble.kind is TroubleKind.THROTTLED
            if status == 401:
                assert reply.trouble.kind is TroubleKind.BAD_ACCESS


@every_pull
@pytest.mark.parametrize("body", BODIES)
def test_nonsense_is_no_token(slug, body):
    source = sources.pull_by_slug(slug)
    if not isinstance(source, TokenSource):
        assert not hasattr(source, "token_of")
        return
    for status in STATUSES:
        answer = Answer(status=status, received_at=NOW, body=BODIES[body])
        assert isinstance(source.token_of(answer), Trouble)


@every_pull
def test_a_good_body_with_a_bad_status_is_trouble(slug):
    source, call, answer = good(slug)
    for status, kind in ((500, TroubleKind.DOWN), (503, TroubleKind.DOWN),
                         (429, TroubleKind.THROTTLED), (401, TroubleKind.BAD_ACCESS)):  # fmt: skip
        reply = source.reply_of(call, replace(answer, status=status))
        assert reply.numbers == {}
        assert reply.trouble.kind is kind


@every_pull
def test_an_answer_cut_anywhere_tells_nothing(slug):
    source, call, answer = good(slug)
    for cut in range(1, len(answer.body) - 1, max(1, len(answer.body) // 150)):
        reply, parsed = said(source, call, replace(answer, body=answer.body[:cut]))
        assert reply.trouble.kind is TroubleKind.NONSENSE
        assert parsed.events == ()
        assert parsed.problems != ()


def places(value, path=()):
    """Every place in a JSON value that holds no list or object with something in it."""
    if isinstance(value, dict) and value:
        return [p for name, inner in value.items() for p in places(inner, (*path, name))]
    if isinstance(value, list) and value:
        return [p for index, inner in enumerate(value) for p in places(inner, (*path, index))]
    return [path]


def put(value, path, odd):
    node = value
    for step in path[:-1]:
        node = node[step]
    before, node[path[-1]] = node[path[-1]], odd
    return before


@every_pull
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_value_in_any_place_loses_no_event_in_silence(slug, odd):
    source, call, answer = good(slug)
    try:
        value = json.loads(answer.body)
    except ValueError:
        # Not JSON: there every value is text; damage is done to its bytes below.
        assert answer.body.lstrip().startswith(b"<")
        return
    count = len(dated([source.parse_answer(answer.body, NOW, call.numbers)]))
    # Each value goes into every fourth place (a megabyte into fewer), beginning elsewhere each
    # time, so that together they come to every place.
    for path in places(value)[list(ODD).index(odd) % 4 :: 16 if odd == "long" else 4]:
        before = put(value, path, ODD[odd])
        body = json.dumps(value, ensure_ascii=odd == "scripts").encode()
        put(value, path, before)
        _, parsed = said(source, call, replace(answer, body=body))
        assert len(dated([parsed])) == count or parsed.problems, path


@every_pull
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_answer_never_raises(slug, data):
    source, call, answer = good(slug)
    body = bytearray(answer.body)
    for _ in range(data.draw(st.integers(1, 4))):
        where = data.draw(st.integers(0, len(body) - 1))
        match data.draw(st.sampled_from(["set", "drop", "repeat"])):
            case "set":
                body[where] = data.draw(st.integers(0, 255))
            case "drop":
                del body[where : where + data.draw(st.integers(0, 40))]
            case "repeat":
                body[where:where] = body[where : where + data.draw(st.integers(0, 40))]
        body = body or bytearray(b" ")
    said(source, call, replace(answer, body=bytes(body)))


@every_pull
@pytest.mark.parametrize("name", ["retry-after", "x-ratelimit-reset", "content-type"])
def test_headers_of_any_kind_never_raise(slug, name):
    source, call, answer = good(slug)
    for value in (
        "",
        "-1",
        "1.5",
        "1e9",
        "9" * 5000,
        "²",
        "soon",
        "\x00",
        "Wed, 32 Foo 2026",
        "0x10",
    ):
        reply = source.reply_of(call, replace(answer, status=429, headers={name: value}))
        assert reply.trouble.kind is TroubleKind.THROTTLED


@every_pull
def test_a_parcel_with_very_many_events_is_told_whole(slug):
    sitting = Sitting(slug)
    sitting.state.mode = Mode.MANY
    number = sitting.double.KNOWN[0]
    exchanges = sitting.read(number)
    assert sitting.state.counts[number] >= MANY
    assert len(dated(sitting.parsed(exchanges))) == sitting.state.counts[number]


@every_pull
def test_numbers_of_any_form_make_calls_that_stay_at_their_address(slug):
    sitting = Sitting(slug)
    access = replace(sitting.access, token="token")
    for written in (
        "../../admin",
        "..",
        ".",
        "A/B?c=d&e#f",
        "A\r\nX: y",
        "№ 5",
        "a,b",
        "x" * 5000,
        "",
    ):
        number = normalize(written)
        [asked] = [replace(each, number=number, carrier="usps") for each in sitting.asked("N")]
        calls = sitting.source.read_calls([asked], access)
        if sitting.source.TERMS.registers:
            calls += sitting.source.register_calls([asked], access)
        for call in calls:
            path = call.url.removeprefix(BASE)
            assert path != call.url
            assert call.url.isascii()
            assert not {" ", "\r", "\n", "#"} & set(path)
            assert not {".", ".."} & set(path.split("?")[0].split("/"))
            assert all("\n" not in value and "\r" not in value for _, value in call.headers)
