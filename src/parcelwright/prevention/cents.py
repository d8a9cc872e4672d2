"""Sums of an order that were written in cents, and what was meant."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.money import Money
    from parcelwright.parcels.draft import Draft

_CENTS = 100
# Rounding, and a rate of another day.
NEAR = Decimal("0.05")


def is_hundredfold(sum_: Decimal, of: Decimal) -> bool:
    """Return whether a sum is about a hundred times another one that is above zero.

    >>> is_hundredfold(Decimal(1480), Decimal("14.80")), is_hundredfold(Decimal(90), Decimal(1))
    (True, False)
    """
    return of > 0 and abs(sum_ - of * _CENTS) <= of * _CENTS * NEAR


def as_meant(draft: Draft) -> Draft:
    """Return a draft whose order value and declared value are no hundredfold of its goods.

    One check tells of the cents; all others look at what was meant, for a larger customs form,
    more tax and a cover that falls short would follow from the slip alone.
    """
    if draft.value is None and draft.declared is None:
        return draft
    goods = draft.lines_value or draft.value
    if goods is None:
        return draft
    value, declared = _meant(draft.value, goods), _meant(draft.declared, goods)
    if value is draft.value and declared is draft.declared:
        return draft
    return replace(draft, value=value, declared=declared)


def _meant(written: Money | None, goods: Money) -> Money | None:
    if written is None or written.currency != goods.currency:
        return written
    return goods if is_hundredfold(written.amount, goods.amount) else written
