"""Orders, and what parcels take from them: whichever comes first, they meet by number."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from parcelwright.interchange.grouping import order_key
from parcelwright.interchange.orders import order_cells
from parcelwright_web.actions.parcel_columns import PERSONAL, Origin, Word, hear, put, restore_point
from parcelwright_web.models import bulk
from parcelwright_web.models.parcels import Order, Parcel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parcelwright.interchange.orders import Order as DomainOrder

_KEY_LETTERS = 100
# Of several orders or parcels it is not known which part of a total travels where.
_TOTALS = frozenset({"value", "currency", "postage", "postage_currency"})
_NOT_OF_PARCELS = frozenset({"order_number", "sku", "quantity", "received_at", "digest"})
JOINED_FIELDS = (
    "service", "origin_country", "destination_country", "carrier_account", "last_mile_number",
    "value", "currency", "facts", "personal", "borrowed", "buyer_index", "assess_due",
)  # fmt: skip


class OrderChanges:
    """Orders that an import made or changed, each changed one with its columns before."""

    def __init__(self) -> None:
        self.made: list[Order] = []
        self.changed: list[tuple[Order, dict[str, object]]] = []


def record_orders(
    tenant_id: int, shop_id: int, orders: Iterable[DomainOrder], received_at: datetime, digest: str
) -> OrderChanges:
    """Store orders; a column that is given again takes the newer word. Call in a transaction."""
    changes = OrderChanges()
    given = {order_key(order.order_number)[:_KEY_LETTERS]: order for order in orders}
    rows = Order.objects.for_tenant(tenant_id).filter(shop_id=shop_id)
    known = {row.number_key: row for row in rows.filter(number_key__among=given)}
    for key, order in given.items():
        cells = _columns(order) | {"received_at": received_at.isoformat(), "digest": digest}
        row = known.get(key)
        if row is None:
            row = Order(
                tenant_id=tenant_id,
                shop_id=shop_id,
                order_number=order.order_number[:_KEY_LETTERS],
                number_key=key,
            )
            _fill(row, cells)
            changes.made.append(row)
            continue
        before = order_snapshot(row)
        _fill(row, cells)
        if _said(order_snapshot(row)) != _said(before):
            changes.changed.append((row, before))
    Order.objects.for_tenant(tenant_id).bulk_create(changes.made)
    bulk.update([row for row, _ in changes.changed], ("facts", "personal"))
    return changes


def join(tenant_id: int, keys: Iterable[str]) -> list[tuple[Parcel, dict[str, object]]]:
    """Let the parcels of some orders take what they lack; return those changed, as before."""
    wanted = {key for key in keys if key}
    orders: dict[str, list[Order]] = defaultdict(list)
    if wanted:
        rows = Order.objects.for_tenant(tenant_id).filter(number_key__among=wanted)
        for row in rows.order_by("pk"):
            orders[row.number_key].append(row)
    parcels: dict[str, list[Parcel]] = defaultdict(list)
    if orders:
        for parcel in Parcel.objects.for_tenant(tenant_id).filter(order_key__among=orders):
            parcels[parcel.order_key].append(parcel)
    changed = []
    for key, together in parcels.items():
        for parcel in together:
            own = [row for row in orders[key] if row.shop_id == parcel.shop_id] or orders[key]
            before = restore_point(parcel)
            if _take(parcel, own, has_totals=len(own) == len(together) == 1):
                parcel.assess_due = True
                changed.append((parcel, before))
    bulk.update([parcel for parcel, _ in changed], JOINED_FIELDS)
    return changed


def order_snapshot(row: Order) -> dict[str, object]:
    """Return the columns of an order, to compare and to restore."""
    return {"facts": row.facts, "personal": row.personal}


def _take(parcel: Parcel, orders: Sequence[Order], *, has_totals: bool) -> bool:
    changed = False
    for row in orders:
        facts: Mapping[str, str] = row.facts
        values = {
            name: cell
            for name, cell in {**facts, **row.personal}.items()
            if name not in _NOT_OF_PARCELS and (has_totals or name not in _TOTALS)
        }
        word = Word(
            values=values,
            origin=Origin.ORDER,
            received_at=datetime.fromisoformat(facts["received_at"]),
            digest=facts["digest"],
        )
        changed |= hear(parcel, word)
    if not has_totals:
        changed |= _give_back_totals(parcel)
    return changed


def _give_back_totals(parcel: Parcel) -> bool:
    lent = [n for n in _TOTALS if parcel.borrowed.get(n, [None])[0] == int(Origin.ORDER)]
    for name in lent:
        put(parcel, name, "")
        parcel.borrowed = {key: mark for key, mark in parcel.borrowed.items() if key != name}
    return bool(lent)


def _columns(order: DomainOrder) -> dict[str, str]:
    rows = order_cells(order)
    goods = "; ".join(dict.fromkeys(row["contents"] for row in rows if row.get("contents")))
    columns = {name: cell for name, cell in rows[0].items() if name not in _NOT_OF_PARCELS}
    return columns | ({"contents": goods} if goods else {})


def _fill(row: Order, cells: Mapping[str, str]) -> None:
    row.facts = {**row.facts, **{n: c for n, c in cells.items() if n not in PERSONAL}}
    personal = {n: c for n, c in cells.items() if n in PERSONAL}
    row.personal = {**row.personal, **personal}


def _said(columns: Mapping[str, object]) -> tuple[object, object]:
    facts = columns["facts"]
    assert isinstance(facts, dict)
    said = {name: cell for name, cell in facts.items() if name not in {"received_at", "digest"}}
    return said, columns["personal"]
