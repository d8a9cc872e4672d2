"""What a shop's earlier parcels with the goods of some orders were worth and weighed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from parcelwright.interchange.grouping import order_key
from parcelwright.prevention.known import ParcelsPast
from parcelwright.prevention.past_keys import goods_key
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.parcels.draft import Draft
    from parcelwright_web.models.accounts import Shop

# The newest, and no more than these are looked at.
_MOST_PARCELS = 5000
# So many parcels with a figure make it a usual one.
_LEAST_PARCELS = 3


@dataclass(kw_only=True)
class _Seen:
    items: list[int] = field(default_factory=list)
    values: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))
    weights: list[int] = field(default_factory=list)


def parcels_past(shop: Shop, drafts: Sequence[Draft]) -> dict[str, ParcelsPast]:
    """Return by ``goods_key`` what parcels of a shop with the goods of some orders were like.

    Parcels of the orders themselves are left out.
    """
    wanted = {key for draft in drafts if (key := goods_key(draft))}
    if not wanted:
        return {}
    now_checked = {order_key(draft.order_number) for draft in drafts}
    rows = Parcel.objects.for_tenant(shop.tenant_id).filter(shop=shop).order_by("-pk")
    columns = rows.values_list("order_key", "value", "currency", "facts")[:_MOST_PARCELS]
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for number, value, currency, facts in columns:
        key = goods_key(facts.get("contents", ""))
        if key in wanted and number not in now_checked:
            _add(seen[key], value, currency, facts)
    return {key: found for key, one in seen.items() if (found := _past(one)) is not None}


def _add(seen: _Seen, value: Decimal | None, currency: str, facts: Mapping[str, str]) -> None:
    # A parcel of which nobody said how many pieces it holds is taken to hold one.
    seen.items.append(int(_figure(facts.get("items", "")) or 1))
    declared, of_it = _figure(facts.get("declared_value", "")), facts.get("declared_currency", "")
    if declared and of_it:
        seen.values[of_it].append(declared)
    elif value and currency:
        seen.values[currency].append(value.normalize())
    if weight := _figure(facts.get("weight_g", "")):
        seen.weights.append(int(weight))


def _past(seen: _Seen) -> ParcelsPast | None:
    values = {
        currency: (min(some), max(some))
        for currency, some in seen.values.items()
        if len(some) >= _LEAST_PARCELS
    }
    weights = seen.weights
    weight = (min(weights), max(weights)) if len(weights) >= _LEAST_PARCELS else None
    if not values and weight is None:
        return None
    return ParcelsPast(items=(min(seen.items), max(seen.items)), values=values, weight_g=weight)


def _figure(cell: str) -> Decimal | None:
    try:
        found = Decimal(cell)
    except InvalidOperation:
        return None
    return found if found.is_finite() and found > 0 else None
