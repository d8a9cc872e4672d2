"""A shop's stored history: parcels of some months, every twelfth lost, others 4 to 20 days."""

import random
from datetime import UTC, datetime, timedelta

from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

START = datetime(2025, 1, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def store(shop, parcels=180, days=150, mark="P", received=None, **more):
    """Store parcels of which every event was received when it happened, or at one moment."""
    tenant, chosen = shop.tenant, random.Random(3)
    accepted = sorted(START + chosen.uniform(0, days) * DAY for _ in range(parcels))
    rows = Parcel.objects.for_tenant(tenant).bulk_create(
        Parcel(
            tenant=tenant, shop=shop, tracking_number=f"{mark}{n}", carrier="china-post",
            origin_country="CN", destination_country="BR", accepted_on=at.date(), event_count=1,
            last_scan_at=at, created_at=START, assess_due=False, **more,
        )
        for n, at in enumerate(accepted)
    )  # fmt: skip
    told = []
    for n, (row, at) in enumerate(zip(rows, accepted, strict=True)):
        told.append((row, Milestone.ACCEPTED, at))
        took = chosen.gammavariate(9, 1.1) * DAY
        if n % 12:
            told.append((row, Milestone.DELIVERED, at + took))
            row.last_scan_at = at + took
    Parcel.objects.for_tenant(tenant).bulk_update(rows, ["last_scan_at"])
    TrackingEventRow.objects.for_tenant(tenant).bulk_create(
        TrackingEventRow.of(
            TrackingEvent(
                tracking_number=row.tracking_number, carrier="china-post", milestone=milestone,
                occurred_at=EventTime.at(at), received_at=received or at,
            ),
            parcel_id=row.pk, tenant_id=tenant.pk,
        )
        for row, milestone, at in told
    )  # fmt: skip
    return rows
