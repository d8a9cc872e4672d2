"""The own tariff of a tenant: brought whole, the newest counts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction

from parcelwright_web.models.own_tariff import OwnTariff

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.prevention.tariff import Tariff
    from parcelwright_web.models.accounts import Tenant


@transaction.atomic
def bring(tenant: Tenant, tariff: Tariff, name: str, *, actor: str, now: datetime) -> OwnTariff:
    """Store a tariff beside those before it; from now on it counts."""
    return OwnTariff.objects.for_tenant(tenant).create(
        name=name[:200],
        rates=msgspec.to_builtins(tariff.rates),
        brought_at=now,
        brought_by=actor,
    )


def current(tenant_id: int) -> OwnTariff | None:
    """Return the tariff that counts as it is kept, or None when none was brought."""
    return OwnTariff.objects.for_tenant(tenant_id).order_by("-brought_at", "-pk").first()


def tariff_of(tenant_id: int) -> Tariff | None:
    """Return the tariff that counts, or None when none was brought."""
    rows = OwnTariff.objects.for_tenant(tenant_id).order_by("-brought_at", "-pk")
    newest = rows.values_list("pk", flat=True).first()
    return None if newest is None else _read(tenant_id, newest)


@lru_cache(maxsize=8)
def _read(tenant_id: int, key: int) -> Tariff:
    """Return what is kept under a key, which is never changed."""
    return OwnTariff.objects.for_tenant(tenant_id).get(pk=key).to_domain()
