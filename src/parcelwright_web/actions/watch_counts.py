"""How many parcels stand how with whom: counted for the page, or kept where there are very many.

Counting a million watches takes seconds, which no page may; the worker then counts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from parcelwright.watch.standing import EndedWhy, WatchStanding
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.watch_counts import KeptWatchCounts
from parcelwright_web.models.watches import Watch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# So many are counted in about a tenth of a second.
FEW = 20_000
_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class WatchCounts:
    """Parcels by how their watches stand.

    Args:
        nobody: Open parcels that nobody is asked about.
        standings: Parcels by connection and standing of an open watch.
        at: When they were counted; None for just now.
        is_known: Whether they were counted at all.
    """

    nobody: int = 0
    standings: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    at: datetime | None = None
    is_known: bool = True


def is_unwatched(tenant_id: int) -> Q:
    """Return the condition that a parcel is open and nobody is asked about any of its numbers.

    One that a person gave up is not among them.
    """
    mine = Watch.objects.for_tenant(tenant_id).filter(parcel=OuterRef("pk"))
    nobody = Q(standing=WatchStanding.NOBODY, connection=None)
    somebody = mine.filter(ended_at=None).exclude(nobody)
    given_up = mine.filter(ended_why=EndedWhy.GIVEN_UP)
    return Q(outcome="") & ~Exists(somebody) & ~Exists(given_up)


def counts_of(tenant_id: int) -> WatchCounts:
    """Return the counts of now where they are quickly made, else those kept last."""
    if not _many(tenant_id):
        return counted(tenant_id)
    kept = KeptWatchCounts.objects.for_tenant(tenant_id).first()
    if kept is None:
        return WatchCounts(is_known=False)
    standings = {int(pk): of for pk, of in kept.standings.items()}
    return WatchCounts(nobody=kept.nobody, standings=standings, at=kept.at)


def counted(tenant_id: int) -> WatchCounts:
    """Return the counts of now, however long they take."""
    rows = Watch.objects.for_tenant(tenant_id).exclude(connection=None).filter(ended_at=None)
    standings: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, standing, count in rows.values_list("connection", "standing").annotate(
        count=Count("parcel", distinct=True)
    ):
        standings[pk][standing] = count
    parcels = Parcel.objects.for_tenant(tenant_id)
    return WatchCounts(
        nobody=parcels.filter(is_unwatched(tenant_id)).count(), standings=dict(standings)
    )


def to_count(now: datetime) -> list[int]:
    """Return the tenants whose watches are many and were not counted of late, longest first."""
    known = dict(KeptWatchCounts.across_tenants.values_list("tenant_id", "at"))
    late = [pk for pk, at in known.items() if at + _EVERY <= now]
    never = Tenant.objects.exclude(pk__in=known).order_by("pk").values_list("pk", flat=True)
    return [pk for pk in (*never, *sorted(late, key=known.__getitem__)) if _many(pk)]


def count_for(tenant_id: int, now: datetime) -> None:
    """Count the watches of a tenant, and keep that; counting takes no lock."""
    found = counted(tenant_id)
    KeptWatchCounts.objects.for_tenant(tenant_id).update_or_create(
        tenant_id=tenant_id,
        defaults={
            "at": now,
            "nobody": found.nobody,
            "standings": {str(pk): of for pk, of in found.standings.items()},
        },
    )


def _many(tenant_id: int) -> bool:
    """Return whether a tenant has more than :data:`FEW` watches; counts no further."""
    rows = Watch.objects.for_tenant(tenant_id).values("pk")
    return rows[: FEW + 1].count() > FEW
