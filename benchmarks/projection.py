"""Tracking events per second from stored webhook bodies to parcels with a journey."""

from __future__ import annotations

import hashlib
import time
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks import _floor
from benchmarks._installation import NOW, SOURCE, connection
from benchmarks._scale import EVENTS, EVENTS_EACH, PARCELS
from benchmarks._shipments import bodies, shipments
from benchmarks.figure import Figure, rated

if TYPE_CHECKING:
    from parcelwright_web.models.intake import SourceConnection

DATABASE = True
_AT_ONCE = 1_000


def run(database: str) -> list[Figure]:
    """Return the rate at which the worker's job reads stored bodies until none is left."""
    _receive(connection())
    from parcelwright_web import worker  # noqa: PLC0415  # Django starts late
    from parcelwright_web.jobs import project  # noqa: PLC0415
    from parcelwright_web.models.parcels import Parcel, TrackingEventRow  # noqa: PLC0415
    from parcelwright_web.models.snapshots import SnapshotRow  # noqa: PLC0415

    worker.settle()
    bare, spent = _floor.BareRows(Parcel, SnapshotRow, TrackingEventRow), 0.0
    waiting = 0
    while True:
        started = time.perf_counter()
        done = project.run(NOW)
        spent += time.perf_counter() - started
        waiting += done
        # Taken in turns, so that a busy moment of the machine meets both.
        if not done or waiting * EVENTS_EACH >= _floor.AT_ONCE:
            bare.write_new()
            waiting = 0
        if not done:
            break
    _assert_whole()
    return [
        rated(
            f"projection, {database}",
            unit="events/s",
            rate=EVENTS / spent,
            against="bare write of the same rows",
            floor_rate=EVENTS / bare.seconds,
        )
    ]


def _receive(connected: SourceConnection) -> None:
    """Store the bodies as the web server does, many in one transaction."""
    from django.db import transaction  # noqa: PLC0415  # Django starts late

    from parcelwright_web.models import bulk  # noqa: PLC0415
    from parcelwright_web.models.intake import InboundBody  # noqa: PLC0415

    waiting = bodies(shipments(PARCELS))
    while some := list(islice(waiting, _AT_ONCE)):
        digests = [hashlib.sha256(body).hexdigest() for body in some]
        rows = [
            InboundBody(
                tenant_id=connected.tenant_id,
                connection=connected,
                source=SOURCE,
                dedupe_key=digest,
                digest=digest,
                body=body,
                received_at=NOW,
                run_at=NOW,
                auth="signature",
            )
            for body, digest in zip(some, digests, strict=True)
        ]
        with transaction.atomic():
            bulk.insert(rows)


def _assert_whole() -> None:
    from parcelwright_web.models.intake import InboundBody  # noqa: PLC0415  # Django starts late
    from parcelwright_web.models.parcels import TrackingEventRow  # noqa: PLC0415  # the same

    left = InboundBody.across_tenants.exclude(verdict="projected").count()
    stored = TrackingEventRow.across_tenants.count()
    if left or stored != EVENTS:
        raise RuntimeError(f"{left} bodies were not projected; {stored} events are stored")
