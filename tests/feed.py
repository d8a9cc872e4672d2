"""Small feeds for tests of learning and detection: days are counted from 2026-01-01 UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pyarrow as pa

from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.journey import Journey, journey_of
from parcelwright.parcels.parcel import Lane, Parcel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

START = datetime(2026, 1, 1, tzinfo=UTC)


def on(day: float) -> datetime:
    return START + timedelta(days=day)


def event(
    number: str, day: float | None, milestone: Milestone, *, heard: float | None = None
) -> TrackingEvent:
    return TrackingEvent(
        tracking_number=number,
        carrier="china-post",
        occurred_at=None if day is None else EventTime.at(on(day)),
        received_at=None if heard is None else on(heard),
        milestone=milestone,
    )


def parcel(
    number: str = "LX1", *, accepted: float | None = 0.0, promised: float | None = None,
    destination: str = "FR", weight: float = 1.0, carrier: str = "china-post",
) -> Parcel:  # fmt: skip
    return Parcel(
        tracking_number=number,
        carrier=carrier,
        service="epacket",
        lane=Lane(origin_country="CN", destination_country=destination),
        accepted_at=None if accepted is None else EventTime.at(on(accepted)),
        promised_by=None if promised is None else EventTime.at(on(promised)),
        sample_weight=weight,
    )


def journey(*said: tuple[float | None, Milestone], number: str = "LX1") -> Journey:
    return journey_of(event(number, day, milestone) for day, milestone in said)


def delivered(number: str, accepted: float, days: float, **about: str) -> tuple[Parcel, Journey]:
    found = journey(
        (accepted, Milestone.ACCEPTED), (accepted + days, Milestone.DELIVERED), number=number
    )
    return parcel(number, accepted=accepted, **about), found


def silent(number: str, accepted: float, **about: str) -> tuple[Parcel, Journey]:
    return parcel(number, accepted=accepted, **about), journey(
        (accepted, Milestone.ACCEPTED), number=number
    )


def tables(pairs: Iterable[tuple[Parcel, Sequence[TrackingEvent]]]) -> tuple[pa.Table, pa.Table]:
    """Return the same parcels and events as the tables that files are read into."""
    parcels, events = [], []
    for one, said in pairs:
        parcels.append({
            "tracking_number": one.tracking_number,
            "carrier": one.carrier,
            "service": one.service,
            "origin_country": one.lane.origin_country,
            "destination_country": one.lane.destination_country,
            "accepted_at": None if one.accepted_at is None else one.accepted_at.utc,
            "label_created_at": None if one.label_created_at is None else one.label_created_at.utc,
            "promised_by": None if one.promised_by is None else one.promised_by.utc,
            "sample_weight": one.sample_weight,
        })  # fmt: skip
        events.extend(
            {
                "tracking_number": found.tracking_number,
                "occurred_at": None if found.occurred_at is None else found.occurred_at.utc,
                "received_at": found.received_at,
                "milestone": found.milestone.value,
            }
            for found in said
        )
    time = pa.timestamp("us", tz="UTC")
    texts = ("tracking_number", "carrier", "service", "origin_country", "destination_country")
    parcel_schema = pa.schema(
        [(name, pa.string()) for name in texts]
        + [(name, time) for name in ("accepted_at", "label_created_at", "promised_by")]
        + [("sample_weight", pa.float64())]
    )
    event_schema = pa.schema([
        ("tracking_number", pa.string()), ("occurred_at", time), ("received_at", time),
        ("milestone", pa.string()),
    ])  # fmt: skip
    return (
        pa.Table.from_pylist(parcels, schema=parcel_schema),
        pa.Table.from_pylist(events, schema=event_schema),
    )
