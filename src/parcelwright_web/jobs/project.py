"""Projects raw bodies: each is read once and becomes events of parcels."""

from __future__ import annotations

from datetime import datetime, timedelta

from parcelwright_web.actions import projection
from parcelwright_web.models import leases
from parcelwright_web.models.intake import InboundBody

NAME = "project"
EVERY_S = 1
BATCH = 2_000
_LEASE = timedelta(minutes=1)


def run(now: datetime) -> int:
    """Project bodies that are ready; return how many were handled."""
    claimed = leases.claim(InboundBody, BATCH, now, _LEASE, without=("body", "headers", "problems"))
    by_tenant: dict[int, list[InboundBody]] = {}
    for body in claimed:
        by_tenant.setdefault(body.tenant_id, []).append(body)
    for tenant_id, bodies in by_tenant.items():
        projection.project(tenant_id, bodies, now)
    return len(claimed)
