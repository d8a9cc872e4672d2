"""Which parcels may still be open: found from few events, so that the others need not be counted.

Most journeys of a history have ended in a way that nothing could open again. They are told from
the events that end or reopen a journey, one in ten of all; what is then asked of a parcel, nine
things by its events, is asked of those that remain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.analytics.columns import OUTCOME_OF, Outcome
from parcelwright.analytics.engines.times import known_by
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

# What ends a journey for good unless something is said that opens it again ...
_ENDING = frozenset(
    mark
    for mark, outcome in OUTCOME_OF.items()
    if outcome in {Outcome.DELIVERED, Outcome.RETURNED, Outcome.SEIZED}
)
# ... and what does, or is itself no such end: after these a closer look is taken.
_OPENING = frozenset(mark for mark in OUTCOME_OF if mark not in _ENDING) | {
    Milestone.REPORTED_NOT_RECEIVED,
    Milestone.RETURNING,
}


def unsettled(parcels: ir.Table, events: ir.Table, key: str, now: datetime) -> ir.Table:
    """Return the names of all parcels that were open or lost at a moment, and of a few others.

    Args:
        parcels: Columns of ``interchange``.
        events: The same.
        key: Column that names the parcel in both, and in what is returned.
        now: The moment.
    """
    named = parcels.select(key)
    if "milestone" not in events.columns:
        return named
    heard = known_by(events, "occurred_at", now) & known_by(events, "received_at", now)
    told = events.filter(heard & events.milestone.isin(_names(_ENDING | _OPENING)))
    ends = told.group_by(key).agg(settled=told.milestone.isin(_names(_ENDING)).all())
    return named.anti_join(ends.filter(ends.settled), key)


def _names(marks: frozenset[Milestone]) -> list[str]:
    return sorted(mark.value for mark in marks)
