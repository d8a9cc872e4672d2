"""Which parcels nothing is heard of because their source or carrier is out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.incidents.incident import IncidentKind
from parcelwright_web.models.incidents import IncidentMember

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def outages_of(tenant_id: int, parcels: Sequence[int]) -> dict[int, datetime]:
    """Return since when each of these parcels is behind an open outage, those that are."""
    members = IncidentMember.objects.for_tenant(tenant_id).filter(
        parcel__in=parcels,
        left_at=None,
        incident__ended_at=None,
        incident__kind=IncidentKind.OUTAGE.value,
    )
    found = members.order_by("-incident__started_at")
    return dict(found.values_list("parcel_id", "incident__started_at"))
