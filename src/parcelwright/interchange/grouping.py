"""Several rows of one parcel or order become one, without adding its total up."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from parcelwright.interchange.orders import Order
from parcelwright.parcels.parcel import Contents, Lane, Parcel, Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.money import Money

Part = TypeVar("Part", Lane, Party, Parcel, Order, Contents)

FURTHER_ORDERS = "further_order_numbers"
_BETWEEN_CONTENTS = "; "


def order_key(number: str) -> str:
    """Return the form in which order numbers are compared: no leading ``#``, one case."""
    return number.strip().removeprefix("#").strip().casefold()


def group_parcels(parcels: Iterable[Parcel]) -> tuple[Parcel, ...]:
    """Return one parcel per number and acceptance day, in order of first appearance.

    Contents are listed together. An amount that differs between the rows is left out:
    whether they are parts of one total cannot be told from the file. Further order
    numbers of a parcel are kept as the fact ``further_order_numbers``.
    """
    groups: dict[tuple[str, str], list[Parcel]] = {}
    for parcel in parcels:
        day = parcel.accepted_on
        key = parcel.tracking_number, "" if day is None else day.isoformat()
        groups.setdefault(key, []).append(parcel)
    return tuple(_one_parcel(group) for group in groups.values())


def group_orders(orders: Iterable[Order]) -> tuple[Order, ...]:
    """Return one order per shop and number with all its lines, in order of first appearance."""
    groups: dict[tuple[str, str], list[Order]] = {}
    for order in orders:
        groups.setdefault((order.shop, order_key(order.order_number)), []).append(order)
    return tuple(_one_order(group) for group in groups.values())


def fill(known: Part, other: Part) -> Part:
    """Return ``known`` with its empty fields filled from ``other``; nothing is overwritten."""
    changes = {}
    for each in fields(known):
        mine, theirs = getattr(known, each.name), getattr(other, each.name)
        if is_dataclass(mine) and isinstance(mine, (Lane, Party, Contents)):
            changes[each.name] = fill(mine, theirs)
        elif mine in (None, "", ()) and theirs not in (None, "", ()):
            changes[each.name] = theirs
    return replace(known, **changes)


def _one_parcel(group: list[Parcel]) -> Parcel:
    first = group[0]
    if len(group) == 1:
        return first
    whole = first
    for other in group[1:]:
        whole = fill(whole, replace(other, extra=()))
    goods = replace(
        whole.contents,
        description=_BETWEEN_CONTENTS.join(_distinct(p.contents.description for p in group)),
        value=_same(p.contents.value for p in group),
        cost=_same(p.contents.cost for p in group),
        declared=_same(p.contents.declared for p in group),
    )
    extra = {name: cell for parcel in reversed(group) for name, cell in parcel.extra}
    further = [n for n in _distinct(p.order_number for p in group) if n != whole.order_number]
    if further:
        extra[FURTHER_ORDERS] = " ".join(further)
    return replace(
        whole,
        contents=goods,
        postage=_same(p.postage for p in group),
        insured=_same(p.insured for p in group),
        extra=tuple(sorted(extra.items())),
    )


def _one_order(group: list[Order]) -> Order:
    whole = group[0]
    if len(group) == 1:
        return whole
    for other in group[1:]:
        whole = fill(whole, replace(other, extra=()))
    extra = {name: cell for order in reversed(group) for name, cell in order.extra}
    return replace(
        whole,
        lines=tuple(line for order in group for line in order.lines),
        value=_same(order.value for order in group),
        postage=_same(order.postage for order in group),
        extra=tuple(sorted(extra.items())),
    )


def _distinct(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _same(amounts: Iterable[Money | None]) -> Money | None:
    distinct = {amount for amount in amounts if amount is not None}
    return distinct.pop() if len(distinct) == 1 else None
