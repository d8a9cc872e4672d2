"""Limits on batteries by packing instruction, and words that name goods with one inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from parcelwright.parcels.draft import Battery, Chemistry
from parcelwright.prevention.dated import Dated, reference_file

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Citation

_TABLET = re.compile(r"\btablets?\b")


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
    >>> named_in("tablet 10 inch"), named_in("tablet case"), named_in("手机壳")
    (<Battery.IN_EQUIPMENT: 'in_equipment'>, None, None)
    """
    words = _words()
    text = words.accessories.sub(" ", description.casefold())
    if words.dissolved.search(text):
        text = _TABLET.sub(" ", text)
    if words.alone.search(text):
        return Battery.ALONE
    return Battery.IN_EQUIPMENT if words.inside.search(text) else None


@dataclass(frozen=True, kw_only=True)
class _Words:
    """Patterns of words in descriptions, as the file of the rules explains them."""

    alone: re.Pattern[str]
    inside: re.Pattern[str]
    accessories: re.Pattern[str]
    dissolved: re.Pattern[str]


@cache
def _words() -> _Words:
    words = msgspec.convert(
        reference_file("battery_rules").tables["words"], dict[str, tuple[str, ...]]
    )
    return _Words(**{name: _any_of(some) for name, some in words.items()})


@cache
def _data() -> tuple[dict[Chemistry, BatteryLimit], dict[str, Citation]]:
    file = reference_file("battery_rules")
    limits = {limit.chemistry: limit for limit in file.many("limit", BatteryLimit)}
    return limits, dict(file.sources)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_whole_word, words)))


def _whole_word(word: str) -> str:
    return rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word)
