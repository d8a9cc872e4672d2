"""Rows per second of a large events file: previewed without trying, and committed."""

from __future__ import annotations

import time
from datetime import timedelta

from benchmarks import _floor
from benchmarks._installation import NOW, connection
from benchmarks._scale import EVENTS, PARCELS
from benchmarks._shipments import csv_chunks, shipments
from benchmarks.figure import Figure, rated

DATABASE = True
_LEASE = timedelta(minutes=2)


def run(database: str) -> list[Figure]:
    """Return the rates of reading a file for its preview and of writing it."""
    connected = connection()
    from parcelwright_web import blobs, worker  # noqa: PLC0415  # Django starts late
    from parcelwright_web.actions import imports  # noqa: PLC0415
    from parcelwright_web.models.intake import ImportChange  # noqa: PLC0415
    from parcelwright_web.models.parcels import Parcel, TrackingEventRow  # noqa: PLC0415

    worker.settle()
    file = blobs.Writer(connected.tenant_id)
    for piece in csv_chunks(shipments(PARCELS)):
        file.write(piece)
    batch = imports.receive(connected.shop, file.finish(), "events.csv", by="bench", now=NOW)
    started = time.perf_counter()
    imports.preview(batch, NOW, tries=False)
    previewed = time.perf_counter()
    imports.commit(batch, NOW)
    # The lease is taken by hand: nobody else is there to claim the file.
    type(batch).across_tenants.filter(pk=batch.pk).update(state="running")
    written = time.perf_counter()
    if not imports.apply(batch, NOW, _LEASE) or batch.summary["written"]["events"] != EVENTS:
        raise RuntimeError(f"not every row was written: {batch.summary}")
    done = time.perf_counter()
    rates = {
        "preview of a file": EVENTS / (previewed - started),
        "import of a file": EVENTS / (done - written),
    }
    bare = _floor.BareRows(Parcel, TrackingEventRow, ImportChange)
    bare.write_new()
    floor = EVENTS / bare.seconds
    return [
        rated(
            f"{name}, {database}",
            unit="rows/s",
            rate=rate,
            against="bare write of the same rows",
            floor_rate=floor,
        )
        for name, rate in rates.items()
    ]
