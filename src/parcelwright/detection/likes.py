"""What parcels that are alike share: by lane, by shipped stage, or by learned stage.

Parcels are alike by numbers alone: the code of carrier and service, the stage and what the
silence began with name a cell that holds the row of their figures.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.arrivals import STAGE_WIDTHS, WIDTHS, Width, stage_key
from parcelwright.analytics.cells import WAITING
from parcelwright.analytics.columns import STAGE_CODE, STAGES, Flag
from parcelwright.analytics.losses import log_odds
from parcelwright.analytics.prior import prior
from parcelwright.analytics.situations import SITUATIONS, situations_of
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable, StageGroup
    from parcelwright.analytics.columns import Columns, LaneKey

# A lane's own loss share counts while a parcel is young and fades as it grows late: lanes
# with many losses also have the longest innocent delays. Within this bound on the
# log-odds the chance never rises with silence.
LANE_SHARE_BOUND = 0.95
_NOT_ASKED, _BY_LANE = -1, -2
_SETTLED = STAGE_CODE[Stage.CLOSED]


class Likes:
    """Rows of figures: the lanes first, then the stages as shipped, then those learned.

    Those learned are filled when a parcel asks for them; filling them twice writes the same
    numbers, so threads may share them.

    Args:
        table: What was learned.
        lanes: Of the parcels.
    """

    def __init__(self, table: ArrivalTable, lanes: tuple[LaneKey, ...]) -> None:
        self.table = table
        self.lanes = table.figures(lanes)
        self.shipped = len(lanes)
        self.learned = self.shipped + len(STAGES)
        rows = self.learned + len(table.stages)
        self.quantiles = np.empty((len(WAITING), rows))
        self.width = np.full(rows, WIDTHS.index(Width.PRIOR), np.int8)
        self.journeys = np.zeros(rows, np.int64)
        self._fill_lanes()
        self._fill_shipped()
        kinds, first = _first_cells(lanes)
        self._row_of = np.full(kinds * len(STAGES) * len(SITUATIONS), _NOT_ASKED, np.intp)
        # The first cell of each place, ``Columns.place``.
        self._first = np.add.outer(first, np.arange(len(STAGES)) * len(SITUATIONS)).ravel()

    @cached_property
    def lane_shares(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """By lane: how much likelier its parcels are lost than all, in log-odds; its variance."""
        whole = self.table.whole
        shared, _ = log_odds(whole.loss_share, whole.loss_worth)
        own, variance = log_odds(self.lanes.loss_share, self.lanes.loss_worth)
        return np.clip(own - shared, -LANE_SHARE_BOUND, LANE_SHARE_BOUND), variance

    def rows_of(self, columns: Columns) -> NDArray[np.intp]:
        """Return the row of each parcel.

        Args:
            columns: With the lanes that these figures are for.
        """
        code = self._first.take(columns.place)
        code += situations_of(columns)
        found = self._row_of.take(code)
        proven = columns.has(Flag.PROVEN)
        proven &= (columns.stage != _SETTLED) | columns.has(Flag.DISPUTED)
        by_lane = np.flatnonzero(~proven)
        found[by_lane] = columns.lane.take(by_lane)
        if len(found) and found.min() < 0:
            self._ask(columns, code, np.flatnonzero(found == _NOT_ASKED))
            lacking = np.flatnonzero(found < 0)
            found[lacking] = self._row_of.take(code.take(lacking))
            by_lane = np.flatnonzero(found == _BY_LANE)
            found[by_lane] = columns.lane.take(by_lane)
        return found

    def _ask(self, columns: Columns, code: NDArray[np.intp], new: NDArray[np.intp]) -> None:
        """Find the rows of cells that no parcel has asked for yet."""
        distinct, first = np.unique(code[new], return_index=True)
        for cell, row in zip(distinct.tolist(), columns.lane[new[first]].tolist(), strict=True):
            self._row_of[cell] = self._asked(cell, columns.lanes[row])

    def _asked(self, cell: int, lane: LaneKey) -> int:
        rest, situation = divmod(cell, len(SITUATIONS))
        stage = STAGES[rest % len(STAGES)]
        group = self.table.stage_group(stage, SITUATIONS[situation], lane)
        if group is not None:
            return self._learned_row(group)
        return self.shipped + STAGE_CODE[stage] if stage in prior().stages else _BY_LANE

    def _learned_row(self, group: StageGroup) -> int:
        row = self.learned + self.table.cells.row_of(group)
        self.quantiles[:, row] = self.table.cells.quantiles(row - self.learned)
        self.width[row] = WIDTHS.index(group.width)
        self.journeys[row] = group.parcels
        return row

    def _fill_lanes(self) -> None:
        usual, lanes = self.lanes.usual_days, slice(self.shipped)
        past = [self.table.curve.quantile(level) for level in WAITING[1:]]
        self.quantiles[0, lanes] = usual
        self.quantiles[1:, lanes] = np.maximum(usual + np.array(past)[:, None], 0.0)
        self.width[lanes] = self.lanes.width
        self.journeys[lanes] = self.lanes.journeys

    def _fill_shipped(self) -> None:
        for stage, known in prior().stages.items():
            row = self.shipped + STAGE_CODE[stage]
            self.quantiles[:, row] = [known.dwell.quantile(level) for level in WAITING]


def _first_cells(lanes: tuple[LaneKey, ...]) -> tuple[int, NDArray[np.intp]]:
    """Return how many kinds of lanes learned stages tell apart, and each lane's first cell."""
    keys = [stage_key(lane, STAGE_WIDTHS[-1]) for lane in lanes]
    index = {key: code for code, key in enumerate(sorted(set(keys)))}
    first = [index[key] * len(STAGES) * len(SITUATIONS) for key in keys]
    return len(index), np.array(first, np.intp)
