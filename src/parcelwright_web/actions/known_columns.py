"""What is known of a shop's journeys as columns, read from the rows without an object for each.

The columns are those that the journeys themselves make: of equal statements one row is stored,
and what the newest snapshot no longer tells is left out.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connections
from django.db.models import TextField
from django.db.models.functions import Cast

from parcelwright.analytics.columns import EPOCH, LaneKey
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.interchange.cellreader import CellReader
from parcelwright.interchange.parcels import carrier_of, lane_of
from parcelwright.interchange.tables import Row
from parcelwright.parcels.events import EventTime, Milestone, TimeKind, TrackingEvent
from parcelwright_web.actions import snapshots
from parcelwright_web.models.parcels import Parcel, TrackingEventRow
from parcelwright_web.models.snapshots import SnapshotRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns

_CHUNK = 5000
_TIME = pa.timestamp("us")
_MICROSECOND, _MINUTE, _HALF_DAY = timedelta(microseconds=1), 60_000_000, 43_200_000_000
_COLUMNS = ("carrier", "service", "origin_country", "destination_country")
_TIMES = ("accepted_at", "label_created_at", "promised_by")
_EVENT = ("parcel_id", "milestone", "occurred_local", "occurred_kind", "occurred_offset_min",
          "received_at")  # fmt: skip
_MOMENTS = ("occurred_local", "received_at", "told_at")
_TELLING = ("source", "tracking_number", "told_at")
# Of parcels, and of events.
_PARCELS = pa.schema([
    ("parcel_id", pa.int64()), ("number", pa.string()),
    *((name, pa.string()) for name in LaneKey._fields),
    *((name, _TIME) for name in _TIMES), ("sample_weight", pa.float64()),
])  # fmt: skip
_EVENTS = pa.schema([
    ("parcel_id", pa.int64()), ("milestone", pa.string()),
    ("occurred_at", _TIME), ("received_at", _TIME),
])  # fmt: skip


def columns_known(tenant_id: int, now: datetime) -> Columns:
    """Return one entry per parcel of a tenant, by key, from what was known at ``now``."""
    return columns_from_tables(*tables_known(tenant_id), now)


def tables_known(tenant_id: int) -> tuple[pa.Table, pa.Table]:
    """Return the parcels of a tenant, by key, and all events that count of them.

    Both name the parcel by ``parcel_id``; ``number`` is its tracking number.
    """
    withdrawing = SnapshotRow.objects.for_tenant(tenant_id).exists()
    lanes = _Lanes()
    parcels, events = [_PARCELS.empty_table()], [_EVENTS.empty_table()]
    for rows in _portions(tenant_id):
        parcels.append(_parcels(rows, lanes))
        events.append(_events(tenant_id, [row[0] for row in rows], withdrawing=withdrawing))
    return pa.concat_tables(parcels), pa.concat_tables(events)


class _Lanes:
    """Reads the lanes of parcels, each kind of lane once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], LaneKey] = {}

    def of(self, row: Mapping[str, str]) -> LaneKey:
        """Return what makes a parcel like others."""
        key = tuple([row.get(name, "") for name in LaneKey._fields])
        if not row.get("carrier"):
            # A number tells the carrier where nothing else does.
            key = (*key, row["tracking_number"])
        found = self._known.get(key)
        if found is None:
            cells = _reader(row)
            lane = lane_of(cells)
            found = self._known[key] = LaneKey(
                carrier=carrier_of(cells),
                destination_country=lane.destination_country,
                destination_region=lane.destination_region,
                origin_country=lane.origin_country,
                origin_region=lane.origin_region,
                service=cells.text("service"),
            )
        return found


def _reader(row: Mapping[str, str]) -> CellReader:
    return CellReader(row=Row(0, row), mapping={name: (name,) for name in row})


def _portions(tenant_id: int) -> Iterator[list[tuple[Any, ...]]]:
    rows = Parcel.objects.for_tenant(tenant_id).order_by("pk")
    names = ("pk", "tracking_number", *_COLUMNS, "accepted_on", "facts")
    last = 0
    while chunk := list(rows.filter(pk__gt=last).values_list(*names)[:_CHUNK]):
        yield chunk
        last = chunk[-1][0]


