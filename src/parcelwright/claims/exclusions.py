"""Exclusions of a rule held against one parcel: which bite, which may, and why.

Rules state exclusions in words. What the words say of contents, value, weight, destination
and programme is read from them once; anything else about a parcel only a person can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.exclusion_words import Condition, condition_of
from parcelwright.errors import MoneyError
from parcelwright.rulebook.exchange import convert
from parcelwright.rulebook.select import slug

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.exchange import Rates


class Bite(StrEnum):
    """Whether an exclusion takes the right away from this parcel."""

    BITES = "bites"
    MAY = "may"
    SPARES = "spares"


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """One exclusion as it stands for one parcel; ``why`` is a plain sentence."""

    text: str
    bite: Bite
    why: str


def exclusions_of(
    texts: Sequence[str], parcel: Parcel, on: date, rates: Rates
) -> tuple[Exclusion, ...]:
    """Return each exclusion for a parcel, those that bite first.

    Args:
        texts: As the rule states them.
        parcel: For its contents, value, weight, destination and programme.
        on: Day whose rate counts where a value is in another currency.
        rates: For such a value.
    """
    found = [
        Exclusion(text=text, bite=bite, why=why)
        for text in texts
        for bite, why in (_judged(condition_of(text), parcel, on, rates),)
    ]
    return tuple(sorted(found, key=lambda each: _ORDER[each.bite]))


_ORDER = {bite: at for at, bite in enumerate(Bite)}
_NOT_TOLD = (Bite.MAY, "Nothing known of the parcel decides this.")


def _judged(condition: Condition, parcel: Parcel, on: date, rates: Rates) -> tuple[Bite, str]:
    if condition.programme:
        if not parcel.programme:
            return Bite.MAY, "The programme of the parcel is not known."
        if condition.programme not in slug(parcel.programme):
            return Bite.MAY, "It holds under one programme only, and the parcel names another."
    answers = [
        answer
        for answer in (
            _by_destination(condition, parcel),
            _by_value(condition, parcel, on, rates),
            _by_weight(condition, parcel),
            _by_contents(condition, parcel),
        )
        if answer is not None
    ]
    if not answers:
        return _NOT_TOLD
    # What is barred by name and value together bites only where both hold.
    if condition.all_must_hold:
        return max(answers, key=lambda answer: _ORDER[answer[0]])
    return min(answers, key=lambda answer: _ORDER[answer[0]])


def _by_destination(condition: Condition, parcel: Parcel) -> tuple[Bite, str] | None:
    if not condition.destinations and not condition.some_destinations:
        return None
    country = parcel.lane.destination_country or parcel.buyer.country
    if not country:
        return Bite.MAY, "The destination is not known."
    if country in condition.destinations:
        return Bite.BITES, f"The destination is {country}."
    if condition.some_destinations:
        return Bite.MAY, "The list of destinations is not complete here; look it up."
    return Bite.SPARES, f"The destination {country} is not on the list."


def _by_value(
    condition: Condition, parcel: Parcel, on: date, rates: Rates
) -> tuple[Bite, str] | None:
    limit = condition.above
    if limit is None:
        return None
    value = parcel.contents.value or parcel.contents.cost
    if value is None:
        return Bite.MAY, "The value is not known."
    same = _in_currency(value, limit.currency, on, rates)
    if same is None:
        return Bite.MAY, f"No rate compares the value {value} with {limit}."
    if same.amount > limit.amount:
        return Bite.BITES, f"The value {value} is above {limit}."
    return Bite.SPARES, f"The value {value} is not above {limit}."


def _in_currency(value: Money, currency: str, on: date, rates: Rates) -> Money | None:
    try:
        return convert(value, currency, on, rates).money
    except MoneyError:
        return None


def _by_weight(condition: Condition, parcel: Parcel) -> tuple[Bite, str] | None:
    limit, grams = condition.above_g, parcel.contents.weight_g
    if limit is None:
        return None
    if grams is None:
        return Bite.MAY, "The weight is not known."
    if grams > limit:
        return Bite.BITES, f"The weight {grams} g is above {limit} g."
    # Such a line names a size as well, which the weight does not settle.
    return Bite.MAY, f"The weight {grams} g is not above {limit} g; its size is not known."


def _by_contents(condition: Condition, parcel: Parcel) -> tuple[Bite, str] | None:
    if not condition.goods:
        return None
    contents = parcel.contents
    if not contents.description and not contents.hs_code:
        return Bite.MAY, "The contents are not known."
    named = _named(contents.description, contents.hs_code)
    for kind in condition.goods:
        if kind in named:
            told = contents.description or f"tariff code {contents.hs_code}"
            return Bite.BITES, f"The contents are {told}."
    if condition.further_goods:
        return Bite.MAY, "The contents are not among what is named; the rule names more."
    if not contents.hs_code and not contents.description.isascii():
        return Bite.MAY, "The description of the contents cannot be read here."
    return Bite.SPARES, "The contents are none of these by their description."


@lru_cache(maxsize=4096)
def _named(description: str, hs_code: str) -> frozenset[str]:
    """Return the kinds of goods that a description or tariff code tells of."""
    from_words = condition_of(description).goods
    digits = "".join(sign for sign in hs_code if sign.isdigit())
    return from_words | {
        kind for kind, heads in _TARIFF.items() if digits and digits.startswith(heads)
    }


# Headings of the Harmonized System that a kind of goods stands under.
_TARIFF: dict[str, tuple[str, ...]] = {
    "jewelry": ("7113", "7114", "7116", "7117"),
    "gems": ("7101", "7102", "7103", "7104"),
    "bullion": ("7106", "7108", "7110"),
    "cash": ("7118", "490700"),
    "securities": ("4907",),
    "tickets": ("4907", "4911"),
    "papers": ("4901", "4902", "4906", "4907", "4911"),
    "laptops": ("847130",),
    "phones": ("8517",),
    "televisions": ("8528",),
    "chips": ("8542",),
    "art": ("9701", "9702", "9703"),
    "antiques": ("9706",),
    "furs": ("4301", "4302", "4303"),
    "animals": ("01",),
    "weapons": ("9301", "9302", "9303", "9304", "9306", "9307"),
    "perishables": ("02", "03", "04", "07", "08", "0603"),
    "fragile": ("7013", "6911", "6912", "7009"),
}
