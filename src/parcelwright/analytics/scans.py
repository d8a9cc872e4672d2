"""Scans of many parcels as flat arrays, from which silences are learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Scans:
    """What ended a silence: every scan, and a buyer's word that the parcel came.

    One entry each, sorted by parcel and then as the journey holds them; times are days
    since 1970-01-01 UTC.

    Args:
        row: int32, the parcel's entry in the columns.
        stage: int8, stage after it, index into ``columns.STAGES``.
        mark: int8, what it means, index into ``columns.MARKS``.
        at: When it happened.
        heard: When somebody learned of it.
        outcome: int8, ``columns.Outcome`` that it brought; ``OPEN`` for most.
    """

    row: NDArray[np.int32]
    stage: NDArray[np.int8]
    mark: NDArray[np.int8]
    at: NDArray[np.float64]
    heard: NDArray[np.float64]
    outcome: NDArray[np.int8]

    def __len__(self) -> int:
        """Return the number of scans."""
        return len(self.row)

    def of_rows(self, rows: NDArray[np.intp] | NDArray[np.bool_], parcels: int) -> Scans:
        """Return the scans of chosen parcels, which get rows 0, 1, 2 and so on.

        Args:
            rows: Parcels wanted, in any order and as often as wanted; or a mask.
            parcels: How many parcels there are now.
        """
        chosen = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows.astype(np.intp)
        count = np.bincount(self.row, minlength=parcels)
        first = np.cumsum(count) - count
        wanted = count[chosen]
        shift = first[chosen] - (np.cumsum(wanted) - wanted)
        place = np.arange(wanted.sum()) + np.repeat(shift, wanted)
        return Scans(
            row=np.repeat(np.arange(len(chosen), dtype=np.int32), wanted),
            stage=self.stage[place],
            mark=self.mark[place],
            at=self.at[place],
            heard=self.heard[place],
            outcome=self.outcome[place],
        )

    def part(self, start: int, stop: int) -> Scans:
        """Return the scans of the parcels from one row up to another, which gets row 0."""
        part = slice(*np.searchsorted(self.row, np.array((start, stop), np.int32)).tolist())
        return Scans(
            row=self.row[part] - np.int32(start),
            stage=self.stage[part],
            mark=self.mark[part],
            at=self.at[part],
            heard=self.heard[part],
            outcome=self.outcome[part],
        )
