"""Where a shop usually sells, for orders that do not say it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Purpose
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.parcels import Order, Parcel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.parcels.draft import Draft
    from parcelwright_web.models.accounts import Shop

_NEWEST = 200
# So many that say where they were sold, and more than half of those on one channel.
_LEAST = 3


def usual_channel(shop: Shop, drafts: Sequence[Draft]) -> str:
    """Return the channel of most newest orders and parcels of a shop, or empty without one.

    Nothing is looked up where no order is declared as a gift without a channel of its own.
    """
    if not any(each.purpose is Purpose.GIFT and not each.sales_channel for each in drafts):
        return ""
    named = [each.sales_channel for each in drafts]
    for model in (Order, Parcel):
        rows = model.objects.for_tenant(shop.tenant_id).filter(shop=shop).order_by("-pk")
        named += rows.values_list("facts__sales_channel", flat=True)[:_NEWEST]
    checked = OrderDraft.objects.for_tenant(shop.tenant_id).filter(shop=shop).order_by("-pk")
    named += [row.rows[0].get("sales_channel", "") for row in checked[:_NEWEST] if row.rows]
    counts = Counter(name.strip() for name in named if name and name.strip())
    if counts.total() < _LEAST:
        return ""
    ((usual, times),) = counts.most_common(1)
    return usual if times * 2 > counts.total() else ""
