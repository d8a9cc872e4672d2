"""Learning from a tenant's closed journeys, and giving back what was learned last."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction

from parcelwright.analytics.arrivals import Width
from parcelwright.analytics.clock import Clock, clock_of
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.analytics.storage import read_table, write_table
from parcelwright_web.actions.journeys import journeys_of
from parcelwright_web.models.learning import LearnedTable
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel as DomainParcel

_CHUNK = 2000


@dataclass(frozen=True, kw_only=True)
class Learned:
    """An arrival table and the clock it was learned with."""

    table: ArrivalTable
    clock: Clock | None = None


def learned_of(tenant_id: int) -> Learned:
    """Return what was learned last of a tenant; the shipped prior before that."""
    newest = LearnedTable.objects.for_tenant(tenant_id).order_by("-learned_at").first()
    if newest is None:
        return Learned(table=prior_table())
    clock = None if newest.clock is None else _clock(bytes(newest.clock))
    return Learned(table=read_table(io.BytesIO(bytes(newest.table))), clock=clock)


@transaction.atomic
def learn_for(tenant_id: int, now: datetime) -> LearnedTable:
    """Learn from all journeys known now, store the result, and have every open parcel assessed."""
    columns = columns_of(_journeys(tenant_id), now)
    clock = clock_of(columns, now)
    table = learn(columns, now, clock)
    content = io.BytesIO()
    write_table(table, content)
    rows = LearnedTable.objects.for_tenant(tenant_id)
    made = rows.create(
        learned_at=now,
        until=now.date(),
        journeys=0 if table.whole.width is Width.PRIOR else table.whole.journeys,
        table=content.getvalue(),
        clock=None if clock is None else _clock_bytes(clock),
    )
    rows.exclude(pk=made.pk).delete()
    Parcel.objects.for_tenant(tenant_id).filter(outcome="").update(assess_due=True)
    return made


def _journeys(tenant_id: int) -> Iterator[tuple[DomainParcel, Journey]]:
    rows = Parcel.objects.for_tenant(tenant_id).order_by("pk")
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:_CHUNK]):
        journeys = journeys_of(chunk)
        for row in chunk:
            yield row.to_domain(), journeys[row.pk]
        last = chunk[-1].pk


def _clock_bytes(clock: Clock) -> bytes:
    content = io.BytesIO()
    np.savez_compressed(
        content,
        places=np.array(clock.places, np.str_),
        first_day=np.array(clock.first_day),
        speed=clock.speed,
    )
    return content.getvalue()


def _clock(content: bytes) -> Clock:
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        return Clock(
            places=tuple((str(country), str(region)) for country, region in stored["places"]),
            first_day=int(stored["first_day"]),
            speed=stored["speed"],
        )
