"""Orders and parcels of different files, joined by order number, many to many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.interchange.grouping import FURTHER_ORDERS, fill, order_key
from parcelwright.parcels.parcel import Contents, Parcel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parcelwright.interchange.orders import Order


# A parcel that fulfills several orders names them all in one cell.
_BETWEEN_ORDERS = ";"


def index_orders(orders: Iterable[Order]) -> dict[str, tuple[Order, ...]]:
    """Return the orders by each number under which parcels may name them."""
    index: dict[str, tuple[Order, ...]] = {}
    for order in orders:
        for key in {order_key(order.order_number), order_key(order.marketplace_order_id)} - {""}:
            index[key] = (*index.get(key, ()), order)
    return index


def join_order(parcel: Parcel, orders: Iterable[Order] | Mapping[str, tuple[Order, ...]]) -> Parcel:
    """Return the parcel with what it lacks filled from its orders; nothing is overwritten.

    Args:
        parcel: With an order number; without one it comes back as it is.
        orders: The orders, or :func:`index_orders` of them when many parcels are joined.

    Totals are filled only from a single order: of several it is not known which part of
    each total travels in the parcel.
    """
    index = orders if hasattr(orders, "get") else index_orders(orders)
    found = [order for key in _keys(parcel) for order in index.get(key, ())]
    distinct = list(dict.fromkeys(found))
    for order in distinct:
        parcel = fill(parcel, _as_parcel(parcel, order, with_totals=len(distinct) == 1))
    return parcel


def _keys(parcel: Parcel) -> list[str]:
    further = dict(parcel.extra).get(FURTHER_ORDERS, "").split()
    numbers = (*parcel.order_number.split(_BETWEEN_ORDERS), parcel.marketplace_order_id, *further)
    return [key for key in dict.fromkeys(map(order_key, numbers)) if key]


def _as_parcel(parcel: Parcel, order: Order, *, with_totals: bool) -> Parcel:
    goods = Contents(
        description="; ".join(dict.fromkeys(x.contents for x in order.lines if x.contents)),
        hs_code=order.hs_code,
        value=order.value if with_totals else None,
    )
    return replace(
        Parcel(tracking_number=parcel.tracking_number),
        lane=order.lane,
        contents=goods,
        buyer=order.buyer,
        ordered_at=order.ordered_at,
        paid_at=order.paid_at,
        handed_over_at=order.handed_over_at,
        promised_by=order.promised_by,
        latest_delivery_estimate=order.latest_delivery_estimate,
        order_number=order.order_number,
        shop=order.shop,
        sales_channel=order.sales_channel,
        marketplace_order_id=order.marketplace_order_id,
        payment_method=order.payment_method,
        postage=order.postage if with_totals else None,
        service=order.service,
        reference_number=order.reference_number,
    )
