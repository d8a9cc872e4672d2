"""Several payers for one loss: who is asked first, and what each can still add.

All of them together never pay more than the loss. Cover that pays only what another does not
stands after that other; of one payer's several rules only the highest sum counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.claims.remedy import PayerKind, RemedyStatus
from parcelwright.money import Money

if TYPE_CHECKING:
    from parcelwright.claims.remedy import Entitlement, Remedy

_USABLE = frozenset({RemedyStatus.OPEN, RemedyStatus.TOO_EARLY, RemedyStatus.CHECK_WITH_CARRIER})


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One remedy in its place among the others.

    Args:
        remedy: The remedy; its own ``amount`` is what it pays when nobody else does.
        adds: What it can add once all before it have paid in full; None when that cannot be
            worked out, because a sum or the loss is not known or currencies differ.
        after: Names of the payers that must be asked before it.
    """

    remedy: Remedy
    adds: Money | None
    after: tuple[str, ...] = ()


def stacked(found: Entitlement) -> tuple[Layer, ...]:
    """Return the remedies that can bring money, in the order in which they are to be used.

    The sums in ``adds`` never come to more than ``found.most``, and are None without it.
    """
    usable = [remedy for remedy in found.remedies if remedy.status in _USABLE]
    usable.sort(key=lambda remedy: len(set(remedy.excess_of)))
    layers: list[Layer] = []
    rest = found.most
    paid: dict[str, Money] = {}
    for remedy in usable:
        adds = _adds(remedy, rest, paid.get(remedy.payer))
        if adds is not None and rest is not None:
            rest = rest - adds
            before = paid.get(remedy.payer)
            paid[remedy.payer] = adds if before is None else before + adds
        layers.append(Layer(remedy=remedy, adds=adds, after=_after(remedy, usable)))
    return tuple(layers)


def _adds(remedy: Remedy, rest: Money | None, before: Money | None) -> Money | None:
    amount = remedy.amount
    if amount is None or rest is None or amount.currency != rest.currency:
        return None
    more = amount.amount if before is None else amount.amount - before.amount
    return Money(max(min(more, rest.amount), Money.of(0, rest.currency).amount), rest.currency)


def _after(remedy: Remedy, usable: list[Remedy]) -> tuple[str, ...]:
    """Return who comes first, by name; one remedy is never after another of the same payer."""
    first = set(remedy.excess_of)
    names = [
        other.payer_name
        for other in usable
        if other.payer != remedy.payer
        and other.kind.value in first
        and len(set(other.excess_of)) < len(first)
    ]
    if not names and PayerKind.CARRIER.value in first:
        names = ["the carrier"]
    return tuple(dict.fromkeys(names))
