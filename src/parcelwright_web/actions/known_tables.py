"""What is known of a shop's journeys as tables, read from the rows without an object for each.

The tables say what the journeys themselves say: of equal statements one row is stored, and
what the newest snapshot no longer tells is left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connections
from django.db.models import TextField
from django.db.models.functions import Cast

from parcelwright.analytics.columns import EPOCH, LaneKey
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

_CHUNK = 5000
_TIME = pa.timestamp("us")
_MICROSECOND, _MINUTE, _HALF_DAY = timedelta(microseconds=1), 60_000_000, 43_200_000_000
_COLUMNS = ("carrier", "service", "origin_country", "destination_country", "carrier_account")
_EVENT = ("parcel_id", "milestone", "occurred_local", "occurred_kind", "occurred_offset_min",
          "received_at")  # fmt: skip
_MOMENTS = ("occurred_local", "received_at", "told_at")
_TELLING = ("source", "tracking_number", "told_at")
# What a snapshot needs to know of an event to tell whether it leaves it out.
_SAID = ("milestone", "occurred_at", "received_at")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reader asks of parcels and events beside lane, milestone and times of events.

    Args:
        times: Columns of parcels.
        texts: The same.
        numbers: The same, each 1 where nothing is stated.
        said: Columns of events.
        facts: Facts of events by name.
        milestones: The events to read; all if None.
    """

    times: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] | None = None

    @property
    def parcels(self) -> pa.Schema:
        """Shape of the table of parcels."""
        return pa.schema([
            ("parcel_id", pa.int64()),
            *((name, pa.string()) for name in (*LaneKey._fields, *self.texts)),
            *((name, _TIME) for name in self.times),
            *((name, pa.float64()) for name in self.numbers),
        ])  # fmt: skip

    @property
    def events(self) -> pa.Schema:
        """Shape of the table of events."""
        return pa.schema([
            ("parcel_id", pa.int64()), ("milestone", pa.string()),
            ("occurred_at", _TIME), ("received_at", _TIME),
            *((name, pa.string()) for name in (*self.said, *self.facts)),
        ])  # fmt: skip


def tables_known(
    tenant_id: int, chosen: QuerySet[Parcel], wanted: Wanted
) -> tuple[pa.Table, pa.Table]:
    """Return parcels of a tenant by key, and what is said of them now.

    Args:
        tenant_id: Of the parcels.
        chosen: The parcels.
        wanted: What to read of them.
    """
    withdrawing = SnapshotRow.objects.for_tenant(tenant_id).exists()
    lanes = _Lanes()
    parcels, events = [wanted.parcels.empty_table()], [wanted.events.empty_table()]
    for rows in _portions(chosen):
        parcels.append(_parcels(rows, lanes, wanted))
        keys = [row[0] for row in rows]
        events.append(_events(tenant_id, keys, wanted, withdrawing=withdrawing))
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


def _portions(chosen: QuerySet[Parcel]) -> Iterator[list[tuple[Any, ...]]]:
    rows = chosen.order_by("pk")
    names = ("pk", "tracking_number", *_COLUMNS, "accepted_on", "facts")
    last = 0
    while chunk := list(rows.filter(pk__gt=last).values_list(*names)[:_CHUNK]):
        yield chunk
        last = chunk[-1][0]


def _parcels(rows: Sequence[tuple[Any, ...]], known: _Lanes, wanted: Wanted) -> pa.Table:
    """Return portions of parcels as a table; stated facts stand before columns, as in a row."""
    lanes = []
    told: dict[str, list[Any]] = {
        name: [] for name in (*wanted.times, *wanted.texts, *wanted.numbers)
    }
    for _, number, *columns, accepted_on, facts in rows:
        row = {name: cell for name, cell in zip(_COLUMNS, columns, strict=True) if cell}
        if accepted_on is not None:
            row["accepted_at"] = accepted_on.isoformat()
        row = {"tracking_number": number, **row, **facts}
        cells = _reader(row)
        lanes.append(known.of(row))
        for name in wanted.times:
            time = cells.time(name)
            told[name].append(None if time is None else time.utc.replace(tzinfo=None))
        for name in wanted.texts:
            told[name].append(cells.text(name))
        for name in wanted.numbers:
            told[name].append(cells.positive(name, 1.0))
    by_name: dict[str, Sequence[Any]] = {"parcel_id": [row[0] for row in rows]}
    by_name |= zip(LaneKey._fields, zip(*lanes, strict=True), strict=True)
    return pa.table({**by_name, **told}, schema=wanted.parcels)


def _events(tenant_id: int, parcels: list[int], wanted: Wanted, *, withdrawing: bool) -> pa.Table:
    """Return what is said of some parcels now.

    Args:
        tenant_id: Of the parcels.
        parcels: Their keys.
        wanted: What to read of events.
        withdrawing: Whether the tenant has snapshots, which may have taken events back.
    """
    asked = (*wanted.said, *(("facts",) if wanted.facts else ()))
    names = tuple(dict.fromkeys((*_EVENT, *asked, *(_TELLING if withdrawing else ()))))
    found = TrackingEventRow.objects.for_tenant(tenant_id).filter(parcel__among=parcels)
    if wanted.milestones is not None:
        found = found.filter(milestone__in=[each.value for each in wanted.milestones])
    rows = _plain_rows(found.order_by(), names)
    if not rows:
        return wanted.events.empty_table()
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
            **{name: told[name] for name in wanted.said},
            **(_facts(told["facts"], wanted.facts) if wanted.facts else {}),
        },
        schema=wanted.events,
    )
    if not withdrawing:
        return events
    return events.filter(pa.array(_still_told(tenant_id, events, told)))


def _facts(cells: Sequence[str], names: Sequence[str]) -> dict[str, list[str]]:
    """Return named facts of events, which the database holds as text; most have none."""
    read = {cell: dict(json.loads(cell)) for cell in set(cells)}
    return {name: [read[cell].get(name, "") for cell in cells] for name in names}


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
        cells = {name: events[name][place].as_py() for name in _SAID}
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
