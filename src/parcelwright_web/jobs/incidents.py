"""Searches each tenant's parcels for incidents, once they were assessed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions import incidents

if TYPE_CHECKING:
    from datetime import datetime

NAME = "incidents"
EVERY_S = 60
SLOW = True


def run(now: datetime) -> int:
    """Search for one tenant that is due; return how many were searched for."""
    for tenant_id in incidents.to_search(now)[:1]:
        incidents.search(tenant_id, now)
        return 1
    return 0
