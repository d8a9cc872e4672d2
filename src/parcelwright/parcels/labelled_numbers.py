"""Finds tracking numbers in running text: only those that are sure, or that a label names.

A number is sure when its beginning and its check digit fit one format, such as that of the
posts or UPS; bare digits never are. Any other number counts only right behind words such as
"tracking number", for an order number or a telephone number looks just the same.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from parcelwright.parcels.recognize import normalize, recognize

_POSTAL = r"[A-Z]{2} ?(?:\d ?){9}[A-Z]{2}(?![A-Z0-9])"
_UPS = r"1Z ?(?:[A-Z0-9] ?){15}[A-Z0-9](?![A-Z0-9])"
_WORD = r"[A-Z0-9]{8,40}(?![A-Z0-9])"
_SURE = re.compile(rf"(?<![A-Za-z0-9])(?:{_POSTAL}|{_UPS}|{_WORD})")
_GROUPS = r"\d{2,5}(?: \d{2,5}){2,9}(?![A-Z0-9])"
_NAMED = r"[A-Z0-9](?:[A-Z0-9-]{6,38})[A-Z0-9](?![A-Z0-9])"
# Between a label and its number: signs, blanks, a line break, at most one small word.
_GAP = r"[^A-Z0-9]{0,20}(?:(?:IS|NUMBER|NO|NR|LAUTET|IST|EST|ES)\b[^A-Z0-9]{1,5})?"
_LEAST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text, and whether a label names it; otherwise its own form does."""

    number: str
    is_labelled: bool


def numbers_in(text: str) -> tuple[FoundNumber, ...]:
    """Return the tracking numbers of a text in the order they stand, each once.

    >>> [found.number for found in numbers_in("Your parcel RR 123 456 785 CN, order 12345678")]
    ['RR123456785CN']
    >>> numbers_in("Tracking number: 123456789012")[0].is_labelled
    True
    """
    places: dict[int, FoundNumber] = {}
    for match in _labelled().finditer(text):
        number = normalize(match["number"])
        if _digits(number) >= _LEAST_DIGITS:
            places[match.start("number")] = FoundNumber(number, is_labelled=True)
    for match in _SURE.finditer(text):
        number = normalize(match[0])
        if _is_sure(number):
            places.setdefault(match.start(), FoundNumber(number, is_labelled=False))
    first: dict[str, FoundNumber] = {}
    for at in sorted(places):
        first.setdefault(places[at].number, places[at])
    return tuple(first.values())


def _is_sure(number: str) -> bool:
    if _digits(number) < _LEAST_DIGITS or number.isdigit():
        return False
    return any(each.valid and each.checked and each.marked for each in recognize(number))


def _digits(number: str) -> int:
    return sum(letter.isdigit() for letter in number)


@cache
def _labelled() -> re.Pattern[str]:
    text = (
        resources.files("parcelwright.parcels")
        .joinpath("number_labels.toml")
        .read_text(encoding="utf-8")
    )
    # Scripts with blanks begin a word with a label; Chinese words follow each other.
    labels = [label for group in tomllib.loads(text).values() for label in group]
    longest_first = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    numbers = f"{_POSTAL}|{_UPS}|{_GROUPS}|{_NAMED}"
    return re.compile(
        rf"(?<![A-Za-z\u00c0-\u024f\u0400-\u04ff])(?:{longest_first}){_GAP}(?P<number>{numbers})",
        re.IGNORECASE,
    )
