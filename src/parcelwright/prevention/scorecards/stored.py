"""Journeys from parcels that no file holds, and as bytes that can be kept and read again."""

from __future__ import annotations

import io
import json
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.analytics.columns import LaneKey
from parcelwright.analytics.gather import lane_key
from parcelwright.prevention.scorecards.gather import journeys_of
from parcelwright.prevention.scorecards.journeys import Journeys

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from parcelwright.parcels.event_times import EventTime
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.exchange import Rates

_TOGETHER = 2000
_TIME = pa.timestamp("us", tz="UTC")
_TEXTS = ("tracking_number", *LaneKey._fields, "value", "currency")
_PARCELS = pa.schema(
    [
        *((name, pa.string()) for name in _TEXTS),
        ("accepted_at", _TIME),
        ("accepted_at_kind", pa.string()),
    ]
)
_EVENTS = pa.schema([
    ("tracking_number", pa.string()), ("milestone", pa.string()), ("occurred_at", _TIME),
    ("occurred_at_kind", pa.string()), ("received_at", _TIME),
])  # fmt: skip
_TOLD = b"told"
_SCALARS = ("currency", "mature_days", "now")


def journeys_from(
    pairs: Iterable[tuple[Parcel, Journey]], now: datetime, rates: Rates, *, currency: str = ""
) -> Journeys:
    """Return the journeys of parcels as known at ``now``; each is read once.

    ``number`` counts the pairs from 0 in their order, whatever numbers the parcels bear.
    """
    parcels, events, at = [], [], 0
    rows = iter(pairs)
    while portion := list(islice(rows, _TOGETHER)):
        told = [_parcel(place, parcel) for place, (parcel, _) in enumerate(portion, at)]
        said = [
            row for place, (_, journey) in enumerate(portion, at) for row in _events(place, journey)
        ]
        parcels.append(pa.RecordBatch.from_pylist(told, schema=_PARCELS))
        events.append(pa.RecordBatch.from_pylist(said, schema=_EVENTS))
        at += len(portion)
    return journeys_of(
        pa.Table.from_batches(parcels, schema=_PARCELS),
        pa.Table.from_batches(events, schema=_EVENTS),
        now,
        rates,
        currency=currency,
    )


def write_journeys(journeys: Journeys) -> bytes:
    """Return journeys as a Parquet file that :func:`read_journeys` reads."""
    fields = vars(journeys)
    told = {name: fields[name] for name in _SCALARS} | {"lanes": [list(k) for k in journeys.lanes]}
    arrays = {name: value for name, value in fields.items() if isinstance(value, np.ndarray)}
    table = pa.table(arrays).replace_schema_metadata({_TOLD: json.dumps(told).encode()})
    content = io.BytesIO()
    pq.write_table(table, content)
    return content.getvalue()


def read_journeys(content: bytes) -> Journeys:
    """Return journeys that :func:`write_journeys` wrote."""
    table = pq.read_table(io.BytesIO(content))
    told = json.loads(table.schema.metadata[_TOLD])
    arrays = {name: np.asarray(table[name]) for name in table.column_names}
    return Journeys(
        lanes=tuple(LaneKey(*parts) for parts in told["lanes"]),
        currency=told["currency"],
        mature_days=told["mature_days"],
        now=told["now"],
        **arrays,
    )


def _parcel(at: int, parcel: Parcel) -> dict[str, object]:
    value = parcel.contents.value
    return {
        "tracking_number": str(at),
        **lane_key(parcel)._asdict(),
        "value": None if value is None else str(value.amount),
        "currency": None if value is None else value.currency,
        **_time("accepted_at", parcel.accepted_at),
    }


def _events(at: int, journey: Journey) -> list[dict[str, object]]:
    return [
        {
            "tracking_number": str(at),
            "milestone": event.milestone.value,
            **_time("occurred_at", event.occurred_at),
            "received_at": event.received_at,
        }
        for event in journey.events
    ]


def _time(name: str, time: EventTime | None) -> dict[str, object]:
    if time is None:
        return {name: None, f"{name}_kind": None}
    return {name: time.utc, f"{name}_kind": time.kind.value}
