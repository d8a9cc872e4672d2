"""Has the watches of a connection look for whom to ask: few at once, very many in portions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.watches import Watch

if TYPE_CHECKING:
    from datetime import datetime

# So many change in about a tenth of a second, which is as long as other writers wait.
PORTION = 5_000


def release(connection: SourceConnection, now: datetime) -> None:
    """Have the watches concerned look soon; the worker goes on where they are many.

    Those of a connection that is asked are the watches of its shop that found nobody; those of
    one that is asked no more are its own, which find another.

    Call inside a transaction.
    """
    due = now if _some(connection, now) else None
    connection.watches_due_at = due
    rows = SourceConnection.objects.for_tenant(connection.tenant_id)
    rows.filter(pk=connection.pk).update(watches_due_at=due)


def go_on() -> int:
    """Have one more portion look soon; return how many connections had one."""
    waiting = SourceConnection.across_tenants.exclude(watches_due_at=None)
    with transaction.atomic():
        row = waiting.select_for_update().order_by("watches_due_at", "pk").first()
        if row is None or row.watches_due_at is None:
            return 0
        if not _some(row, row.watches_due_at):
            row.watches_due_at = None
            row.save(update_fields=["watches_due_at"])
    return 1


def _some(connection: SourceConnection, at: datetime) -> bool:
    """Have a portion look at a moment, and return whether more may be left."""
    rows = Watch.objects.for_tenant(connection.tenant_id).filter(ended_at=None)
    if connection.is_asked:
        # One stretch of the index by connection, state and time: what has changed leaves it.
        waiting = rows.filter(connection=None, state=LeaseState.READY, run_at__gt=at)
        lost = waiting.filter(parcel__shop=connection.shop_id)
        keys = list(lost.values_list("pk", flat=True)[:PORTION])
        rows.filter(pk__among=keys).update(run_at=at)
    else:
        mine = rows.filter(connection=connection).exclude(state=LeaseState.DONE)
        keys = list(mine.values_list("pk", flat=True)[:PORTION])
        rows.filter(pk__among=keys).update(connection=None, run_at=at)
    return len(keys) == PORTION
