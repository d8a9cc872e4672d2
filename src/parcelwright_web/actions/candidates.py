"""What candidates gave: samples of tracking numbers, and references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright_web.models.scorecards import CarrierCandidate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright_web.models.accounts import Tenant


@transaction.atomic
def save(
    tenant: Tenant,
    carrier: str,
    service: str,
    *,
    numbers: Sequence[str],
    references: str,
    actor: str,
    now: datetime,
) -> CarrierCandidate:
    """Keep what a candidate gave, in place of what was kept before."""
    told = {
        "numbers": list(numbers),
        "references": references,
        "changed_at": now,
        "changed_by": actor,
    }
    row, _ = CarrierCandidate.objects.for_tenant(tenant).update_or_create(
        tenant=tenant, carrier=carrier, service=service, defaults=told
    )
    return row


@transaction.atomic
def remove(row: CarrierCandidate) -> None:
    """Forget what a candidate gave."""
    CarrierCandidate.objects.for_tenant(row.tenant_id).filter(pk=row.pk).delete()


def given_by(tenant_id: int, carrier: str, service: str) -> tuple[list[str], list[str]]:
    """Return the samples and references for a service of a carrier.

    What was entered without a service holds for all of them.
    """
    rows = CarrierCandidate.objects.for_tenant(tenant_id).filter(
        carrier=carrier, service__in=["", service]
    )
    kept = list(rows.order_by("-service"))
    numbers = [number for row in kept for number in row.numbers]
    return list(dict.fromkeys(numbers)), [row.references for row in kept if row.references]
