"""Storing events that are read already: as rows, beside bare writes and the mapper."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks import _floor
from benchmarks._installation import NOW, SOURCE, connection
from benchmarks._scale import EVENTS, PARCELS
from benchmarks._shipments import bodies, shipments
from benchmarks.figure import Figure, rated
from parcelwright import sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.parcels.events import Parsed
    from parcelwright_web.actions.statements import Told
    from parcelwright_web.models.intake import SourceConnection

DATABASE = True
_AT_ONCE = 2_000
_BARE = "bare write of the same event rows"


def run(database: str) -> list[Figure]:
    """Return the rates of storing rows and of recording, and those of the mapper.

    Storing is everything from events in memory to rows on disk: identity of each statement,
    values by column, the write and its commit. Recording also merges what is known, makes
    parcels and computes their journeys.
    """
    connected = connection()
    from parcelwright_web import worker  # noqa: PLC0415  # Django starts late
    from parcelwright_web.models.parcels import TrackingEventRow  # noqa: PLC0415  # the same

    worker.settle()
    bare = _floor.BareRows(TrackingEventRow)
    recorded, stored = _record(connected, bare)
    floor = EVENTS / bare.seconds
    mapper = _floor.mapper_rates()
    return [
        _figure(f"storing, {database}", EVENTS / 2 / stored, floor),
        _figure(f"recording, {database}", EVENTS / 2 / recorded, floor),
        *(_figure(f"storing, ORM {how}, {database}", rate, floor) for how, rate in mapper.items()),
    ]


def _figure(name: str, rate: float, floor: float) -> Figure:
    return rated(name, unit="events/s", rate=rate, against=_BARE, floor_rate=floor)


def _record(connected: SourceConnection, bare: _floor.BareRows) -> tuple[float, float]:
    """Return the seconds of recording one half of all events, and of storing the other."""
    parse = sources.by_slug(SOURCE).parse
    waiting = bodies(shipments(PARCELS))
    recorded = stored = 0.0
    while some := list(islice(waiting, _AT_ONCE)):
        tolds = [_told(connected, parse(body, NOW)) for body in some]
        half = len(tolds) // 2
        recorded += _recorded(connected, tolds[:half])
        stored += _stored(connected, tolds[half:])
        # Taken in turns, so that a busy moment of the machine meets all.
        bare.write_new()
    return recorded, stored


def _told(connected: SourceConnection, parsed: Parsed) -> Told:
    from parcelwright_web.actions.statements import told  # noqa: PLC0415  # Django starts late

    return told(parsed, shop_id=connected.shop_id, received_at=NOW, digest="d" * 64)[0]


def _recorded(connected: SourceConnection, tolds: Sequence[Told]) -> float:
    from django.db import transaction  # noqa: PLC0415  # Django starts late

    from parcelwright_web.actions.recording import record  # noqa: PLC0415

    started = time.perf_counter()
    with transaction.atomic():
        record(connected.tenant_id, tolds, NOW)
    return time.perf_counter() - started


def _stored(connected: SourceConnection, tolds: Sequence[Told]) -> float:
    """Make the parcels, then store their events as rows, and return the seconds of the rows."""
    from django.db import transaction  # noqa: PLC0415  # Django starts late

    from parcelwright_web.actions.recording import store_new  # noqa: PLC0415
    from parcelwright_web.models.parcels import Parcel  # noqa: PLC0415  # the same

    _recorded(connected, [replace(each, events=()) for each in tolds])
    numbers = [each.number for told in tolds for each in told.named]
    rows = Parcel.across_tenants.filter(tracking_number__in=numbers)
    parcel_of = dict(rows.values_list("tracking_number", "pk"))
    placed = [
        (parcel_of[event.tracking_number], None, event) for told in tolds for event in told.events
    ]
    started = time.perf_counter()
    with transaction.atomic():
        store_new(connected.tenant_id, placed)
    return time.perf_counter() - started
