"""The sample shop, brought in through the same doors as a seller's own data."""

from __future__ import annotations

import logging
import shutil
from datetime import timedelta
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction

from parcelwright.simulate.sample_shop import SampleShop, sample_shop
from parcelwright_web import blobs
from parcelwright_web.actions import connections, filing, inbound, projection
from parcelwright_web.models.accounts import Membership, Shop, Tenant, User
from parcelwright_web.models.intake import InboundBody
from parcelwright_web.models.tenancy import TenantModel

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_log = logging.getLogger("parcelwright.sample")
_TRIES = 3
SEED = 1
_BODIES_TOGETHER = 500
_BY = "sample"


def fill(shop: Shop, now: datetime, parcels: int = 3000) -> None:
    """Import the sample's files and receive its webhook bodies, all as of ``now``."""
    found = sample_shop(SEED, now, parcels)
    _bring_files(shop, found, now)
    _receive(shop, found, now)


def _bring_files(shop: Shop, found: SampleShop, now: datetime) -> None:
    files = (
        ("orders", found.orders),
        ("parcels", found.parcels),
        ("events", found.events),
        ("reports", found.reports),
    )
    for kind, content in files:
        written = blobs.write(shop.tenant_id, content)
        filing.file_at_once(
            shop,
            written,
            f"sample-{kind}.csv",
            by=_BY,
            now=now - timedelta(minutes=5),
            kind=kind,
            tries=False,
        )


def _receive(shop: Shop, found: SampleShop, now: datetime) -> None:
    for source, requests in found.deliveries.items():
        connection = connections.connect(shop, source, "", now)
        for request in requests:
            inbound.receive(connection, request.body, {}, request.received_at)
    waiting = InboundBody.objects.for_tenant(shop.tenant_id).filter(verdict="").order_by("pk")
    while bodies := list(waiting.select_related("connection")[:_BODIES_TOGETHER]):
        projection.project(shop.tenant_id, bodies, now)


@transaction.atomic
def remove(tenant: Tenant) -> None:
    """Delete the sample tenant with all its rows, files and log-ins.

    Raises:
        ValueError: It is not a sample.
    """
    if not tenant.is_sample:
        msg = "only a sample is removed in one act"
        raise ValueError(msg)
    tenant_id = tenant.pk
    for model in _referring_first():
        rows = model.objects.for_tenant(tenant_id)
        rows._raw_delete(rows.db)  # noqa: SLF001 - every row goes, so nothing needs collecting
    people = list(Membership.objects.filter(tenant=tenant).values_list("user", flat=True))
    tenant.delete()
    User.objects.filter(pk__in=people, memberships__isnull=True).delete()
    folder = blobs.path_of(tenant_id, "00").parents[1]
    transaction.on_commit(lambda: _remove_folder(folder))


def _remove_folder(folder: Path) -> None:
    """Delete the files of a tenant, also one that a worker was writing meanwhile."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
    _log.warning("files of a removed sample are left in %s", folder)


def _referring_first() -> list[type[TenantModel]]:
    """Return the tables of tenants, each before the tables that its rows refer to."""
    tables = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    order: TopologicalSorter[type[TenantModel]] = TopologicalSorter()
    for model in tables:
        order.add(model)
        for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented name
            target = field.related_model
            if target in tables and target is not model:
                order.add(target, model)
    return list(order.static_order())
