"""The shop's journeys as arrays: what each cost in days, scans, holds, complaints and losses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.columns import LaneKey


@dataclass(frozen=True, kw_only=True, eq=False)
class Journeys:
    """One entry a parcel that a carrier took; times are days since 1970-01-01 UTC.

    Args:
        lane: Index into ``lanes``.
        lanes: The distinct lanes.
        month: Months since January 1970 of the acceptance.
        accepted: Day of acceptance.
        ended: Day of delivery, else the last day on which it was known to be on its way.
        delivered: It arrived, on day ``ended``.
        lost: It never came; means something only where ``counted``.
        counted: Old enough to tell whether it is lost, so that a slow parcel is no loss and a
            recent month does not look safer than it is.
        open: Not ended by now, and too young to count.
        held: Customs held it, asked for papers or duties, or seized it.
        false_delivery: Tracking said delivered, and it was not.
        complained: The buyer reported that it did not come or came broken.
        scans: How often a carrier scanned it.
        legs: In how many stages it was scanned.
        longest: Longest time between two of its scans in days; NaN with fewer than two.
        value: What the buyer paid for the goods, in ``currency``; NaN where not known.
        currency: ISO 4217; empty where no value is known.
        mature_days: Age from which a parcel is ``counted``.
        now: Day on which all this was known.
        number: Position of the parcel in the table that was read.
    """

    lane: NDArray[np.int32]
    lanes: tuple[LaneKey, ...]
    month: NDArray[np.int32]
    accepted: NDArray[np.float64]
    ended: NDArray[np.float64]
    delivered: NDArray[np.bool_]
    lost: NDArray[np.bool_]
    counted: NDArray[np.bool_]
    open: NDArray[np.bool_]
    held: NDArray[np.bool_]
    false_delivery: NDArray[np.bool_]
    complained: NDArray[np.bool_]
    scans: NDArray[np.int32]
    legs: NDArray[np.int32]
    longest: NDArray[np.float64]
    value: NDArray[np.float64]
    currency: str
    mature_days: float
    now: float
    number: NDArray[np.intp]

    def __len__(self) -> int:
        """Return the number of journeys."""
        return len(self.lane)

    @property
    def closed(self) -> NDArray[np.bool_]:
        """Where a journey has ended, one way or another."""
        return np.asarray(self.counted | ~self.open, np.bool_)

    @property
    def days(self) -> NDArray[np.float64]:
        """Days from acceptance to delivery, or for which it was known to be on its way."""
        return np.asarray(np.maximum(self.ended - self.accepted, 0.0), np.float64)

    def take(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Journeys:
        """Return some of the journeys, with the same lanes."""
        arrays = {name: values[rows] for name, values in vars(self).items() if name in _PER_JOURNEY}
        kept = {name: value for name, value in vars(self).items() if name not in _PER_JOURNEY}
        return Journeys(**arrays, **kept)


_PER_JOURNEY = frozenset({
    "lane", "month", "accepted", "ended", "delivered", "lost", "counted", "open", "held",
    "false_delivery", "complained", "scans", "legs", "longest", "value", "number",
})  # fmt: skip
