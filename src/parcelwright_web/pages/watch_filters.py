"""Conditions by which parcels are listed: how a watch over them stands, and with whom."""

from __future__ import annotations

from django.db.models import Q

from parcelwright.watch.standing import WatchStanding
from parcelwright_web.actions.watch_counts import is_unwatched
from parcelwright_web.models.watches import Watch


def stands(standing: str, connection: str, tenant_id: int) -> Q:
    """Return the condition that one of a parcel's watches stands so, with that connection.

    Empty text stands for any; a standing nobody knows is met by no parcel.
    """
    if standing == WatchStanding.NOBODY:
        return is_unwatched(tenant_id)
    rows = Watch.objects.for_tenant(tenant_id)
    if standing == WatchStanding.NEW:
        found_now = Q(standing=WatchStanding.NOBODY) & ~Q(connection=None)
        rows = rows.filter(Q(standing=standing) | found_now)
    elif standing:
        rows = rows.filter(standing=standing)
    if standing != WatchStanding.ENDED:
        rows = rows.filter(ended_at=None)
    if connection:
        rows = rows.filter(connection=int(connection))
    return Q(pk__in=rows.values("parcel"))
