"""Reads stored events anew after a shop gave a code a meaning, or took one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q

from parcelwright.parcels.events import Milestone
from parcelwright_web.actions import recording
from parcelwright_web.actions.own_meanings import in_force
from parcelwright_web.models.own_meanings import OwnMeaning
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.parcels.own_meanings import CodeKey
    from parcelwright_web.models.tenancy import TenantQuerySet

# Small enough that a webhook never waits a second for the one writer of SQLite.
_PARCELS_AT_ONCE = 200


@transaction.atomic
def read_some(meaning: OwnMeaning, now: datetime) -> int:
    """Read stored events of some parcels as the shop reads them now; return of how many.

    What follows from the events is worked out anew, and the parcels are assessed again.
    Called again and again it comes to an end, whichever meanings were made meanwhile.
    """
    recording.hold(meaning.tenant_id)
    rows, wanted = _unlike(meaning)
    keys = [pk for (pk,) in rows.order_by().values_list("parcel").distinct()[:_PARCELS_AT_ONCE]]
    if not keys:
        return 0
    own = wanted is not Milestone.UNKNOWN
    rows.filter(parcel__in=keys).update(milestone=wanted, own_meaning=own)
    parcels = Parcel.objects.for_tenant(meaning.tenant_id).filter(pk__in=keys)
    numbers = set(parcels.values_list("tracking_number", flat=True))
    recording.record(meaning.tenant_id, (), now, numbers)
    parcels.update(assess_due=True)
    return len(keys)


def count(meaning: OwnMeaning) -> None:
    """Note on a meaning how many events of how many parcels bear its code."""
    rows = bearing(meaning.tenant_id, meaning.shop_id, meaning.code_key)
    found = rows.aggregate(events=Count("pk"), parcels=Count("parcel", distinct=True))
    OwnMeaning.objects.for_tenant(meaning.tenant_id).filter(pk=meaning.pk).update(**found)


def bearing(tenant_id: int, shop_id: int, key: CodeKey) -> TenantQuerySet[TrackingEventRow]:
    """Return the stored events of a shop that bear a code."""
    rows = TrackingEventRow.objects.for_tenant(tenant_id).filter(
        parcel__shop=shop_id, source=key.source, code_table=key.code_table, code=key.code
    )
    if not key.code:
        rows = rows.filter(description=key.words)
    return rows if key.is_of_source else rows.filter(carrier=key.carrier)


def _unlike(meaning: OwnMeaning) -> tuple[TenantQuerySet[TrackingEventRow], Milestone]:
    """Return the stored events that are not read as they should be, and how they should be."""
    rule = in_force(meaning.tenant_id, meaning.shop_id).filter(key=meaning.key).first()
    wanted = Milestone.UNKNOWN if rule is None else Milestone(rule.milestone)
    rows = bearing(meaning.tenant_id, meaning.shop_id, meaning.code_key)
    own = Q(own_meaning=True) | Q(milestone=Milestone.UNKNOWN)
    return rows.filter(own).exclude(milestone=wanted), wanted
