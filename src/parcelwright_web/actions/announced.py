"""What a tenant entered of strikes, holidays, closures and peaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from parcelwright.analytics.published import Calendar
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.announced import AnnouncedDays

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.analytics.published import Announcement
    from parcelwright_web.models.tenancy import TenantQuerySet


def in_force(tenant_id: int) -> TenantQuerySet[AnnouncedDays]:
    """Return the announcements of a tenant that nobody removed."""
    return AnnouncedDays.objects.for_tenant(tenant_id).filter(removed_at=None)


def calendar_of(tenant_id: int) -> Calendar | None:
    """Return a tenant's calendar, or None where nothing is announced."""
    rows = in_force(tenant_id).order_by("first", "pk")
    announcements = tuple(row.to_domain() for row in rows)
    return Calendar(announcements=announcements) if announcements else None


def changed_at() -> dict[int, datetime]:
    """Return when the announcements of each tenant that has any last changed."""
    rows = AnnouncedDays.across_tenants.order_by().values_list("tenant_id")
    told = rows.annotate(entered=Max("entered_at"), removed=Max("removed_at"))
    return {tenant: max(filter(None, moments)) for tenant, *moments in told}


@transaction.atomic
def add(tenant: Tenant, announcements: Sequence[Announcement], *, actor: str, now: datetime) -> int:
    """Store announcements that are not in force yet; return how many are new."""
    Tenant.objects.select_for_update().get(pk=tenant.pk)
    known = {row.to_domain() for row in in_force(tenant.pk)}
    new = [each for each in dict.fromkeys(announcements) if each not in known]
    AnnouncedDays.objects.for_tenant(tenant).bulk_create(
        AnnouncedDays(
            tenant=tenant, entered_at=now, entered_by=actor, country=each.country,
            region=each.region, carrier=each.carrier, first=each.first, last=each.last,
            what=each.what, source=each.source,
        )
        for each in new
    )  # fmt: skip
    return len(new)


@transaction.atomic
def remove(row: AnnouncedDays, *, actor: str, now: datetime) -> bool:
    """End an announcement. Return False when it had ended."""
    ended = in_force(row.tenant_id).filter(pk=row.pk)
    return ended.update(removed_at=now, removed_by=actor) == 1
