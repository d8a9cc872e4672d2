"""The parcels of two files that an audit looks at: columns first, whole parcels where needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.bags import bags_of, with_bags
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import Flag, Outcome, day_number
from parcelwright.analytics.gather_journeys import each_journey
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.analytics.table_columns import text_column
from parcelwright.claims.audit import AuditItem
from parcelwright.claims.known import NOTHING
from parcelwright.cli._audit_history import NO_HISTORY, History
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.detection.assessment import Standing
from parcelwright.interchange.bulk import read_columns
from parcelwright.interchange.columns import Kind
from parcelwright.interchange.reading import each_chosen_parcel
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.journey import Journey
from parcelwright.parcels.parcel import Parcel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    from numpy.typing import NDArray

_SILENT = frozenset({Standing.STALLED, Standing.PRESUMED_LOST})
_TROUBLED = tuple(at for at, standing in enumerate(STANDINGS) if standing in _SILENT)
_NOT_ASSESSED = -1
_IN_NO_TROUBLE = AuditItem(
    parcel=Parcel(tracking_number=""), journey=Journey(events=()), troubled=False
)
_LOST = frozenset({Milestone.DECLARED_LOST, Milestone.LOST_OR_DAMAGED})


def audit_items(
    parcels: Path, events: Path, now: datetime, history: History = NO_HISTORY
) -> Iterator[AuditItem]:
    """Yield each parcel with its journey known at ``now`` and whether it is in trouble.

    Only parcels that can be in trouble are read whole, one after the other; of all others the
    columns tell that they arrived or are on their way, and one and the same empty item stands
    for each.

    Args:
        parcels: Parcels file.
        events: Events file.
        now: Aware instant; what was heard of later is not known.
        history: What files tell of how parcels ended, what was claimed and what was paid.

    Raises:
        InputFileError: A file is not a table, or has no column of tracking numbers.
    """
    parcel_table = read_columns(parcels, Kind.PARCELS)
    event_table = read_columns(events, Kind.EVENTS)
    columns = columns_from_tables(parcel_table, event_table, now)
    columns = with_bags(columns, bags_of(columns, day_number(now)))
    clock = clock_of(columns, now)
    assessed = assess_columns(columns, learn(columns, now, clock), now, clock)
    stands = np.full(parcel_table.num_rows, _NOT_ASSESSED, np.int8)
    chances = np.full(parcel_table.num_rows, np.nan)
    stands[assessed.rows], chances[assessed.rows] = assessed.standing, assessed.chance_arrives
    numbers = text_column(parcel_table, "tracking_number")
    lost = _among(numbers, history.lost | history.known.keys())
    arrived = (columns.outcome == Outcome.DELIVERED) | _among(numbers, history.arrived)
    calm = ~np.isin(stands, [_NOT_ASSESSED, *_TROUBLED])
    doubtful = (~arrived & (columns.has(Flag.DISPUTED) | ~calm)) | lost
    looked_at = np.flatnonzero(doubtful)
    journeys = each_journey(parcel_table, event_table, looked_at.tolist(), now)
    read = _parcels(parcels, frozenset(looked_at.tolist()))
    for row, is_doubtful in enumerate(doubtful):
        if not is_doubtful:
            yield _IN_NO_TROUBLE
            continue
        (_row, journey), parcel = next(journeys), next(read)
        standing = None if stands[row] == _NOT_ASSESSED else STANDINGS[stands[row]]
        yield AuditItem(
            parcel=parcel,
            journey=journey,
            troubled=bool(lost[row]) or troubled(journey, standing),
            chance=None if standing is None else float(chances[row]),
            known=history.known.get(parcel.tracking_number, NOTHING),
        )


def _among(numbers: pa.Array, chosen: Collection[str]) -> NDArray[np.bool_]:
    if not chosen:
        return np.zeros(len(numbers), np.bool_)
    found = pc.is_in(numbers, value_set=pa.array(sorted(chosen), pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), np.bool_)


def _parcels(path: Path, rows: frozenset[int]) -> Iterator[Parcel]:
    """Yield the parcels of some rows, and at the end say how many cells were no use."""
    problems = 0
    for result in each_chosen_parcel(path, rows):
        problems += len(result.problems)
        if result.found is not None:
            yield result.found
    if problems:
        click.echo(f"{path.name}: {problems} cells could not be used", err=True)


def troubled(journey: Journey, standing: Standing | None) -> bool:
    """Return whether a parcel is worth a claim: lost, silent, disputed, or simply unknown."""
    if journey.outcome in _LOST or standing in _SILENT:
        return True
    if journey.outcome is not None:
        return False
    disputed = any(e.milestone is Milestone.REPORTED_NOT_RECEIVED for e in journey.events)
    return disputed or standing is None
