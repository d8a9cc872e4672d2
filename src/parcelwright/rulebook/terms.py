"""Structured amounts: what a rule pays, as terms that print as a sum.

A term is data, never a formula text, so that each amount can be shown line by line
and checked by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from parcelwright.money import Money


class Basis(StrEnum):
    """A figure of the parcel that an amount can rest on."""

    # That of the text, as equality is; the enumeration's own is many times slower.
    __hash__ = str.__hash__

    LOSS = "loss"
    SALE = "sale"
    COST = "cost"
    DECLARED = "declared"
    INSURED = "insured"
    POSTAGE = "postage"

    @property
    def spoken(self) -> str:
        """The figure's name as a sentence says it."""
        return _SPOKEN[self]


_SPOKEN = {
    Basis.LOSS: "actual loss",
    Basis.SALE: "sale value",
    Basis.COST: "cost of the goods",
    Basis.DECLARED: "declared value",
    Basis.INSURED: "insured value",
    Basis.POSTAGE: "postage",
}


@dataclass(frozen=True, kw_only=True)
class Fixed:
    """A sum of money."""

    money: Money


@dataclass(frozen=True, kw_only=True)
class PerKilogram:
    """A sum for each kilogram: exact, or each one started."""

    money: Money
    started: bool = False


@dataclass(frozen=True, kw_only=True)
class PerItem:
    """A sum for each item in the parcel."""

    money: Money


@dataclass(frozen=True, kw_only=True)
class Share:
    """A multiple of one figure of the parcel, such as three times the postage.

    ``otherwise`` stands in when the parcel has no such figure: a sum, or any other term, as
    the sum by weight stands in where nothing was insured.
    ``less`` is what the payer takes off that nobody can work out beforehand, such as
    ``depreciation`` or ``VAT that can be reclaimed``; the sum is then the most it can be.
    """

    of: Basis
    times: Decimal = Decimal(1)
    otherwise: Term | None = None
    less: str = ""


@dataclass(frozen=True, kw_only=True)
class Deducted:
    """A term less a deductible: a sum, or a share of the term; never below nothing."""

    term: Term
    money: Money | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Total:
    """All parts together."""

    parts: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Lowest:
    """The lowest of its parts: a cap, or a limit against the actual loss."""

    parts: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Highest:
    """The highest of its parts."""

    parts: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Tier:
    """What is paid up to a weight in grams, inclusive; None is any weight above."""

    up_to_g: int | None
    money: Money


@dataclass(frozen=True, kw_only=True)
class Tiered:
    """A sum that depends on the weight; tiers stand lightest first."""

    tiers: tuple[Tier, ...]


@dataclass(frozen=True, kw_only=True)
class ValueTier:
    """What is paid up to a value of the goods, inclusive; None is any value above."""

    up_to: Money | None
    money: Money


@dataclass(frozen=True, kw_only=True)
class TieredByValue:
    """A sum that depends on one value of the goods; tiers stand smallest first."""

    of: Basis
    tiers: tuple[ValueTier, ...]


Term: TypeAlias = (
    Fixed
    | PerKilogram
    | PerItem
    | Share
    | Deducted
    | Total
    | Lowest
    | Highest
    | Tiered
    | TieredByValue
)
