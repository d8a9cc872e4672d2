"""Rows of simulated parcels in trouble, with the cause that was true at that moment."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.analytics.columns import day_number
from parcelwright.analytics.table_columns import day_column, rows_of_events
from parcelwright.diagnosis.buyers_words import with_reports
from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.features import features
from parcelwright.diagnosis.landmarks import landmarks
from parcelwright.diagnosis.rules import told_by_rules
from parcelwright.simulate.reports import reports_table
from parcelwright.simulate.tables import events_table, outcomes_table, parcels_table
from parcelwright.simulate.world import simulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NOW = datetime(2026, 6, 30, tzinfo=UTC)
_WEEKS = 12
_AT_ONCE = 2
# A parcel is in trouble when more parcels like it are lost than this, or its delivery is
# disputed; the first is where causes are scored, the second where a case opens.
ALERT, STALLED = 0.6, 0.2
CAUSES = (
    CauseKind.NONE, CauseKind.MISSING_SCAN, CauseKind.STOLEN, CauseKind.MISSORTED,
    CauseKind.HELD_BY_CUSTOMS, CauseKind.TRANSPORT_ACCIDENT, CauseKind.RETURN_IN_PROGRESS,
    CauseKind.NEVER_HANDED_OVER,
)  # fmt: skip
# Told by the carrier itself and never weighed: such parcels are left out.
_STATED = "address_problem"
# The causes of the simulator's outcomes file.
_TRUE = {
    "": CauseKind.NONE,
    "never_handed_over": CauseKind.NEVER_HANDED_OVER,
    "missort": CauseKind.MISSORTED,
    "theft": CauseKind.STOLEN,
    "false_delivery": CauseKind.STOLEN,
    "customs_hold": CauseKind.HELD_BY_CUSTOMS,
    "customs_return": CauseKind.HELD_BY_CUSTOMS,
    "customs_seizure": CauseKind.HELD_BY_CUSTOMS,
    "unpaid_duty": CauseKind.HELD_BY_CUSTOMS,
    "transport_accident": CauseKind.TRANSPORT_ACCIDENT,
    "attempt_return": CauseKind.RETURN_IN_PROGRESS,
    "missing_scan": CauseKind.MISSING_SCAN,
}


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Features, shape (rows, features), with their names; true cause; what rules tell."""

    x: NDArray[np.float64]
    names: tuple[str, ...]
    y: NDArray[np.int64]
    rules: NDArray[np.int64]


def rows_of(seed: int, parcels: int, levels: tuple[float, ...], ordinary: int = 0) -> list[Rows]:
    """Return the rows of one simulated world, once for each level.

    A row is a parcel at the first of the last twelve weekly moments at which its chance of
    loss is at least the level, or its delivery is disputed.

    Args:
        seed: Of the world.
        parcels: How many it has.
        levels: Chances of loss.
        ordinary: When given, one more set: every so many-eth open parcel each week.
    """
    world = simulate(parcels, seed, NOW)
    sent, heard = parcels_table(world), events_table(world)
    truth = _Truth(outcomes_table(world), sent, heard)
    moments = [NOW - timedelta(weeks=week) for week in range(_WEEKS, -1, -1)]
    sets: list[list[Rows]] = [[] for _ in range(len(levels) + (ordinary > 0))]
    before = [np.zeros(parcels, np.bool_) for _ in levels]
    told = landmarks(sent, with_reports(heard, reports_table(world)), moments)
    for week, mark in enumerate(told):
        signs, chosen = mark.signs, []
        for level, seen in zip(levels, before, strict=True):
            now = (signs.lost >= level) | signs.disputed
            chosen.append(now & ~seen[mark.rows])
            seen[mark.rows[now]] = True
        if ordinary:
            chosen.append(np.arange(len(signs)) % ordinary == week % ordinary)
        if week == 0:  # what stands at the first moment got into trouble at some other
            continue
        today = day_number(mark.moment)
        for place, troubled in enumerate(chosen):
            rows = troubled & truth.weighed(mark.rows)
            part = signs.take(rows)
            found = features(part)
            sets[place].append(
                Rows(
                    x=np.column_stack(list(found.values())),
                    names=tuple(found),
                    y=truth.at(mark.rows[rows], today),
                    rules=told_by_rules(part, CAUSES),
                )
            )
    return [joined(parts) for parts in sets]


def rows_of_seeds(
    seeds: Sequence[int], parcels: int, levels: tuple[float, ...], ordinary: int = 0
) -> list[list[Rows]]:
    """Return :func:`rows_of` each seed, in order, worked out side by side."""
    work = partial(rows_of, parcels=parcels, levels=levels, ordinary=ordinary)
    with ProcessPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(work, seeds))


def joined(parts: list[Rows]) -> Rows:
    """Return several sets of rows as one."""
    return Rows(
        x=np.vstack([part.x for part in parts]),
        names=parts[0].names,
        y=np.concatenate([part.y for part in parts]),
        rules=np.concatenate([part.rules for part in parts]),
    )


class _Truth:
    """The true cause of each parcel, and since when it has been at work.

    A loss begins when the parcel vanishes, an unscanned arrival when it arrives, a hold and
    a return with their first scan, where there is one. A mis-sort has no moment in the
    file and counts throughout.
    """

    def __init__(self, outcomes: pa.Table, parcels: pa.Table, events: pa.Table) -> None:
        names = [cause or "" for cause in outcomes["cause"].to_pylist()]
        self._cause = np.array(
            [-1 if name == _STATED else CAUSES.index(_TRUE[name]) for name in names]
        )
        lost = day_column(outcomes, "lost_at")
        self._begins = np.where(np.isnan(lost), -np.inf, lost)
        unscanned = self._is(CauseKind.MISSING_SCAN)
        ended = day_column(outcomes, "outcome_at")
        self._begins[unscanned] = ended[unscanned]
        for marks, cause in (
            (("HELD_BY_CUSTOMS", "DUTIES_UNPAID"), CauseKind.HELD_BY_CUSTOMS),
            (("RETURNING",), CauseKind.RETURN_IN_PROGRESS),
        ):
            first = _first(parcels, events, marks)
            where = self._is(cause) & np.isnan(lost) & np.isfinite(first)
            self._begins[where] = first[where]

    def at(self, rows: NDArray[np.intp], today: float) -> NDArray[np.int64]:
        """Return the cause of these parcels on a day; none for one that has not begun."""
        return np.where(self._begins[rows] <= today, self._cause[rows], 0)

    def weighed(self, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Return which of these parcels have a cause that is weighed."""
        return np.asarray(self._cause[rows] >= 0, np.bool_)

    def _is(self, cause: CauseKind) -> NDArray[np.bool_]:
        return np.asarray(self._cause == CAUSES.index(cause), np.bool_)


def _first(parcels: pa.Table, events: pa.Table, marks: tuple[str, ...]) -> NDArray[np.float64]:
    out = np.full(parcels.num_rows, np.inf)
    mine = events.filter(pc.is_in(events["milestone"], pa.array(marks)))
    np.minimum.at(out, rows_of_events(parcels, mine), day_column(mine, "occurred_at"))
    return out
