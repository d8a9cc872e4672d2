"""Signature, photo, code or locker: from which value on each pays for itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.prevention.choice.rate_table import (
    Extra,  # noqa: TC001 - msgspec reads the annotation at run time
)
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from parcelwright.prevention.choice.expected import Expected
    from parcelwright.prevention.choice.sending import Sending
    from parcelwright.rulebook.exchange import Rates


@dataclass(frozen=True, kw_only=True)
class Safeguard:
    """One extra of one service for one parcel; sums in the currency of the choice.

    Args:
        price: What it costs.
        prevents: Share of false deliveries that it is assumed to prevent.
        from_value: Value of the goods from which it pays for itself; None where it never does.
        pays: Whether this parcel's goods are worth that much.
        asked_by: Schemes that protect a sale of this value only with it.
    """

    extra: Extra
    price: float
    prevents: float
    from_value: float | None
    pays: bool
    asked_by: tuple[str, ...] = ()


def safeguards_of(expected: Expected, sending: Sending, rates: Rates) -> tuple[Safeguard, ...]:
    """Return the extras that a service offers, each with the value from which it pays.

    A delivery that the buyer never got costs the goods, the postage again and the work, and
    carriers pay nothing for what they call delivered.
    """
    found = []
    value = float(sending.value.amount)
    beside = expected.if_lost - value
    wrong = expected.prospect.false_deliveries.mean
    for extra, money in expected.rate.extras:
        try:
            price = float(convert(money, sending.value.currency, sending.on, rates).money.amount)
        except MoneyError:
            continue
        saved = wrong * _data().prevents(extra)
        threshold = max(price / saved - beside, 0.0) if saved > 0 else None
        asked = tuple(
            one.scheme for one in _data().asked if one.extra is extra and one.holds(sending, rates)
        )
        found.append(
            Safeguard(
                extra=extra,
                price=price,
                prevents=_data().prevents(extra),
                from_value=threshold,
                pays=threshold is not None and value >= threshold,
                asked_by=asked,
            )
        )
    return tuple(found)


class _Effect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    prevents: float
    basis: str


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    scheme: str
    extra: Extra
    amount: str
    currency: str
    source: str

    def holds(self, sending: Sending, rates: Rates) -> bool:
        """Whether a sale of this value is protected only with the extra."""
        try:
            sold = convert(sending.value, self.currency, sending.on, rates).money
        except MoneyError:
            return False
        return sold.amount >= Money.of(self.amount, self.currency).amount


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signature: _Effect
    photo: _Effect
    code: _Effect
    locker: _Effect
    asked: tuple[_Asked, ...]

    def prevents(self, extra: Extra) -> float:
        effect: _Effect = getattr(self, extra.value)
        return effect.prevents


@cache
def _data() -> _Data:
    entry = resources.files("parcelwright.prevention.choice").joinpath("safeguards.toml")
    return msgspec.convert(tomllib.loads(entry.read_text("utf-8")), _Data)
