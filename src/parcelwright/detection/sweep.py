"""The sweep: assessments of all open parcels of a history too large for memory.

The engine tells how each parcel stands; what that means is said by the code that assesses
one parcel, many at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis
import numpy as np
import pyarrow as pa

from parcelwright.analytics.arrivals import WIDTHS
from parcelwright.analytics.bags import with_bags
from parcelwright.analytics.columns import STAGES, Outcome
from parcelwright.analytics.engines.feed import feed_of, parcels_of
from parcelwright.analytics.engines.opening import lanes_table
from parcelwright.analytics.engines.scans import last_scans_of_rows
from parcelwright.analytics.engines.siblings import bags_of_waiting, waiting_among
from parcelwright.analytics.engines.state import columns_of_rows, state_of
from parcelwright.analytics.engines.unsettled import unsettled
from parcelwright.analytics.engines.writing import write_mapped, write_parts
from parcelwright.detection.assess import MOST_REASONS, STANDINGS, assess_columns, detectors
from parcelwright.detection.chances import knows_siblings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    import ibis.expr.types as ir
    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.bags import Bags
    from parcelwright.analytics.clock import Clock
    from parcelwright.analytics.columns import LaneKey
    from parcelwright.analytics.engines.opening import History
    from parcelwright.detection.assess import AssessmentColumns

_COLUMNS = (
    ("carrier", pa.string()),
    ("assessment", pa.string()),
    ("chance_arrives", pa.float64()),
    ("chance_low", pa.float64()),
    ("chance_high", pa.float64()),
    ("based_on", pa.string()),
    ("journeys", pa.int64()),
    ("silent_days", pa.float64()),
    ("stage", pa.string()),
    ("reasons", pa.string()),
)
_CHANCE_DIGITS, _DAY_DIGITS = 6, 2


@dataclass(frozen=True, kw_only=True)
class Scorer:
    """Turns rows of an engine into assessments; may be sent to the machines of a cluster.

    Args:
        lanes: What the codes of the rows stand for.
        table: What was learned.
        clock: Learned with the table.
        now: The moment.
        key: What names the parcel, ``parcel_id`` or ``tracking_number``.
        bags: In which the parcels of the rows left last; None where nobody looked for them.
        workers: Threads that share the work; one where a cluster's machine has its own.
    """

    lanes: tuple[LaneKey, ...]
    table: ArrivalTable
    clock: Clock | None
    now: datetime
    key: str
    bags: Bags | None = None
    workers: int = 1

    def __call__(self, rows: pa.Table | pa.RecordBatch) -> pa.Table:
        """Return one line per open parcel among the rows."""
        columns = columns_of_rows(rows, self.lanes, last_scans_of_rows(rows))
        columns = columns if self.bags is None else with_bags(columns, self.bags)
        found = assess_columns(columns, self.table, self.now, self.clock, workers=self.workers)
        carriers = [lane.carrier for lane in self.lanes]
        of = found.view.columns
        return pa.table(
            {
                self.key: rows["parcel"].take(pa.array(found.rows)),
                "carrier": _coded(carriers, of.lane),
                "assessment": _coded([one.value for one in STANDINGS], found.standing),
                "chance_arrives": np.round(found.chance_arrives, _CHANCE_DIGITS),
                "chance_low": np.round(found.chance_low, _CHANCE_DIGITS),
                "chance_high": np.round(found.chance_high, _CHANCE_DIGITS),
                "based_on": _coded([width.value for width in WIDTHS], found.based_on),
                "journeys": found.journeys,
                "silent_days": np.round(found.view.silent_days, _DAY_DIGITS),
                "stage": _coded([stage.value for stage in STAGES], of.stage),
                "reasons": _reasons(found),
            },
            schema=self.schema,
        )

    @property
    def schema(self) -> pa.Schema:
        """The columns that are returned; reasons are codes parted by blanks."""
        kind = pa.int64() if self.key == "parcel_id" else pa.string()
        return pa.schema([(self.key, kind), *_COLUMNS])


def open_parcels(history: History, scorer: Scorer) -> Iterator[pa.Table]:
    """Yield the lines of all open parcels, so many at a time, by parcel.

    Args:
        history: In an engine of this machine.
        scorer: Of the same history.
    """
    parts: Iterable[pa.Table] = (
        rows.order_by("parcel").to_pyarrow() for rows in _open_rows(history, scorer.now)
    )
    if knows_siblings(scorer.table):
        # Parcels of one bag lie in any part: all open ones wait for what is told of their bags.
        parts = list(parts)
        waiting = pa.concat_tables([waiting_among(part) for part in parts])
        scorer = replace(scorer, bags=bags_of_waiting(history, waiting, scorer.now))
    for part in parts:
        yield scorer(part)


def write_sweep(history: History, scorer: Scorer, out: str) -> int:
    """Write the lines of all open parcels as Parquet, and return how many there are.

    The embedded engine writes one file, by parcel; a cluster scores and writes on its own
    machines, a folder of files, in no order.
    """
    if history.engine.slices:
        return write_parts(open_parcels(history, scorer), scorer.schema, out)
    (rows,) = _open_rows(history, scorer.now)
    if knows_siblings(scorer.table):
        waiting = waiting_among(rows.select("lane", "last_mark", "last_at").to_pyarrow())
        scorer = replace(scorer, bags=bags_of_waiting(history, waiting, scorer.now))
    return write_mapped(history.engine, rows, scorer, scorer.schema, out)


def _open_rows(history: History, now: datetime) -> Iterator[ir.Table]:
    lanes, key = lanes_table(history.lanes), history.key
    for parcels, events in history.slices():
        chosen = unsettled(parcels, events, key, now)
        if history.engine.slices:
            # Names at hand let this machine skip what it reads; a cluster joins where rows lie.
            chosen = ibis.memtable(chosen.to_pyarrow())
        some = parcels.semi_join(chosen, key).select(*parcels.columns)
        told = events.semi_join(chosen, key).select(*events.columns)
        state = state_of(parcels_of(some, key, lanes, now), feed_of(told, key, now))
        still = state.filter(state.outcome.isin([int(Outcome.OPEN), int(Outcome.LOST)]))
        # When an end was heard of is asked by learning alone, and costs a fourth of the count.
        yield still.drop("outcome_heard")


def _coded(names: Sequence[str], codes: NDArray[np.integer]) -> pa.Array:
    values = pa.array(names, pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), values).cast(
        pa.string()
    )


def _reasons(found: AssessmentColumns) -> pa.Array:
    """Return the codes of the strongest reasons, parted by blanks."""
    codes = [one.CODE for one in detectors()]
    distinct, place = np.unique(found.spoken, return_inverse=True)
    texts = [
        " ".join([code for at, code in enumerate(codes) if bits >> at & 1][:MOST_REASONS])
        for bits in distinct.tolist()
    ]
    return _coded(texts, place)
