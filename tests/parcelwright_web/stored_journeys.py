"""Stored parcels with their journeys, made one by one: what tables and columns are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions.journeys import journeys_of
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel as DomainParcel


def journeys_known(tenant_id: int) -> list[tuple[DomainParcel, Journey]]:
    rows = list(Parcel.objects.for_tenant(tenant_id).order_by("pk"))
    journeys = journeys_of(rows)
    return [(row.to_domain(), journeys[row.pk]) for row in rows]
