"""What insuring one parcel costs, by the terms that an insurer or platform offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.rulebook.cover import PremiumPer

if TYPE_CHECKING:
    from decimal import Decimal

    from numpy.typing import NDArray

    from parcelwright.rulebook.cover import CoverTerms

PERCENT = 100


@dataclass(frozen=True, kw_only=True)
class Premium:
    """The price of cover for one parcel; sums in ``currency``.

    Args:
        percent: Of the insured value.
        fixed: For each parcel, on top.
        least: The lowest premium for one parcel.
        currency: ISO 4217.
    """

    currency: str
    percent: Decimal | None = None
    fixed: Decimal | None = None
    least: Decimal | None = None

    def of(self, value: float) -> float:
        """Return what insuring a parcel of this value costs."""
        return float(self.of_each(np.array([value]))[0])

    def of_each(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what insuring parcels of these values costs, one by one."""
        cost = float(self.percent or 0) / PERCENT * values + float(self.fixed or 0)
        return np.maximum(cost, float(self.least or 0))


def premium_of(cover: CoverTerms) -> Premium | None:
    """Return the premium of a policy for one more parcel.

    A premium by the year is paid whether or not a parcel is insured, so one more costs nothing;
    where the policy names no premium, None.
    """
    if cover.premium is None or cover.premium_per is None:
        return None
    if cover.premium_per is PremiumPer.PERCENT_OF_VALUE:
        return Premium(currency=cover.currency, percent=cover.premium)
    if cover.premium_per is PremiumPer.PARCEL:
        return Premium(currency=cover.currency, fixed=cover.premium)
    return Premium(currency=cover.currency)


def checked(premium: Premium) -> Premium:
    """Return a premium that can be reckoned with.

    Raises:
        MoneyError: No currency, nothing to pay, or a figure below zero.
    """
    Money.of(0, premium.currency)
    figures = [each for each in (premium.percent, premium.fixed, premium.least) if each is not None]
    if not figures:
        raise MoneyError("no premium is given; name a percentage or a sum for each parcel")
    if any(each < 0 for each in figures):
        raise MoneyError("a premium is below zero; write it as 1.2 for 1.2 %")
    return premium
