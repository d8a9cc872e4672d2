"""The parcels of two files that an audit looks at: columns first, whole parcels where needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import numpy as np

from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import Flag, Outcome
from parcelwright.analytics.gather_journeys import journeys_from_tables
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.claims.audit import AuditItem
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.detection.assessment import Standing
from parcelwright.interchange.bulk import read_columns
from parcelwright.interchange.columns import Kind
from parcelwright.interchange.reading import read_chosen_parcels
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.journey import Journey
from parcelwright.parcels.parcel import Parcel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_TROUBLED = frozenset({Standing.STALLED, Standing.PRESUMED_LOST})
_NOT_ASSESSED: tuple[Standing | None, float | None] = (None, None)
_IN_NO_TROUBLE = AuditItem(
    parcel=Parcel(tracking_number=""), journey=Journey(events=()), troubled=False
)
_LOST = frozenset({Milestone.DECLARED_LOST, Milestone.LOST_OR_DAMAGED})


def audit_items(parcels: Path, events: Path, now: datetime) -> Iterator[AuditItem]:
    """Yield each parcel with its journey known at ``now`` and whether it is in trouble.

    Only parcels that can be in trouble are read whole; of all others the columns tell that
    they arrived or are on their way, and one and the same empty item stands for each.

    Raises:
        InputFileError: A file is not a table, or has no column of tracking numbers.
    """
    parcel_table = read_columns(parcels, Kind.PARCELS)
    event_table = read_columns(events, Kind.EVENTS)
    columns = columns_from_tables(parcel_table, event_table, now)
    clock = clock_of(columns, now)
    assessed = assess_columns(columns, learn(columns, now, clock), now, clock)
    standings: dict[int, tuple[Standing | None, float | None]] = {
        int(row): (STANDINGS[assessed.standing[entry]], float(assessed.chance_arrives[entry]))
        for entry, row in enumerate(assessed.rows)
    }
    arrived = columns.outcome == Outcome.DELIVERED
    doubtful = ~arrived & columns.has(Flag.DISPUTED)
    for unsure in np.flatnonzero(~arrived):
        standing, _ = standings.get(int(unsure), _NOT_ASSESSED)
        doubtful[unsure] |= standing is None or standing in _TROUBLED
    looked_at = [int(each) for each in np.flatnonzero(doubtful)]
    journeys = journeys_from_tables(parcel_table, event_table, looked_at, now)
    reading = read_chosen_parcels(parcels, frozenset(looked_at))
    if reading.problems:
        click.echo(f"{parcels.name}: {len(reading.problems)} cells could not be used", err=True)
    read = dict(zip(looked_at, zip(reading.rows, journeys, strict=True), strict=True))
    for row in range(parcel_table.num_rows):
        if row not in read:
            yield _IN_NO_TROUBLE
            continue
        parcel, journey = read.pop(row)
        standing, chance = standings.get(row, _NOT_ASSESSED)
        yield AuditItem(
            parcel=parcel, journey=journey, troubled=troubled(journey, standing), chance=chance
        )


def troubled(journey: Journey, standing: Standing | None) -> bool:
    """Return whether a parcel is worth a claim: lost, silent, disputed, or simply unknown."""
    if journey.outcome in _LOST or standing in _TROUBLED:
        return True
    if journey.outcome is not None:
        return False
    disputed = any(e.milestone is Milestone.REPORTED_NOT_RECEIVED for e in journey.events)
    return disputed or standing is None
