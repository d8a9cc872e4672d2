"""Limits on batteries by packing instruction, and words that name goods with one inside."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from parcelwright.parcels.draft import Battery, Chemistry
from parcelwright.prevention.dated import Dated, reference_file

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Citation


class BatteryLimit(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may travel inside equipment by post, by chemistry."""

    chemistry: Chemistry
    in_equipment_cells: int
    in_equipment_batteries: int
    instruction: str
    battery_wh: float | None = None
    lithium_g: float | None = None


def limit_of(chemistry: Chemistry | None) -> BatteryLimit | None:
    """Return the limits of a chemistry; those of lithium-ion where it is not known."""
    return _data()[0].get(chemistry or Chemistry.LITHIUM_ION)


def source(key: str) -> Citation:
    """Return a source of the limits by its key."""
    return _data()[1][key]


@lru_cache(maxsize=8192)
def named_in(description: str) -> Battery | None:
    """Return how a battery travels that a description names, or None.

    >>> named_in("20000 mAh Power Bank"), named_in("cotton scarf")
    (<Battery.ALONE: 'alone'>, None)
    """
    text = description.casefold()
    for battery, pattern in _data()[2]:
        if pattern.search(text):
            return battery
    return None


@cache
def _data() -> tuple[
    dict[Chemistry, BatteryLimit], dict[str, Citation], tuple[tuple[Battery, re.Pattern[str]], ...]
]:
    file = reference_file("battery_rules")
    words = msgspec.convert(file.tables["words"], dict[str, tuple[str, ...]])
    return (
        {limit.chemistry: limit for limit in file.many("limit", BatteryLimit)},
        dict(file.sources),
        (
            (Battery.ALONE, _any_of(words["alone"])),
            (Battery.IN_EQUIPMENT, _any_of(words["inside"])),
        ),
    )


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_whole_word, words)))


def _whole_word(word: str) -> str:
    return rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word)
