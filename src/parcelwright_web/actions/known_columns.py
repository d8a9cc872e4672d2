"""What is known of a shop's journeys as the columns that learning reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright_web.actions.known_tables import Wanted, tables_known
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from parcelwright.analytics.columns import Columns

_WANTED = Wanted(
    times=("accepted_at", "label_created_at", "promised_by"), numbers=("sample_weight",)
)
_WITH_NUMBERS = replace(_WANTED, texts=("tracking_number",))


def columns_known(tenant_id: int, now: datetime) -> Columns:
    """Return one entry per parcel of a tenant, by key, from what was known at ``now``."""
    parcels = Parcel.objects.for_tenant(tenant_id)
    return columns_from_tables(*tables_known(tenant_id, parcels, _WANTED), now)


def told_known(tenant_id: int) -> tuple[pa.Table, pa.Table]:
    """Return parcels of a tenant with their numbers, by key, and all that is said of them."""
    return tables_known(tenant_id, Parcel.objects.for_tenant(tenant_id), _WITH_NUMBERS)
