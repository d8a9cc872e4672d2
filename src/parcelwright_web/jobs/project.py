"""Projects raw bodies: each is read once and becomes events of parcels.

While many wait, the next ones are read by a thread of their own in the time that the
database takes to store the last ones.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection

from parcelwright_web.actions import projection
from parcelwright_web.models import leases
from parcelwright_web.models.intake import InboundBody

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Executor

NAME = "project"
EVERY_S = 1
BATCH = 200
# So many at a time; the other jobs of the lane have their turn between.
_BATCHES_IN_A_ROW = 10
_LEASE = timedelta(seconds=40)


def run(now: datetime) -> int:
    """Project bodies that are ready; return how many were handled."""
    claimed = _claimed(now)
    # SQLite writes in this process and lets go of the interpreter at each row: reading beside
    # it would only take turns with it.
    if len(claimed) < BATCH or connection.vendor == "sqlite":
        return _project(claimed, now, {})
    with ThreadPoolExecutor(1) as pool:
        return sum(_project_in_a_row(claimed, now, pool))


def _project_in_a_row(claimed: list[InboundBody], now: datetime, pool: Executor) -> Iterator[int]:
    ahead = _started(claimed, pool)
    for number in range(_BATCHES_IN_A_ROW):
        is_last = len(claimed) < BATCH or number == _BATCHES_IN_A_ROW - 1
        following = [] if is_last else _claimed(now)
        next_ahead = _started(following, pool)
        yield _project(claimed, now, ahead)
        claimed, ahead = following, next_ahead
        if not claimed:
            return


def _started(bodies: list[InboundBody], pool: Executor) -> dict[int, projection.Read]:
    """Have the bodies of each tenant read, and return by tenant what waits for the result."""
    return {
        tenant_id: pool.submit(projection.reader(tenant_id, own)).result
        for tenant_id, own in _by_tenant(bodies).items()
    }


def _project(bodies: list[InboundBody], now: datetime, ahead: Mapping[int, projection.Read]) -> int:
    for tenant_id, own in _by_tenant(bodies).items():
        projection.project(tenant_id, own, now, ahead.get(tenant_id))
    return len(bodies)


def _claimed(now: datetime) -> list[InboundBody]:
    return leases.claim(InboundBody, BATCH, now, _LEASE)


def _by_tenant(bodies: list[InboundBody]) -> dict[int, list[InboundBody]]:
    found: dict[int, list[InboundBody]] = {}
    for body in bodies:
        found.setdefault(body.tenant_id, []).append(body)
    return found
