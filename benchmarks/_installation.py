"""An installation to measure, in the folder that PARCELWRIGHT_HOME names."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from parcelwright.simulate.deliveries import Delivery, deliveries
from parcelwright.simulate.world import simulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright_web.models.intake import SourceConnection

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SOURCE = "aftership"
SECRET = "benchmark"  # noqa: S105  # signs invented bodies
TOKEN = "benchmark-address"  # noqa: S105  # the same
_SEED = 7


def connection() -> SourceConnection:
    """Make tables and keys where they are missing, and return a shop's connection to a source."""
    from parcelwright_web.commands.init import initialize  # noqa: PLC0415  # Django starts late

    initialize()
    from parcelwright_web.models.accounts import Shop, Tenant  # noqa: PLC0415  # the same
    from parcelwright_web.models.intake import SourceConnection  # noqa: PLC0415

    tenant = Tenant.objects.create(name="Benchmark")
    shop = Shop.objects.for_tenant(tenant).create(name="Benchmark", timezone="Asia/Shanghai")
    return SourceConnection.objects.for_tenant(tenant).create(
        shop=shop,
        source=SOURCE,
        token=TOKEN,
        token_digest=hashlib.sha256(TOKEN.encode()).hexdigest(),
        secret=SECRET,
        created_at=NOW,
    )


def bodies(count: int) -> list[Delivery]:
    """Return ``count`` different webhook bodies of a simulated shop, in order of arrival."""
    world = simulate(parcels=count, seed=_SEED, now=NOW)
    different = {found.body: found for found in deliveries(world, SOURCE)}
    return list(different.values())[:count]


class BareTable:
    """The floor: one table, one column of bytes, each insert committed by itself."""

    def __init__(self) -> None:
        from django.db import connection as database  # noqa: PLC0415  # Django starts late

        self._database = database
        kind = "BYTEA" if database.vendor == "postgresql" else "BLOB"
        key = "BIGSERIAL" if database.vendor == "postgresql" else "INTEGER"
        with database.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bare (id {key} PRIMARY KEY, body {kind} NOT NULL)")

    def insert(self, found: Sequence[Delivery]) -> None:
        """Insert the bytes of each body, durably, one commit per body."""
        with self._database.cursor() as cursor:
            for delivery in found:
                cursor.execute("INSERT INTO bare (body) VALUES (%s)", [delivery.body])
