"""Kinds of goods that somebody on the way does not take, and the words that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from parcelwright.prevention.dated import Dated, reference_files
from parcelwright.prevention.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from parcelwright.rulebook.rule import Citation

POST, COURIER, ANY = "post", "courier", "any"
_GRAVEST = tuple(Severity)


class Reach(StrEnum):
    """Which parcels a rule speaks of: those that leave a country, or those that stay in one."""

    ABROAD = "abroad"
    INLAND = "inland"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True)
class Trip:
    """How goods travel, as far as rules ask.

    Args:
        way: By post or by courier.
        origin, country: Where from and where to; empty where it does not count.
        reach: Abroad, or inland.
    """

    way: str
    origin: str
    country: str
    carrier: str
    on: date
    reach: Reach


class GoodsRule(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who does not take the goods, and why; countries and carriers narrow it.

    Args:
        free_from: Origins from which such goods are free where it applies, as from the rest of
            a union; no later rule is told then.
        reach: Which parcels it speaks of.
    """

    by: str
    severity: Severity
    why: str
    countries: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    free_from: tuple[str, ...] = ()
    reach: Reach = Reach.ABROAD

    def applies(self, trip: Trip) -> bool:
        """Return whether the rule speaks of goods that travel so."""
        return (
            self.by in {ANY, trip.way}
            and self.reach in {Reach.BOTH, trip.reach}
            and (not self.countries or trip.country in self.countries)
            and (not self.carriers or trip.carrier in self.carriers)
            and self.holds(trip.on)
        )


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class GoodsKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of goods.

    Args:
        name: What it is, with its article.
        words: Matches descriptions that name it.
        beside: Must match as well, where one word alone says too little.
        unless: Matches descriptions that only sound like it.
    """

    slug: str
    name: str
    words: re.Pattern[str]
    beside: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    rules: tuple[GoodsRule, ...]
    sources: Mapping[str, Citation]

    def is_named(self, description: str) -> bool:
        """Return whether a description names goods of the kind."""
        text = description.casefold()
        spared = self.unless is not None and self.unless.search(text)
        told = self.beside is None or self.beside.search(text) is not None
        return not spared and told and self.words.search(text) is not None

    def rule_for(self, trips: Sequence[Trip]) -> GoodsRule | None:
        """Return the gravest of the first rules that apply to each trip, or None."""
        firsts = (self._first(trip) for trip in trips)
        return min(
            (rule for rule in firsts if rule is not None),
            key=lambda rule: _GRAVEST.index(rule.severity),
            default=None,
        )

    def _first(self, trip: Trip) -> GoodsRule | None:
        found = next((rule for rule in self.rules if rule.applies(trip)), None)
        return None if found is None or trip.origin in found.free_from else found


# A seller's goods are the same in most orders; texts are bounded.
@lru_cache(maxsize=8192)
def kinds_named(description: str) -> tuple[GoodsKind, ...]:
    """Return the kinds of goods that a description names.

    >>> [kind.slug for kind in kinds_named("Eau de Parfum 50 ml")]
    ['flammable_liquids']
    >>> kinds_named("perfume atomizer, empty")
    ()
    >>> [kind.slug for kind in kinds_named("replica of a Rolex watch")]
    ['counterfeit_marks', 'counterfeits']
    >>> [kind.slug for kind in kinds_named("Rolex watch")]
    ['counterfeit_marks']
    """
    return tuple(kind for kind in goods_kinds() if kind.is_named(description))


@cache
def goods_kinds() -> tuple[GoodsKind, ...]:
    """Return all kinds of restricted goods."""
    found = []
    for stem, file in reference_files("parcelwright.prevention.goods").items():
        words = msgspec.convert(file.tables["goods"], _Words)
        found.append(
            GoodsKind(
                slug=stem,
                name=words.name,
                words=_any_of(words.words),
                beside=_any_of(words.beside) if words.beside else None,
                unless=_any_of(words.unless) if words.unless else None,
                rules=file.many("rule", GoodsRule),
                sources=file.sources,
            )
        )
    return tuple(found)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_whole, words)))


def _whole(word: str) -> str:
    # Chinese has no blanks between words; every other language here has.
    return re.escape(word) if ord(word[0]) > _FIRST_HAN else rf"\b{re.escape(word)}\b"


_FIRST_HAN = 0x2E80
