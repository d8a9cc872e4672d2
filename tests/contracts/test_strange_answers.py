"""Whatever a source that is asked answers: nothing raises, and no other number is spoken of."""

from __future__ import annotations

import copy
import json
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doubles._server import NOW, State, ask, doubles
from parcelwright import sources
from parcelwright.asking.calls import Access, Answer, Asked, Token
from parcelwright.sources import RegisteringSource, TokenSource

DOUBLES = doubles()
BASE = "https://source.example"
every_pull = pytest.mark.parametrize("slug", sources.pull_slugs())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 10**12) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@cache
def good(slug):
    """A call about a known number, and the good answer to it."""
    source, double, state = sources.pull_by_slug(slug), DOUBLES[slug], State()
    access = Access(base_url=BASE, values=double.ACCESS, at=NOW)
    if isinstance(source, TokenSource):
        token = source.token_of(ask(double, source.token_call(access), state))
        assert isinstance(token, Token)
        access = Access(base_url=BASE, values=double.ACCESS, token=token.value, at=NOW)
    number = double.KNOWN[0]
    asked = Asked(number=number, **getattr(double, "ASKED", {}).get(number, {}))
    if isinstance(source, RegisteringSource):
        for call in source.register_calls([asked], access):
            reply = source.reply_of(call, ask(double, call, state))
            told = reply.numbers[number].reference
            asked = Asked(**{**vars(asked), "reference": told})
    [call] = source.read_calls([asked], access)
    return call, ask(double, call, state)


def check(slug, body, status=200):
    source = sources.pull_by_slug(slug)
    call, _ = good(slug)
    reply = source.reply_of(call, Answer(status=status, received_at=NOW, body=body))
    assert set(reply.numbers) <= set(call.numbers)
    assert reply.trouble is None or reply.numbers == {}
    parsed = source.parse_answer(body, NOW, call.numbers)
    assert {event.tracking_number for event in parsed.events} <= set(call.numbers)
    assert {hint.tracking_number for hint in parsed.hints} <= set(call.numbers)


@every_pull
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_value_in_any_place_of_a_good_answer(slug, data):
    _, answer = good(slug)
    try:
        value = copy.deepcopy(json.loads(answer.body))
    except ValueError:
        pytest.skip("this source answers in another form than JSON")
    node = value
    while isinstance(node, (dict, list)) and node:
        names = sorted(node) if isinstance(node, dict) else range(len(node))
        key = data.draw(st.sampled_from(names))
        if data.draw(st.booleans()) or not isinstance(node[key], (dict, list)):
            node[key] = data.draw(VALUES)
            break
        node = node[key]
    check(slug, json.dumps(value).encode(), data.draw(st.sampled_from([200, 200, 404, 400])))


@every_pull
@settings(max_examples=30, deadline=None)
@given(body=st.binary(max_size=40), status=st.sampled_from([200, 204, 400, 404]))
def test_any_bytes_with_any_status(slug, body, status):
    check(slug, body, status)


@every_pull
def test_a_good_answer_cut_anywhere(slug):
    _, answer = good(slug)
    for end in range(0, len(answer.body), max(len(answer.body) // 25, 1)):
        check(slug, answer.body[:end])
