"""Reads JSON from strangers: strictly, within limits, and never halfway.

Stricter than the language's own reader, because what is stored, signed and later
shown to a carrier must have one reading only: a repeated key has two.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

Json: TypeAlias = "bool | int | Decimal | str | list[Json] | dict[str, Json] | None"

MAX_DEPTH = 64
MAX_DIGITS = 40

_UNSTORABLE_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
# A quotation mark before a colon ends a key; few texts hold such a pair themselves.
_AFTER_KEY, _BLANKS = b'":', b" \t\r\n"
_TOO_LARGE = 10**MAX_DIGITS
_ALL_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"000000000")
_LONG_NUMBER = b"0" * (MAX_DIGITS + 1)
# NUL and halves of a surrogate pair fit in no database and no PDF.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# What the language's own reader says, which is half a sentence, in whole ones.
_BREAKS = {
    "Expecting value": "a value is missing",
    "Unterminated string starting at": "a text does not end",
    "Invalid control character at": "a text holds a control character",
    "Extra data": "something follows after its end",
}


class UnreadableJson(ValueError):
    """Bytes that are not one JSON text within the limits; the message says why."""


def read_json(payload: bytes) -> Json:
    """Return the value that a UTF-8 JSON text holds; numbers with a point as ``Decimal``.

    NUL and lone surrogates become U+FFFD in the returned value; keep the bytes.

    Raises:
        UnreadableJson: Not UTF-8, not JSON, nested deeper than 64, a number longer
            than 40 digits, NaN or Infinity, or a repeated key.
    """
    plain, value = _read_plain(payload)
    if plain:
        return value
    return _read_any(payload)


def _read_plain(payload: bytes) -> tuple[bool, Json]:
    """Return whether a payload is beyond doubt, and its value: many times faster than the rest.

    The reader of msgspec keeps the last of repeated keys, so keys are counted in the bytes
    and in the value. Whatever is not plain is left to the slow and exact way.
    """
    if b"\\u" in payload and _UNSTORABLE_BYTES.search(payload):
        return False, None
    try:
        value: Json = _DECODER.decode(payload)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return False, None
    if not isinstance(value, (dict, list)):
        return False, None
    if _is_within_limits(payload) and _encode(value) == payload:
        # Written again it is the same, so no key of it is repeated.
        return True, value
    # Each key counts at least once, a repeated one more often than the value shows.
    keys = payload.translate(None, _BLANKS).count(_AFTER_KEY)
    return _keys_within_limits(value) == keys, value


def _is_within_limits(payload: bytes) -> bool:
    """Return whether a text can be neither too deep nor hold too long a number; no is a maybe."""
    if payload.count(b"{") + payload.count(b"[") > MAX_DEPTH:
        return False
    return _LONG_NUMBER not in payload.translate(_ALL_DIGITS_ALIKE)


def _keys_within_limits(value: Json) -> int:
    """Return how many keys a value holds; -1 when it is too deep or a number is too long."""
    keys = 0
    level = [value]
    for _ in range(MAX_DEPTH):
        below: list[Json] = []
        for node in level:
            children: Iterable[Json] = ()
            if isinstance(node, dict):
                keys += len(node)
                children = node.values()
            elif isinstance(node, list):
                children = node
            for child in children:
                kind = type(child)
                if kind is dict or kind is list:
                    below.append(child)
                elif kind is int and not -_TOO_LARGE < child < _TOO_LARGE:
                    return -1
        if not below:
            return keys
        level = below
    return -1


def _read_any(payload: bytes) -> Json:
    try:
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableJson(f"not UTF-8 at byte {error.start}") from error
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_int=_integer,
            parse_float=_decimal,
        )
    except json.JSONDecodeError as error:
        what = _BREAKS.get(error.msg, "it does not go on as JSON does")
        raise UnreadableJson(f"not JSON: {what}, at character {error.pos}") from error
    except RecursionError as error:
        raise UnreadableJson(f"nested deeper than {MAX_DEPTH}") from error
    _refuse_deep(value)
    return _storable(value) if _UNSTORABLE_ESCAPE.search(text) else value


def _refuse_deep(value: Json) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    raise UnreadableJson(f"nested deeper than {MAX_DEPTH}")


def _children(node: Json) -> list[Json]:
    match node:
        case dict():
            return [child for child in node.values() if isinstance(child, (dict, list))]
        case list():
            return [child for child in node if isinstance(child, (dict, list))]
        case _:
            return []


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for raw_key, value in pairs:
        key = _UNSTORABLE.sub("\ufffd", raw_key)
        if key in found:
            raise UnreadableJson(f"the key {key[:80]!r} stands twice in one object")
        found[key] = value
    return found


def _refuse_constant(text: str) -> NoReturn:
    raise UnreadableJson(f"{text} is not a JSON number")


def _integer(text: str) -> int:
    _refuse_long(text)
    return int(text)


def _decimal(text: str) -> Decimal:
    _refuse_long(text)
    exponent = text.lower().partition("e")[2]
    if exponent and abs(int(exponent)) > MAX_DIGITS:
        raise UnreadableJson(f"a number has an exponent over {MAX_DIGITS}")
    return Decimal(text)


def _refuse_long(text: str) -> None:
    # Text of at most forty letters is not counted: a payload may hold millions of numbers.
    if len(text) > MAX_DIGITS and sum(letter.isdigit() for letter in text) > MAX_DIGITS:
        raise UnreadableJson(f"a number is longer than {MAX_DIGITS} digits")


_encode = msgspec.json.Encoder(decimal_format="number").encode
_DECODER = msgspec.json.Decoder(float_hook=_decimal)
_UNSTORABLE_BYTES = re.compile(_UNSTORABLE_ESCAPE.pattern.encode())


def _storable(value: Json) -> Json:
    match value:
        case str():
            return _UNSTORABLE.sub("\ufffd", value)
        case list():
            return [_storable(item) for item in value]
        case dict():
            return {key: _storable(item) for key, item in value.items()}
        case _:
            return value
