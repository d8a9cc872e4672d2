"""Learns from each tenant's closed journeys: daily, and soon after the first import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions import learning

if TYPE_CHECKING:
    from datetime import datetime

NAME = "learn"
EVERY_S = 60
SLOW = True


def run(now: datetime) -> int:
    """Learn for one tenant that is due; return how many were learned for."""
    for tenant_id in learning.to_learn(now)[:1]:
        learning.learn_for(tenant_id, now)
        return 1
    return 0