def _parcels(rows: Sequence[tuple[Any, ...]], known: _Lanes) -> pa.Table:
    """Return portions of parcels as a table; stated facts stand before columns, as in a row."""
    lanes, told, weights = [], [], []
    for _, number, *columns, accepted_on, facts in rows:
        row = {name: cell for name, cell in zip(_COLUMNS, columns, strict=True) if cell}
        if accepted_on is not None:
            row["accepted_at"] = accepted_on.isoformat()
        row = {"tracking_number": number, **row, **facts}
        cells = _reader(row)
        lanes.append(known.of(row))
        told.append([cells.time(name) for name in _TIMES])
        weights.append(cells.positive("sample_weight", 1.0))
    by_name: dict[str, Sequence[Any]] = {
        "parcel_id": [row[0] for row in rows],
        "number": [row[1] for row in rows],
    }
    by_name |= zip(LaneKey._fields, zip(*lanes, strict=True), strict=True)
    for name, times in zip(_TIMES, zip(*told, strict=True), strict=True):
        by_name[name] = [None if time is None else time.utc.replace(tzinfo=None) for time in times]
    return pa.table({**by_name, "sample_weight": weights}, schema=_PARCELS)


def _events(tenant_id: int, parcels: list[int], *, withdrawing: bool) -> pa.Table:
    """Return what is said of some parcels now.

    Args:
        tenant_id: Of the parcels.
        parcels: Their keys.
        withdrawing: Whether the tenant has snapshots, which may have taken events back.
    """
    names = (*_EVENT, *_TELLING) if withdrawing else _EVENT
    found = TrackingEventRow.objects.for_tenant(tenant_id).filter(parcel__among=parcels)
    rows = _plain_rows(found.order_by(), names)
    if not rows:
        return _EVENTS.empty_table()
    told = dict(zip(names, zip(*rows, strict=True), strict=True))
    offset = pc.multiply(
        pc.fill_null(pa.array(told["occurred_offset_min"], pa.int64()), 0), _MINUTE
    )
    is_day = pc.equal(pa.array(told["occurred_kind"], pa.string()), TimeKind.DATE.value)
    noon = pc.if_else(is_day, _HALF_DAY, 0)
    occurred = pc.add(pc.subtract(_micros(told["occurred_local"]), offset), noon)
    events = pa.table(
        {
            "parcel_id": pa.array(told["parcel_id"], pa.int64()),
            "milestone": pa.array(told["milestone"], pa.string()),
            "occurred_at": occurred.cast(_TIME),
            "received_at": _micros(told["received_at"]).cast(_TIME),
        },
        schema=_EVENTS,
    )
    if not withdrawing:
        return events
    return events.filter(pa.array(_still_told(tenant_id, events, told)))


def _plain_rows(
    chosen: QuerySet[TrackingEventRow], names: Sequence[str]
) -> Sequence[tuple[Any, ...]]:
    """Return rows as the database holds them: of SQLite's texts no moments are made one by one."""
    database = connections[chosen.db]
    texts = _MOMENTS if database.vendor == "sqlite" else ()
    columns = [Cast(name, TextField()) if name in texts else name for name in names]
    with database.cursor() as cursor:
        cursor.execute(*chosen.values_list(*columns).query.get_compiler(chosen.db).as_sql())
        return list(cursor.fetchall())


def _micros(moments: Sequence[str | datetime | None]) -> pa.Array:
    """Return moments as microseconds: SQLite keeps them as texts, PostgreSQL as they are."""
    return pa.array(moments).cast(_TIME).cast(pa.int64())


def _still_told(
    tenant_id: int, events: pa.Table, told: Mapping[str, Sequence[Any]]
) -> NDArray[np.bool_]:
    """Return which events no snapshot has taken back."""
    numbers = told["tracking_number"]
    counted = snapshots.counted(tenant_id, set(numbers))
    newest = {one.key: one for each in counted.values() for one in each}
    bound = {key: (one.told_at - EPOCH) // _MICROSECOND for key, one in newest.items()}
    keys = list(zip(told["source"], numbers, strict=True))
    last = pc.coalesce(_micros(told["told_at"]), events["received_at"].cast(pa.int64()))
    never = np.iinfo(np.int64).min
    limit = np.array([bound.get(key, never) for key in keys], np.int64)
    still = np.ones(len(keys), np.bool_)
    # Most were told by the newest snapshot itself; only what is older can have been left out.
    for place in np.flatnonzero(np.asarray(last) < limit).tolist():
        cells = {name: events[name][place].as_py() for name in _EVENTS.names}
        happened = cells["occurred_at"]
        event = TrackingEvent(
            tracking_number=numbers[place],
            source=told["source"][place],
            occurred_at=None if happened is None else EventTime.at(happened.replace(tzinfo=UTC)),
            received_at=cells["received_at"].replace(tzinfo=UTC),
            milestone=Milestone(cells["milestone"]),
            told_at=EPOCH + int(last[place].as_py()) * _MICROSECOND,
        )
        still[place] = not newest[keys[place]].withdraws(event)
    return still
