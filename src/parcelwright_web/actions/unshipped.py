"""Imported orders without a parcel: each is checked once, and again when it changes."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from parcelwright.interchange.drafts import drafts_from_rows
from parcelwright_web.actions.checking import check_orders
from parcelwright_web.models.drafts import DraftOrigin, OrderDraft
from parcelwright_web.models.parcels import Order, Parcel

if TYPE_CHECKING:
    from parcelwright_web.models.accounts import Shop

# Orders that nobody shipped within so long are history, and not about to leave.
_STILL_TO_SHIP = timedelta(days=30)
_AT_ONCE = 200
_NOT_CELLS = frozenset({"received_at", "digest"})


def check_unshipped(now: datetime) -> int:
    """Check orders that came in lately, that no parcel fulfills, and that are not yet checked.

    Returns:
        How many were checked.
    """
    since = (now - _STILL_TO_SHIP).isoformat()
    shipped = Parcel.across_tenants.filter(
        tenant_id=OuterRef("tenant_id"), order_key=OuterRef("number_key")
    )
    checked = OrderDraft.across_tenants.filter(
        tenant_id=OuterRef("tenant_id"),
        shop_id=OuterRef("shop_id"),
        number_key=OuterRef("number_key"),
    )
    rows = Order.across_tenants.filter(
        ~Exists(shipped), ~Exists(checked), Q(facts__ordered_at__gte=since[:10])
    )
    by_shop: dict[Shop, list[Order]] = defaultdict(list)
    for row in rows.select_related("shop").order_by("pk")[:_AT_ONCE]:
        by_shop[row.shop].append(row)
    for shop, orders in by_shop.items():
        cells = [_cells(order) for order in orders]
        check_orders(shop, drafts_from_rows(cells), DraftOrigin.ORDER, now)
    return sum(map(len, by_shop.values()))


def _cells(order: Order) -> dict[str, str]:
    told = {**order.facts, **order.personal}
    kept = {name: cell for name, cell in told.items() if name not in _NOT_CELLS and cell}
    return kept | {"order_number": order.order_number}
