"""What makes a history a poor teacher, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.arrivals import ENOUGH_JOURNEYS
from parcelwright.analytics.columns import Flag, Outcome, day_number
from parcelwright.analytics.learn import closed_journeys
from parcelwright.analytics.losses import MATURE_DAYS, only_losses, only_survivors
from parcelwright.analytics.table_columns import day_column

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from parcelwright.analytics.columns import Columns

NONE_MISSING = (
    "Not one of these parcels is missing. Where lost parcels were deleted before the file"
    " was written, nothing can be learned of losses: export them as well."
)
NONE_ARRIVED = (
    "Not one of these parcels arrived. Where deliveries are missing from the file, all that is"
    " said of it is wrong: export them as well."
)
_NOTHING_CLOSED = "No journey among these parcels has ended; shipped figures stand in."


def doubts_of(columns: Columns, until: datetime) -> tuple[str, ...]:
    """Return what to be careful about when a history is learned from, each as a sentence."""
    today = day_number(until)
    ended = (columns.outcome != Outcome.OPEN) & (columns.outcome_heard <= today)
    old = columns.accepted + MATURE_DAYS <= today
    old &= (columns.outcome != Outcome.CANCELLED) & ~columns.has(Flag.STOPPED)
    came = ended & (columns.outcome != Outcome.LOST)
    found = list(_few(closed_journeys(columns, until)))
    if only_survivors(old, came):
        found.append(NONE_MISSING)
    if only_losses(old, came):
        found.append(NONE_ARRIVED)
    return (*found, *wrong_clocks(columns), *undated_ends(columns))


def _few(closed: int) -> tuple[str, ...]:
    if closed >= ENOUGH_JOURNEYS:
        return ()
    if not closed:
        return (_NOTHING_CLOSED,)
    enough = ENOUGH_JOURNEYS
    return (f"Journeys that ended: {closed}. With fewer than {enough} shipped figures stand in.",)


def wrong_clocks(columns: Columns) -> tuple[str, ...]:
    """Return how many parcels ended before they were accepted, as a sentence or none."""
    dated = ~np.isnan(columns.outcome_at) & ~np.isnan(columns.accepted)
    odd = int(((columns.outcome != Outcome.OPEN) & dated & np.isnan(columns.took)).sum())
    if not odd:
        return ()
    return (f"Parcels that ended before they were accepted: {odd}. Their clocks are wrong.",)


def undated_ends(columns: Columns) -> tuple[str, ...]:
    """Return how many parcels ended nobody knows when, as a sentence or none."""
    undated = int(((columns.outcome != Outcome.OPEN) & np.isnan(columns.outcome_at)).sum())
    if not undated:
        return ()
    text = (
        f"Parcels whose end has no time: {undated}. They count in shares of loss alone, for nobody"
        " knows how long they took."
    )
    return (text,)


def later_events(events: pa.Table, until: datetime) -> tuple[str, ...]:
    """Return how many events were left out as later than a moment, as a sentence or none.

    Args:
        events: Columns of ``interchange``.
        until: The moment.
    """
    heard = np.fmax(day_column(events, "occurred_at"), day_column(events, "received_at"))
    return left_out(int(np.count_nonzero(heard > day_number(until))), until)


def left_out(later: int, until: datetime) -> tuple[str, ...]:
    """Return that so many events are later than a moment, as a sentence or none."""
    if not later:
        return ()
    return (f"Events dated after {until:%Y-%m-%d %H:%M} UTC: {later}. They were left out.",)
