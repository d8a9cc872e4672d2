"""Which letters the bytes of a text file stand for, decided on its first part."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASIAN = ("gb18030", "cp932")
_HIGH = 0x80
# Above this share of lone high bytes the text is of a Western single-byte code.
_LONE_SHARE = 0.6
# Below this share of broken letters a file is UTF-8 that was damaged on its way.
_DAMAGE_SHARE = 0.2


def detect_encoding(head: bytes, header_hits: Callable[[str], int]) -> str:
    """Return the Python name of the encoding of a file that starts with ``head``.

    A mark decides; then strict UTF-8; then the Asian encoding whose decoded text holds
    more known column names (``header_hits``); then Western; at last UTF-8 with damage.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    unmarked = _utf16_without_mark(head)
    if unmarked:
        return unmarked
    if _decodes(head, "utf-8") is not None or _is_damaged_utf8(head):
        return "utf-8"
    names = ("cp1252", *_ASIAN) if _is_western(head) else (*_ASIAN, "cp1252")
    texts = [(name, text) for name in names if (text := _decodes(head, name)) is not None]
    if not texts:
        return "utf-8"
    return max(texts, key=lambda pair: header_hits(pair[1]))[0]


def _decodes(head: bytes, name: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)().decode(head, final=False)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(head: bytes) -> str:
    """Recognise UTF-16 of mostly Latin text by the zero in every other byte."""
    sample = head[:200]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.4 and not sample[::2].count(0):
        return "utf-16-le"
    if half and sample[::2].count(0) > half * 0.4 and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _is_damaged_utf8(head: bytes) -> bool:
    text = head.decode("utf-8", errors="replace")
    foreign = sum(letter >= "\x80" for letter in text)
    return text.count("\ufffd") <= foreign * _DAMAGE_SHARE


def _is_western(head: bytes) -> bool:
    high = [index for index, byte in enumerate(head) if byte >= _HIGH]
    places = set(high)
    lone = sum(index - 1 not in places and index + 1 not in places for index in high)
    return lone > len(high) * _LONE_SHARE
