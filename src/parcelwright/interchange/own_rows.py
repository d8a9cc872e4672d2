"""Rows under our own column names, as shops tell them when asked, to orders and parcels."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from parcelwright.interchange.cellreader import CellReader
from parcelwright.interchange.grouping import group_orders, group_parcels
from parcelwright.interchange.orders import order_of
from parcelwright.interchange.parcels import parcel_of
from parcelwright.interchange.reading import Reading
from parcelwright.interchange.tables import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from parcelwright.interchange.orders import Order
    from parcelwright.interchange.problems import CellProblem
    from parcelwright.parcels.parcel import Parcel

T = TypeVar("T")


def orders_of_rows(rows: Iterable[Mapping[str, str]]) -> Reading[Order]:
    """Return the orders of some rows, those of one order put together."""
    found, problems = _read(rows, order_of)
    return Reading(rows=group_orders(found), problems=problems)


def parcels_of_rows(rows: Iterable[Mapping[str, str]]) -> Reading[Parcel]:
    """Return the parcels of some rows, those of one number put together."""
    found, problems = _read(rows, parcel_of)
    return Reading(rows=group_parcels(found), problems=problems)


def _read(
    rows: Iterable[Mapping[str, str]], make: Callable[[CellReader], T | None]
) -> tuple[list[T], tuple[CellProblem, ...]]:
    found: list[T] = []
    problems: list[CellProblem] = []
    for number, cells in enumerate(rows, 1):
        reader = CellReader(row=Row(number, cells), mapping={name: (name,) for name in cells})
        made = make(reader)
        if made is not None:
            found.append(made)
        problems += reader.problems
    return found, tuple(problems)
