"""Counts what carriers did with each tenant's parcels, daily."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions import scorecards

if TYPE_CHECKING:
    from datetime import datetime

NAME = "scorecards"
EVERY_S = 120
SLOW = True


def run(now: datetime) -> int:
    """Count for one tenant that is due; return how many were counted for."""
    for tenant_id in scorecards.to_count(now)[:1]:
        scorecards.count_for(tenant_id, now)
        return 1
    return 0
