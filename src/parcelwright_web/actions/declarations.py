"""Lists for an insurer: declared, answered with certificates, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.db import transaction

from parcelwright.prevention.insuring.certificates import compared
from parcelwright.prevention.insuring.plain import plain_compared
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.scorecards import Declaration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright.prevention.insuring.certificates import Certificate
    from parcelwright.prevention.insuring.declaration import Declared
    from parcelwright_web.models.accounts import Tenant

# Parcels looked at for one list.
MOST = 500


def to_insure(tenant: Tenant) -> list[DomainParcel]:
    """Return the parcels that no carrier has taken yet and no list has declared, newest first."""
    listed = {
        row["number"]
        for rows in Declaration.objects.for_tenant(tenant).values_list("rows", flat=True)
        for row in rows
    }
    rows = Parcel.objects.for_tenant(tenant).filter(
        accepted_on__isnull=True, event_count=0, outcome=""
    )
    found = [row.to_domain() for row in rows.order_by("-pk")[:MOST]]
    return [parcel for parcel in found if parcel.tracking_number not in listed]


@transaction.atomic
def declare(
    tenant: Tenant,
    rows: Sequence[Declared],
    *,
    policy: str,
    insurer: str,
    actor: str,
    now: datetime,
) -> Declaration:
    """Keep a list of parcels as it was declared."""
    return Declaration.objects.for_tenant(tenant).create(
        policy_number=policy[:80],
        insurer=insurer[:120],
        rows=msgspec.to_builtins(rows),
        declared_at=now,
        declared_by=actor,
    )


@transaction.atomic
def answer(declaration: Declaration, certificates: Sequence[Certificate], now: datetime) -> None:
    """Compare a list with the certificates that came for it, and keep what that says."""
    found = compared(declaration.to_domain(), certificates)
    declaration.answer = plain_compared(found)
    declaration.answered_at = now
    declaration.save(update_fields=["answer", "answered_at"])


@transaction.atomic
def remove(declaration: Declaration) -> None:
    """Delete a list; its parcels can be declared again."""
    Declaration.objects.for_tenant(declaration.tenant_id).filter(pk=declaration.pk).delete()
