"""The parcels of two files that an audit looks at: columns first, whole parcels where needed.

Files of any length are read in parts, and memory does not grow with them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.bags import bags_of, with_bags
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import Columns, Flag, Outcome, day_number
from parcelwright.analytics.gather_journeys import journeys_of_rows
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.analytics.table_columns import rows_of_events, text_column
from parcelwright.claims.audit import AuditItem
from parcelwright.cli._audit_history import NO_HISTORY, History
from parcelwright.cli._audit_parts import ROW, Sorted, laid_in_parts
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.detection.assessment import Standing
from parcelwright.interchange.parts import Parts
from parcelwright.interchange.problems import Trouble, grouped_text
from parcelwright.interchange.reading import each_chosen_parcel
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.journey import Journey
from parcelwright.parcels.parcel import Parcel

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.clock import Clock

_SILENT = frozenset({Standing.STALLED, Standing.PRESUMED_LOST})
_TROUBLED = tuple(at for at, standing in enumerate(STANDINGS) if standing in _SILENT)
_NOT_ASSESSED = -1
_IN_NO_TROUBLE = AuditItem(
    parcel=Parcel(tracking_number=""), journey=Journey(events=()), troubled=False
)
# These leave the buyer without the goods, whoever may owe something for it.
_LOST = frozenset({
    Milestone.DECLARED_LOST, Milestone.DESTROYED, Milestone.LOST_OR_DAMAGED, Milestone.SEIZED,
})  # fmt: skip
# More journeys teach nothing that a fair sample of so many does not.
LEARNED_FROM = 100_000
# Rows of the parcels file whose doubtful parcels are made whole together.
ROWS_TOGETHER = 20_000


def audit_items(
    parcels: Path, events: Path, now: datetime, history: History = NO_HISTORY
) -> Iterator[AuditItem]:
    """Yield each parcel with its journey known at ``now`` and whether it is in trouble.

    Only parcels that can be in trouble are read whole, one after the other; of all others the
    columns tell that they arrived or are on their way, and one and the same empty item stands
    for each. What is usual is learned from all parcels up to :data:`LEARNED_FROM`, and from a
    sample of about so many where there are more.

    Args:
        parcels: Parcels file.
        events: Events file.
        now: Aware instant; what was heard of later is not known.
        history: What files tell of how parcels ended, what was claimed and what was paid.

    Raises:
        InputFileError: A file is not a table, or has no column of tracking numbers.
    """
    with TemporaryDirectory(prefix="parcelwright-audit-") as name:
        folder = Path(name)
        found = laid_in_parts(parcels, events, folder)
        if not found.rows:
            return
        chosen = _Doubtful(folder)
        table, clock = _learned(found, now)
        for some, told in found.each():
            _lay_down_doubtful(chosen, some, told, now, table, clock, history)
        yield from _whole(parcels, found.rows, chosen, now, history)


class _Doubtful:
    """Parcels that can be in trouble and their events, on disk, by their place in the file."""

    def __init__(self, folder: Path) -> None:
        self.parcels = Parts(folder / "doubtful-parcels")
        self.events = Parts(folder / "doubtful-events")


def _learned(found: Sorted, now: datetime) -> tuple[ArrivalTable, Clock | None]:
    """Return what journeys teach, from as many parts as hold enough of them."""
    parcels, events, rows = [], [], 0
    for some, told in found.each():
        parcels.append(some)
        events.append(told.select([name for name in told.column_names if name in _TAUGHT_BY]))
        rows += some.num_rows
        if rows >= LEARNED_FROM:
            break
    sample = pa.concat_tables(parcels).sort_by(ROW)
    columns = columns_from_tables(sample, pa.concat_tables(events), now)
    clock = clock_of(columns, now)
    return learn(columns, now, clock), clock


_TAUGHT_BY = frozenset({
    "tracking_number", "parcel_id", "milestone", "occurred_at", "occurred_at_kind",
    "received_at", "received_at_kind",
})  # fmt: skip


def _lay_down_doubtful(
    chosen: _Doubtful,
    parcels: pa.Table,
    events: pa.Table,
    now: datetime,
    table: ArrivalTable,
    clock: Clock | None,
    history: History,
) -> None:
    """Lay down those parcels of one part that can be in trouble, with their events."""
    columns = columns_from_tables(parcels, events, now)
    # Parcels of one bag tell on one another as far as they lie in one part.
    columns = with_bags(columns, bags_of(columns, day_number(now)))
    assessed = assess_columns(columns, table, now, clock)
    stands = np.full(parcels.num_rows, _NOT_ASSESSED, np.int8)
    chances = np.full(parcels.num_rows, np.nan)
    stands[assessed.rows], chances[assessed.rows] = assessed.standing, assessed.chance_arrives
    numbers = text_column(parcels, "tracking_number")
    lost = _among(numbers, history.lost | history.known.keys())
    is_doubtful = _doubtful(columns, stands, _among(numbers, history.arrived)) | lost
    at = parcels[ROW].to_numpy()
    doubtful = pa.table({ROW: at, "standing": stands, "chance": chances, "lost": lost})
    chosen.parcels.add(doubtful.filter(pa.array(is_doubtful)), at[is_doubtful] // ROWS_TOGETHER)
    owner = rows_of_events(parcels, events)
    wanted = (owner >= 0) & is_doubtful[owner]
    owners = at[owner[wanted]]
    theirs = events.filter(pa.array(wanted)).append_column(ROW, pa.array(owners))
    chosen.events.add(theirs, owners // ROWS_TOGETHER)


def _doubtful(
    columns: Columns, stands: NDArray[np.int8], said_to_have_arrived: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    arrived = (columns.outcome == Outcome.DELIVERED) | said_to_have_arrived
    calm = ~np.isin(stands, [_NOT_ASSESSED, *_TROUBLED])
    return np.asarray(~arrived & (columns.has(Flag.DISPUTED) | ~calm), np.bool_)


def _whole(
    path: Path, rows: int, chosen: _Doubtful, now: datetime, history: History
) -> Iterator[AuditItem]:
    """Yield an item for each row of the parcels file, in order."""
    asked: set[int] = set()
    read = _parcels(path, asked)
    for first in range(0, rows, ROWS_TOGETHER):
        part = first // ROWS_TOGETHER
        here = chosen.parcels.read(part).sort_by(ROW).to_pylist()
        doubtful = {each[ROW]: each for each in here}
        asked.clear()
        asked.update(doubtful)
        events = chosen.events.read(part)
        owners = events[ROW].to_numpy()
        journeys = journeys_of_rows(events, owners, list(doubtful), now)
        for row in range(first, min(first + ROWS_TOGETHER, rows)):
            if row not in doubtful:
                yield _IN_NO_TROUBLE
                continue
            (_row, journey), parcel, told = next(journeys), next(read), doubtful[row]
            stands = told["standing"]
            standing = None if stands == _NOT_ASSESSED else STANDINGS[stands]
            yield AuditItem(
                parcel=parcel,
                journey=journey,
                troubled=told["lost"] or troubled(journey, standing),
                chance=None if standing is None else told["chance"],
                known=history.of(parcel.tracking_number),
            )
    read.close()


def _among(numbers: pa.Array, chosen: Collection[str]) -> NDArray[np.bool_]:
    if not chosen:
        return np.zeros(len(numbers), np.bool_)
    found = pc.is_in(numbers, value_set=pa.array(sorted(chosen), pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), np.bool_)


def _parcels(path: Path, rows: Collection[int]) -> Generator[Parcel]:
    """Yield the parcels of some rows, and at the end say which cells were no use and why."""
    problems: Counter[tuple[str, Trouble]] = Counter()
    samples: dict[tuple[str, Trouble], str] = {}
    try:
        for result in each_chosen_parcel(path, rows):
            for each in result.problems:
                problems[each.column, each.trouble] += 1
                samples.setdefault((each.column, each.trouble), each.sample)
            if result.found is not None:
                yield result.found
    finally:
        if problems:
            click.echo(f"{path.name}: {_counted(problems)}", err=True)
        for (column, trouble), count in sorted(problems.items()):
            told = grouped_text(trouble, column, count, samples[column, trouble])
            click.echo(f"  {told}", err=True)


def _counted(problems: Counter[tuple[str, Trouble]]) -> str:
    """Return how many cells were no use, and how many were used and are doubtful."""
    doubtful = sum(n for (_, trouble), n in problems.items() if trouble is Trouble.CHECK_DIGIT)
    said = []
    for count, one, many in (
        (problems.total() - doubtful, "cell could not be used", "cells could not be used"),
        (doubtful, "number was used and is doubtful", "numbers were used and are doubtful"),
    ):
        if count:
            said.append(f"{count:,} {one if count == 1 else many}")
    return "; ".join(said)


def troubled(journey: Journey, standing: Standing | None) -> bool:
    """Return whether a parcel is worth a claim: lost, silent, disputed, or simply unknown."""
    if journey.outcome in _LOST or standing in _SILENT:
        return True
    if journey.outcome is not None:
        return False
    disputed = any(e.milestone is Milestone.REPORTED_NOT_RECEIVED for e in journey.events)
    return disputed or standing is None
