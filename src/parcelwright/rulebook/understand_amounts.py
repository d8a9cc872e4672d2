"""Turns the typed shape of an amount into a term, or says which field is wrong."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.rulebook.faults import FieldError
from parcelwright.rulebook.terms import (
    Deducted,
    Fixed,
    Highest,
    Lowest,
    PerItem,
    PerKilogram,
    Share,
    Term,
    Tier,
    Tiered,
    TieredByValue,
    Total,
    ValueTier,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.rulebook.shapes import TermShape

_KINDS = (
    "fixed", "per_kg", "per_started_kg", "per_item", "of", "after", "total", "lowest", "highest",
    "tiers", "value_tiers",
)  # fmt: skip


def term(field: str, shape: TermShape) -> Term:
    """Return the term that a shape describes.

    Raises:
        FieldError: It is of no kind, of several, or a figure in it cannot be read.
    """
    given = [name for name in _KINDS if getattr(shape, name) is not None]
    if len(given) != 1:
        raise FieldError(field, f"has {given or 'nothing'}; expected exactly one of {_KINDS}")
    return _MAKERS[given[0]](f"{field}.{given[0]}", shape)


def _fixed(field: str, shape: TermShape) -> Term:
    return Fixed(money=money(field, shape.fixed or ""))


def _per_kg(field: str, shape: TermShape) -> Term:
    return PerKilogram(money=money(field, shape.per_kg or ""))


def _per_started_kg(field: str, shape: TermShape) -> Term:
    return PerKilogram(money=money(field, shape.per_started_kg or ""), started=True)


def _per_item(field: str, shape: TermShape) -> Term:
    return PerItem(money=money(field, shape.per_item or ""))


def _share(field: str, shape: TermShape) -> Term:
    if shape.of is None:
        raise FieldError(field, "is missing")
    return Share(
        of=shape.of,
        times=_number(f"{field}.times", shape.times),
        otherwise=_otherwise(f"{field}.otherwise", shape.otherwise),
        less=shape.less,
    )


def _otherwise(field: str, told: str | TermShape | None) -> Term | None:
    if told is None:
        return None
    return Fixed(money=money(field, told)) if isinstance(told, str) else term(field, told)


def _deducted(field: str, shape: TermShape) -> Term:
    if shape.after is None or (shape.deductible is None) == (shape.deductible_percent is None):
        raise FieldError(field, "needs either deductible or deductible_percent")
    percent = shape.deductible_percent
    return Deducted(
        term=term(field, shape.after),
        money=None if shape.deductible is None else money(f"{field}.deductible", shape.deductible),
        percent=None if percent is None else _number(f"{field}.deductible_percent", percent),
    )


def _parts(field: str, shapes: tuple[TermShape, ...] | None) -> tuple[Term, ...]:
    if not shapes:
        raise FieldError(field, "is empty")
    return tuple(term(f"{field}[{at}]", part) for at, part in enumerate(shapes))


def _tiers(field: str, shape: TermShape) -> Term:
    return Tiered(
        tiers=tuple(
            Tier(up_to_g=tier.up_to_g, money=money(f"{field}[{at}].pay", tier.pay))
            for at, tier in enumerate(shape.tiers or ())
        )
    )


def _value_tiers(field: str, shape: TermShape) -> Term:
    return TieredByValue(
        of=shape.by,
        tiers=tuple(
            ValueTier(
                up_to=None if tier.up_to is None else money(f"{field}[{at}].up_to", tier.up_to),
                money=money(f"{field}[{at}].pay", tier.pay),
            )
            for at, tier in enumerate(shape.value_tiers or ())
        ),
    )


_MAKERS: dict[str, Callable[[str, TermShape], Term]] = {
    "fixed": _fixed,
    "per_kg": _per_kg,
    "per_started_kg": _per_started_kg,
    "per_item": _per_item,
    "of": _share,
    "after": _deducted,
    "total": lambda field, shape: Total(parts=_parts(field, shape.total)),
    "lowest": lambda field, shape: Lowest(parts=_parts(field, shape.lowest)),
    "highest": lambda field, shape: Highest(parts=_parts(field, shape.highest)),
    "tiers": _tiers,
    "value_tiers": _value_tiers,
}


def money(field: str, text: str) -> Money:
    """Return the money that a text such as ``"40.00 XDR"`` states.

    Raises:
        FieldError: It is not an amount, a blank and a currency.
    """
    amount, _, currency = text.partition(" ")
    try:
        return Money.of(amount, currency)
    except MoneyError as error:
        raise FieldError(field, str(error)) from error


def _number(field: str, text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise FieldError(field, f'is "{text}"; expected a number such as "2"') from error
