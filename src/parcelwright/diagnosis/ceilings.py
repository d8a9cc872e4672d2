"""How high a chance of a cause may be stated: never above how often it proved right.

A temperature makes all chances together as often right as they say; one cause can still be
stated too high, and another too low. So for each cause, stated chances are held against how
often it was true, and what is stated higher is brought down to that. What is stated lower stays:
too little confidence harms nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Chances are compared in steps of a tenth; between the middles of steps the ceiling is a line.
STEPS = 10
MIDDLES = (np.arange(STEPS) + 0.5) / STEPS
# So many parcels beside those of a step are taken to be as often right as stated, so that a
# handful of them makes no ceiling.
_WORTH = 20.0


def learn_ceilings(told: NDArray[np.float64], truth: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the ceilings of each cause at the middles of steps, shape (causes, steps).

    Args:
        told: Chances, shape (rows, causes).
        truth: The true cause of each row.
    """
    out = np.empty((told.shape[1], STEPS))
    for cause in range(told.shape[1]):
        stated = told[:, cause]
        step = np.minimum((stated * STEPS).astype(np.int64), STEPS - 1)
        rows = np.bincount(step, minlength=STEPS)
        said = np.bincount(step, weights=stated, minlength=STEPS)
        right = np.bincount(step, weights=truth == cause, minlength=STEPS)
        excess = (said - right) / (rows + _WORTH)
        # A higher chance is never brought below a lower one: the lower gives way.
        most = np.minimum(MIDDLES, MIDDLES - excess)
        out[cause] = np.minimum.accumulate(most[::-1])[::-1]
    return out


def under_ceilings(
    told: NDArray[np.float64], ceilings: NDArray[np.float64] | Sequence[Sequence[float]]
) -> NDArray[np.float64]:
    """Return chances of shape (rows, causes), those above the ceiling of their cause lowered."""
    most = np.asarray(ceilings, np.float64)
    grid = np.concatenate(([0.0], MIDDLES, [1.0]))
    columns = []
    for cause, own in enumerate(most):
        last = own[-1] + (1 - MIDDLES[-1])
        line = np.interp(told[:, cause], grid, np.concatenate(([0.0], own, [last])))
        columns.append(np.minimum(told[:, cause], line))
    return np.column_stack(columns)
