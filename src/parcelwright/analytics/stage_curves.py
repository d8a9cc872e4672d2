"""The curve of one group of silences, and the share that never ends, found together.

In a young shop a silence of two months may still end. Whether it does is read from the curve of
those that end, its tail included; the curve in turn depends on how many never end. A few turns
settle both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics import losses
from parcelwright.analytics.pauses import Ending
from parcelwright.analytics.transit import (
    BIN_DAYS,
    BINS,
    FIRST_DAY,
    Curve,
    bin_of,
    cure_curve,
    tally,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.stage_parts import Told

# Eight turns instead of three change no chance in its second digit, ...
_TURNS = 3
# ... nor does another one where the share that never ends changed by no more than this part.
_ALIKE = 0.02
_EDGES = FIRST_DAY + BIN_DAYS * np.arange(BINS + 1, dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What a group's silences say.

    Args:
        never: Share that never ends.
        stuck: Silences that never end, weighted; a part of each that still may end.
        curve: Days of silence, of those that end.
    """

    never: float
    stuck: float
    curve: Curve


def settled(
    part: Told, *, never: float, stuck: float, parent: float, worth: float, start: Curve
) -> Settled:
    """Return the curve of a group and its share that never ends.

    Args:
        part: The silences of the group.
        never: Share that never ends, to begin with.
        stuck: Silences that never end, to begin with.
        parent: Share that never ends in the wider group.
        worth: Silences that this share counts as.
        start: Counts that the curve begins with.
    """
    pauses, timed = part.pauses, part.pauses.timed
    days, left, weight = pauses.days[timed], part.left[timed], pauses.weight[timed]
    waits = np.flatnonzero(part.tells & ~part.left)
    waited, parcels = pauses.days[waits], pauses.weight[waits]
    declared = pauses.ended[waits] == Ending.LOST
    ended = float(pauses.weight[part.left].sum()), float(weight[left].sum())
    matured = float(pauses.weight[part.tells].sum())
    curve = _curve(days, left, weight, never=losses.among_timed(never, *ended), start=start)
    for _ in range(_TURNS if len(waits) else 0):
        still = (1 - never) * np.exp(curve.log_survival(waited))
        stuck = float((parcels * np.where(declared, 1.0, never / (never + still))).sum())
        before, never = never, (stuck + worth * parent) / (matured + worth)
        if abs(never - before) <= _ALIKE * before:
            break
        curve = _curve(days, left, weight, never=losses.among_timed(never, *ended), start=start)
    return Settled(never=never, stuck=stuck, curve=curve)


def _curve(
    days: NDArray[np.float64],
    left: NDArray[np.bool_],
    weight: NDArray[np.float64],
    *,
    never: float,
    start: Curve,
) -> Curve:
    """Return the curve of the pauses that end, those of one half day taken together."""
    ended = tally(bin_of(days[left]), weight[left], BINS)
    held = np.flatnonzero(ended)
    return cure_curve(
        np.concatenate((_EDGES[held] + BIN_DAYS / 2, days[~left])),
        np.arange(len(held) + np.count_nonzero(~left)) < len(held),
        np.concatenate((ended[held], weight[~left])),
        loss_share=never,
        prior_at_risk=start.at_risk,
        prior_delivered=start.delivered,
        from_scan=True,
    )
