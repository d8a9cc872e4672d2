"""Counts how watches stand, for tenants with so many that no page could."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions import watch_counts

if TYPE_CHECKING:
    from datetime import datetime

NAME = "watch-counts"
EVERY_S = 60
SLOW = True


def run(now: datetime) -> int:
    """Count for one tenant that is due; return how many were counted for."""
    for tenant_id in watch_counts.to_count(now)[:1]:
        watch_counts.count_for(tenant_id, now)
        return 1
    return 0
