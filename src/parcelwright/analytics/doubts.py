"""What makes a history a poor teacher, as sentences and as a fact that learning heeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import Flag, Outcome, day_number
from parcelwright.analytics.losses import MATURE_DAYS

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns

# By the loss share shipped, one in a hundred, so many parcels without a loss come about by
# chance less than once in a hundred times.
MANY = 500
NONE_MISSING = (
    "Not one of these parcels is missing. Where lost parcels were deleted before the file"
    " was written, nothing can be learned of losses: export them as well."
)
_NOTHING_CLOSED = "No journey among these parcels has ended; shipped figures stand in."


def only_survivors(old: NDArray[np.bool_], arrived: NDArray[np.bool_]) -> bool:
    """Return whether so many parcels arrived without one loss that losses must be left out.

    Args:
        old: Parcels old enough to tell.
        arrived: Those that arrived; an entry a parcel.
    """
    return bool(np.count_nonzero(old) >= MANY and not (old & ~arrived).any())


def doubts_of(columns: Columns, until: datetime) -> tuple[str, ...]:
    """Return what to be careful about when a history is learned from, each as a sentence."""
    today = day_number(until)
    ended = (columns.outcome != Outcome.OPEN) & (columns.outcome_heard <= today)
    found = [] if ended.any() else [_NOTHING_CLOSED]
    old = columns.accepted + MATURE_DAYS <= today
    old &= (columns.outcome != Outcome.CANCELLED) & ~columns.has(Flag.STOPPED)
    if only_survivors(old, ended & (columns.outcome != Outcome.LOST)):
        found.append(NONE_MISSING)
    return (*found, *wrong_clocks(columns), *undated_ends(columns))


def wrong_clocks(columns: Columns) -> tuple[str, ...]:
    """Return how many parcels ended before they were accepted, as a sentence or none."""
    odd = int(((columns.outcome != Outcome.OPEN) & (columns.outcome_at < columns.accepted)).sum())
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
