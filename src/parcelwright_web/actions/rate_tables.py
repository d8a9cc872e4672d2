"""The rate table of a tenant: brought whole, the newest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.db import transaction

from parcelwright_web.models.scorecards import RateTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.prevention.choice.rate_table import Rate
    from parcelwright_web.models.accounts import Tenant


@transaction.atomic
def bring(
    tenant: Tenant, rates: Sequence[Rate], name: str, *, actor: str, now: datetime
) -> RateTable:
    """Store a rate table beside those before it; from now on it counts."""
    return RateTable.objects.for_tenant(tenant).create(
        name=name[:200], rates=msgspec.to_builtins(rates), brought_at=now, brought_by=actor
    )


def current(tenant_id: int) -> RateTable | None:
    """Return the table that counts, or None when none was brought."""
    return RateTable.objects.for_tenant(tenant_id).order_by("-brought_at", "-pk").first()
