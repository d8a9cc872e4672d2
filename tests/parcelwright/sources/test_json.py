from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcelwright.sources import _json
from parcelwright.sources._json import UnreadableJson, read_json


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b'{"a": 1, "a": 1}', "twice"),
        (b'{"a":1,"a":1}', "twice"),
        (b'{"a":' + b"7" * 41 + b"}", "longer than 40"),
        (b'{"\\ud800": 1, "\\ufffd": 1}', "twice"),
        (b"[NaN]", "NaN"),
        (b"[-Infinity]", "-Infinity"),
        (b"[" * 65 + b"]" * 65, "deeper than 64"),
        (b"[" * 100_000, "deeper than 64"),
        (b"1" * 41, "longer than 40"),
        (b"-1." + b"1" * 40, "longer than 40"),
        (b"1e41", "exponent over 40"),
        (b'"\xff"', "not UTF-8 at byte 1"),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8"),
        (b'{"a": 1} x', "^not JSON: something follows after its end, at character 9$"),
        (b'{"a": "b', "^not JSON: a text does not end, at character 6$"),
        (b'["a\nb"]', "^not JSON: a text holds a control character, at character 3$"),
        (b"{1: 2}", "^not JSON: it does not go on as JSON does, at character 1$"),
        (b"", "^not JSON: a value is missing, at character 0$"),
    ],
)
def test_what_has_no_single_safe_reading_is_refused(payload, why):
    with pytest.raises(UnreadableJson, match=why):
        read_json(payload)


@pytest.mark.parametrize(
    ("payload", "value"),
    [
        (b"[" * 64 + b"]" * 64, None),
        (b"-" + b"1" * 40, -int("1" * 40)),
        (b"17.60", Decimal("17.60")),
        (b"\xef\xbb\xbf{}", {}),
        (b'"a\\u0000b\\ud83d"', "a\ufffdb\ufffd"),
        (b'"\\ud83d\\ude00"', "😀"),
        (b'{"k\\u0000": ["\\udc00"]}', {"k\ufffd": ["\ufffd"]}),
    ],
    ids=["depth-64", "40-digits", "decimal", "byte-order-mark", "unstorable", "emoji", "inside"],
)
def test_what_is_at_the_limit_is_read(payload, value):
    found = read_json(payload)
    assert value is None or found == value


STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
SCALARS = st.none() | st.booleans() | st.integers(-(10**39), 10**39) | STORABLE
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(STORABLE, inner)
)


@given(VALUES)
def test_ordinary_json_reads_as_the_standard_reader_reads_it(value):
    assert read_json(json.dumps(value).encode()) == value


# Marks that could mislead a reader that counts keys: quotes, colons and blanks in any place.
TRICKY = st.text(st.sampled_from('ab":\\ \t\n{}[],\u00e9'), max_size=6)


@st.composite
def json_texts(draw, depth=2):
    """JSON texts with blanks anywhere and keys that are often repeated."""
    blank = draw(st.sampled_from(["", " ", "\n\t"]))
    if depth == 0 or draw(st.booleans()):
        return draw(st.one_of(TRICKY, st.integers(), st.none()).map(json.dumps))
    if draw(st.booleans()):
        return "[" + ",".join(draw(st.lists(json_texts(depth - 1), max_size=3))) + "]"
    pairs = draw(st.lists(st.tuples(TRICKY, json_texts(depth - 1)), max_size=4))
    return "{" + ",".join(f"{json.dumps(k)}{blank}:{blank}{v}" for k, v in pairs) + "}"


def outcome(read, payload):
    try:
        return read(payload)
    except UnreadableJson as error:
        return str(error)


@settings(max_examples=400)
@given(json_texts())
def test_the_quick_way_of_reading_tells_the_same_as_the_exact_one(text):
    assert outcome(read_json, text.encode()) == outcome(_json._read_any, text.encode())


@pytest.mark.parametrize(
    ("payload", "is_plain"),
    [
        (b'{"a": {"b": [1.5, "x"]}}', True),
        (b'{"a" : 1}', True),
        (b'{"a": 1, "a": 2}', False),
        (b'{"a" : 1, "b":2, "b":3}', False),
        (b'{"a": "\\u0000"}', False),
        (b"[" * 64 + b"]" * 64, True),
        (b"[" * 65 + b"]" * 65, False),
        (b"[" + b"1" * 41 + b"]", False),
        (b'{"a": 1} x', False),
    ],
)
def test_only_what_is_beyond_doubt_is_read_the_quick_way(payload, is_plain):
    assert _json._read_plain(payload)[0] is is_plain
