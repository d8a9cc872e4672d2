"""In how many days a parcel that still arrives is expected: a mean, on the days to come.

From a silence of ``y`` days a parcel that moves again does so after ``E[T - y | T > y]`` more on
the clock, read from the curve of its like, the learned tail included; from there the mean time of
delivered parcels leads to the buyer. Days to come run as
:class:`parcelwright.detection.silence.Silence` says: an announced strike puts the day off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import STAGE_CODE, STAGES, Flag
from parcelwright.analytics.prior import prior
from parcelwright.analytics.transit import BIN_DAYS, LAST_DAY
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns
    from parcelwright.detection.assess import AssessmentColumns
    from parcelwright.detection.likes import Likes
    from parcelwright.detection.silence import Silence

_STEPS = np.arange(0.0, LAST_DAY + BIN_DAYS, BIN_DAYS)
_LEAST = 1e-300


def remaining_days(found: AssessmentColumns, silence: Silence) -> NDArray[np.float64]:
    """Return the mean calendar days until those of the parcels that arrive do so; one entry each.

    NaN for a parcel on its way back, or declared lost.

    Args:
        found: The parcels.
        silence: Theirs, and how their days go on.
    """
    likes, columns = found.view.chances.likes, found.view.columns
    waits, later = np.empty(len(found)), np.empty(len(found))
    for row in np.unique(found.view.chances.like).tolist():
        mine = np.flatnonzero(found.view.chances.like == row)
        silent = found.view.watched_days[mine]
        if row < likes.shipped:
            waits[mine], later[mine] = _by_lane(likes, row, silent), 0.0
        elif row < likes.learned:
            waits[mine] = _shipped(STAGES[row - likes.shipped], silent)
            later[mine] = _rest_of_usual(likes, columns, mine, found.view.now, waits[mine])
        else:
            group = likes.table.cells.group(row - likes.learned)
            pace = likes.table.trust.pace
            share = np.exp(pace * group.curve.log_survival(silent[:, None] + _STEPS))
            waits[mine], later[mine] = _mean_rest(share), np.nan_to_num(group.days_later)
    days = silence.until(silence.clock_days + waits) + later
    away = (columns.stage == STAGE_CODE[Stage.RETURN]) | columns.has(Flag.DECLARED_LOST)
    return np.where(away, np.nan, np.maximum(days, 0.0))


def _by_lane(likes: Likes, row: int, silent: NDArray[np.float64]) -> NDArray[np.float64]:
    past = silent - likes.lanes.usual_days[row]
    log_share = likes.table.curve.log_survival(past[:, None] + _STEPS)
    return _mean_rest(np.exp(likes.table.trust.pace * log_share))


def _shipped(stage: Stage, silent: NDArray[np.float64]) -> NDArray[np.float64]:
    return _mean_rest(prior().stages[stage].dwell.survival(silent[:, None] + _STEPS))


def _rest_of_usual(
    likes: Likes,
    columns: Columns,
    rows: NDArray[np.intp],
    now: float,
    waits: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return what is left of the usual days of the lane after the wait; 0 where they are over."""
    age = np.nan_to_num(now - columns.accepted[rows])
    usual = likes.lanes.usual_days[columns.lane[rows]]
    return np.asarray(np.maximum(usual - age - waits, 0.0), np.float64)


def _mean_rest(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean time left: the area under the share that waits on, over its first column."""
    area = BIN_DAYS * (share[:, 1:] + share[:, :-1]).sum(axis=1) / 2
    return np.asarray(area / np.maximum(share[:, 0], _LEAST), np.float64)
