"""Conditions by which parcels are listed: how a watch over them stands, and with whom."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from parcelwright.watch.standing import EndedWhy, WatchStanding
from parcelwright_web.models.watches import Watch


def is_unwatched(tenant_id: int) -> Q:
    """Return the condition that a parcel is open and nobody is asked about any of its numbers.

    One that a person gave up is not among them.
    """
    mine = Watch.objects.for_tenant(tenant_id).filter(parcel=OuterRef("pk"))
    somebody = mine.filter(ended_at=None).exclude(standing=WatchStanding.NOBODY)
    given_up = mine.filter(ended_why=EndedWhy.GIVEN_UP)
    return Q(outcome="") & ~Exists(somebody) & ~Exists(given_up)


def stands(standing: str, connection: str, tenant_id: int) -> Q:
    """Return the condition that one of a parcel's watches stands so, with that connection.

    Empty text stands for any; a standing nobody knows is met by no parcel.
    """
    if standing == WatchStanding.NOBODY and not connection:
        return is_unwatched(tenant_id)
    rows = Watch.objects.for_tenant(tenant_id)
    if standing:
        rows = rows.filter(standing=standing)
    if standing != WatchStanding.ENDED:
        rows = rows.filter(ended_at=None)
    if connection:
        rows = rows.filter(connection=int(connection))
    return Q(pk__in=rows.values("parcel"))
