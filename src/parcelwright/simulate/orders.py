"""Orders files: our own columns, and the shape of a Shopify order export.

Orders and parcels are joined by order number, many to many: some orders are sent in
two parcels, and some parcels hold two orders.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from parcelwright.simulate.buyers import order_number
from parcelwright.simulate.catalog import Good, goods
from parcelwright.simulate.columns import iso, picked, times
from parcelwright.simulate.tables import CURRENCY, SALES_CHANNEL, SHOP, ordered_at

if TYPE_CHECKING:
    from parcelwright.simulate.buyers import Buyers
    from parcelwright.simulate.world import Simulated

_SHOPIFY = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at",
    "Accepts Marketing", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Shipping Method",
    "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku",
    "Lineitem requires shipping", "Lineitem fulfillment status", "Billing Name", "Shipping Name",
    "Shipping Street", "Shipping Address1", "Shipping City", "Shipping Zip", "Shipping Province",
    "Shipping Country", "Shipping Phone", "Payment Method", "Id", "Tags", "Source",
)  # fmt: skip
_FIRST_SHOPIFY_ID = 5_400_000_000_000


@dataclass(frozen=True, kw_only=True)
class _Order:
    """An order: its number, a parcel that stands for its buyer, and its lines."""

    number: int
    parcel: int
    lines: tuple[tuple[Good, int], ...]

    @property
    def total(self) -> float:
        return sum(good.value * pieces for good, pieces in self.lines)


def _orders(world: Simulated) -> list[_Order]:
    """Return the orders, oldest first.

    A second order in a parcel takes one piece of another kind; the label export values
    the parcel by its first order.
    """
    sent, stock = world.sent, goods()
    lines: dict[int, list[tuple[Good, int]]] = {}
    owner: dict[int, int] = {}
    for parcel, (order, second) in enumerate(
        zip(sent.order.tolist(), sent.second_order.tolist(), strict=True)
    ):
        good = int(sent.good[parcel])
        lines.setdefault(order, []).append((stock[good], int(sent.pieces[parcel])))
        owner.setdefault(order, parcel)
        if second >= 0:
            lines[second] = [(stock[(good + 1) % len(stock)], 1)]
            owner[second] = parcel
    found = [_Order(number=n, parcel=owner[n], lines=tuple(lines[n])) for n in lines]
    return sorted(found, key=lambda order: (order.parcel, order.number))


def orders_table(world: Simulated) -> pa.Table:
    """Return one row per order in the columns of our own orders file."""
    known, who = _orders(world), world.buyers
    parcel = np.array([order.parcel for order in known])
    moment, offset = _moments(world, parcel)
    one = np.zeros(len(known), dtype=np.int64)

    def of(values: tuple[str, ...]) -> pa.Array:
        return pa.array([values[order.parcel] for order in known])

    return pa.table({
        "order_number": pa.array([order_number(order.number) for order in known]),
        "marketplace_order_id": pa.array([str(_FIRST_SHOPIFY_ID + o.number) for o in known]),
        "shop": picked([SHOP], one),
        "sales_channel": picked([SALES_CHANNEL], one),
        **times("ordered_at", moment, offset),
        **times("paid_at", moment + 60.0, offset),
        "payment_method": picked(["card"], one),
        "contents": pa.array(["; ".join(good.description for good, _ in o.lines) for o in known]),
        "value": pa.array([f"{order.total:.2f}" for order in known]),
        "currency": picked([CURRENCY], one),
        "buyer_name": of(who.name),
        "buyer_email": of(who.email),
        "buyer_phone": of(who.phone),
        "buyer_language": of(who.language),
        "address_lines": of(who.street),
        "city": of(tuple(city.name for city in who.city)),
        "destination_country": of(who.country),
        "destination_region": of(tuple(city.region for city in who.city)),
        "destination_postal_code": of(tuple(city.postal_code for city in who.city)),
    })  # fmt: skip


def shopify_bytes(world: Simulated) -> bytes:
    """Return the orders as a Shopify export: further lines of an order repeat only its name."""
    known, who = _orders(world), world.buyers
    parcel = np.array([order.parcel for order in known])
    moment, offset = _moments(world, parcel)
    created, paid = iso(moment, offset), iso(moment + 60.0, offset)
    target = io.StringIO()
    rows = csv.DictWriter(target, _SHOPIFY, restval="", lineterminator="\n")
    rows.writeheader()
    for i, order in enumerate(known):
        for line, (good, pieces) in enumerate(order.lines):
            head = {} if line else _head(order, who, _shopify(created[i]), _shopify(paid[i]))
            rows.writerow({
                "Name": order_number(order.number),
                "Lineitem quantity": pieces,
                "Lineitem name": good.description,
                "Lineitem price": f"{good.value:.2f}",
                "Lineitem sku": f"LH-{good.hs_code}-{good.weight_g}",
                "Lineitem requires shipping": "true",
                "Lineitem fulfillment status": "fulfilled",
                **head,
            })  # fmt: skip
    return target.getvalue().encode()


def _head(order: _Order, who: Buyers, created: str, paid: str) -> dict[str, str]:
    i = order.parcel
    return {
        "Email": who.email[i], "Financial Status": "paid", "Paid at": paid,
        "Fulfillment Status": "fulfilled", "Accepts Marketing": "no", "Currency": CURRENCY,
        "Subtotal": f"{order.total:.2f}", "Shipping": "0.00", "Taxes": "0.00",
        "Total": f"{order.total:.2f}", "Shipping Method": "Tracked shipping", "Created at": created,
        "Billing Name": who.name[i], "Shipping Name": who.name[i],
        "Shipping Street": who.street[i], "Shipping Address1": who.street[i],
        "Shipping City": who.city[i].name, "Shipping Zip": who.city[i].postal_code,
        "Shipping Province": who.city[i].region, "Shipping Country": who.country[i],
        "Shipping Phone": who.phone[i], "Payment Method": "Shopify Payments",
        "Id": str(_FIRST_SHOPIFY_ID + order.number), "Source": "web",
    }  # fmt: skip


def _moments(
    world: Simulated, parcel: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> tuple[
    np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.int64]]
]:
    moment = ordered_at(world.sent)[parcel]
    return moment, world.network.offset_min(world.sent.origin[parcel], moment)


def _shopify(text: str) -> str:
    """Return ``2026-05-24 11:04:50 +0200`` for an ISO 8601 text with offset."""
    return f"{text[:10]} {text[11:19]} {text[19:22]}{text[23:]}"
