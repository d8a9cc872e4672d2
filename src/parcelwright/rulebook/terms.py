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
class Share:
    """A multiple of one figure of the parcel, such as three times the postage.

    ``otherwise`` stands in when the parcel has no such figure, as for no declared amount.
    """

    of: Basis
    times: Decimal = Decimal(1)
    otherwise: Money | None = None


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


Term: TypeAlias = Fixed | PerKilogram | Share | Total | Lowest | Highest | Tiered
