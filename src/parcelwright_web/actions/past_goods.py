"""What the goods of some orders sold for and weighed in a shop's earlier orders."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Exists, OuterRef

from parcelwright.interchange.drafts import drafts_from_rows
from parcelwright.interchange.grouping import order_key
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from parcelwright.parcels.draft import Draft, Line
    from parcelwright_web.models.accounts import Shop

    Key = TypeVar("Key", str, tuple[str, str])
    Figure = TypeVar("Figure", int, Decimal)

# Cells of orders are sealed, so each order looked at is opened: the newest, and no more.
_MOST_ORDERS = 2000
# One sale is no usual price: so many lines of goods with a figure make one.
_LEAST_LINES = 3
# An order with one of these is no witness of what is usual, unless a person let it ship.
_DOUBTS = frozenset({
    "price_unusual", "weight_unusual", "declared_in_cents", "value_unlike_parcels",
    "weight_unlike_parcels",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class GoodsPast:
    """Lowest and highest figures of goods.

    Args:
        prices: Of one piece, by SKU and currency.
        weights: Of one piece in grams, by SKU.
    """

    prices: Mapping[tuple[str, str], tuple[Decimal, Decimal]]
    weights: Mapping[str, tuple[int, int]]


def goods_past(shop: Shop, drafts: Sequence[Draft]) -> GoodsPast:
    """Return what the goods of some orders cost and weighed in other orders that were to ship."""
    skus = {line.sku for draft in drafts for line in draft.lines if line.sku}
    prices: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    weights: dict[str, list[int]] = defaultdict(list)
    if skus:
        now_checked = {order_key(draft.order_number) for draft in drafts}
        for line in _lines_sold(shop, now_checked):
            if line.sku not in skus:
                continue
            if line.unit_value is not None and line.unit_value.amount > 0:
                prices[line.sku, line.unit_value.currency].append(line.unit_value.amount)
            if line.unit_weight_g:
                weights[line.sku].append(line.unit_weight_g)
    return GoodsPast(prices=_spans(prices), weights=_spans(weights))


def _lines_sold(shop: Shop, left_out: set[str]) -> list[Line]:
    shipped = Parcel.objects.for_tenant(shop.tenant_id).filter(
        shop=shop, order_key=OuterRef("number_key")
    )
    rows = OrderDraft.objects.for_tenant(shop.tenant_id).filter(shop=shop)
    newest = rows.alias(shipped=Exists(shipped)).exclude(OrderDraft.held(), shipped=False)
    return [
        line
        for row in newest.order_by("-pk")[:_MOST_ORDERS]
        if row.number_key not in left_out and _is_witness(row)
        for read in drafts_from_rows(row.rows)
        if read.draft is not None
        for line in read.draft.lines
    ]


def _is_witness(row: OrderDraft) -> bool:
    doubts = {each["code"] for each in row.findings} & _DOUBTS
    return row.released_at is not None or not doubts


def _spans(figures: Mapping[Key, Sequence[Figure]]) -> dict[Key, tuple[Figure, Figure]]:
    return {
        key: (min(seen), max(seen)) for key, seen in figures.items() if len(seen) >= _LEAST_LINES
    }
