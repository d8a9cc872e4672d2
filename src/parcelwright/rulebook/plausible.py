"""Whether published rates can be true: upside down, slipped by a line, of another day."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

# Amounts of the basket from August 2022 to July 2027 (International Monetary Fund): at one
# day's rates they are worth one XDR together.
BASKET = {
    "USD": Decimal("0.57813"),
    "EUR": Decimal("0.37379"),
    "CNY": Decimal("1.0993"),
    "JPY": Decimal("13.452"),
    "GBP": Decimal("0.080870"),
}
_BASKET_TOLERANCE = Decimal("0.002")
# By how much a rate may change within so many days. Assumed: wide for what markets do in a
# month, narrow enough to tell the neighbor of a slipped line.
_LEAPS = ((35, Decimal("1.2")), (400, Decimal("1.6")))
_LEAPS_OF_A_SLIP = 3


def impossible(units: Mapping[str, Decimal]) -> str:
    """Return why units of each currency for one XDR cannot be true, or an empty text."""
    wrong = [code for code, rate in units.items() if not rate.is_finite() or rate <= 0]
    if wrong:
        return f"{wrong[0]} is not above zero"
    if units.keys() >= BASKET.keys():
        total = sum((amount / units[code] for code, amount in BASKET.items()), Decimal(0))
        if abs(total - 1) > _BASKET_TOLERANCE:
            return f"the basket sums to {total:.4f} XDR, not 1; the columns have slipped"
    elif "JPY" in units and units["JPY"] < 1:
        return "less than one JPY for one XDR; the table is upside down"
    return ""


def leaps(
    new: Mapping[str, Decimal], new_day: date, old: Mapping[str, Decimal], old_day: date
) -> dict[str, str]:
    """Return the currencies that moved further between two days than is to be believed.

    Args:
        new: Units for one XDR that are to be judged.
        new_day: Day they are of.
        old: Units for one XDR that are believed.
        old_day: Day these are of, before or after the other.

    Returns:
        For each such currency what changed, in words. Empty when the days are too far apart
        to tell.
    """
    days = abs((new_day - old_day).days)
    most = next((factor for within, factor in _LEAPS if days <= within), None)
    if most is None:
        return {}
    return {
        code: f"{code} went from {old[code]:f} to {rate:f} for one XDR within {days} days"
        for code, rate in new.items()
        if code in old and not 1 / most <= rate / old[code] <= most
    }


def slipped(found: Mapping[str, str]) -> bool:
    """Return whether leaps are of a table that slipped, not of a currency that fell."""
    return len(found) >= _LEAPS_OF_A_SLIP or any(code in BASKET for code in found)
