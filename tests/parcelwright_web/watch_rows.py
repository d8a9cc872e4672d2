"""Stored parcels with a watch each, for tests that count or change watches."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.watches import Watch

if TYPE_CHECKING:
    from parcelwright_web.models.accounts import Shop

NOW = datetime(2026, 3, 20, 5, tzinfo=UTC)


def watched(shop: Shop, n: int, *, number: str = "", **facts: Any) -> Parcel:
    """Return parcel ``n`` of a shop, with a watch over one of its numbers."""
    parcel, _ = Parcel.objects.for_tenant(shop.tenant_id).get_or_create(
        tenant=shop.tenant, shop=shop, tracking_number=f"LX{n}", defaults={"created_at": NOW}
    )
    Watch.objects.for_tenant(shop.tenant_id).create(
        parcel=parcel, number=number or f"LX{n}", **{"started_at": NOW, "run_at": NOW, **facts}
    )
    return parcel
