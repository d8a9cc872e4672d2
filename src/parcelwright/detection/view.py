"""What a detector looks at: parcels, their silence, and what is usual for their like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns
    from parcelwright.detection.chances import Chances


@dataclass(frozen=True, kw_only=True)
class View:
    """Open parcels at one moment.

    Args:
        columns: The parcels.
        now: Day number of the moment.
        watched_days: The part of that silence during which the source still watched, on
            the clock that the table was learned with.
        chances: What that silence means.
    """

    columns: Columns
    now: float
    watched_days: NDArray[np.float64]
    chances: Chances

    @cached_property
    def past_p90(self) -> NDArray[np.bool_]:
        """Whether the watched silence is longer than nine in ten of its like stay under."""
        return self.watched_days > self.chances.p90

    @cached_property
    def past_p95(self) -> NDArray[np.bool_]:
        """The same for 95 in a hundred."""
        return self._also_past(self.past_p90, self.chances.p95_of)

    @cached_property
    def past_p99(self) -> NDArray[np.bool_]:
        """The same for 99 in a hundred."""
        return self._also_past(self.past_p95, self.chances.p99_of)

    def _also_past(
        self,
        shorter: NDArray[np.bool_],
        longer: Callable[[NDArray[np.intp]], NDArray[np.float64]],
    ) -> NDArray[np.bool_]:
        """Return where the silence is past a longer one too; so are but few of all."""
        found, rows = np.zeros_like(shorter), np.flatnonzero(shorter)
        found[rows] = self.watched_days.take(rows) > longer(rows)
        return found

    @cached_property
    def silent_days(self) -> NDArray[np.float64]:
        """Calendar days since the last scan, or acceptance, or label."""
        return np.asarray(self.now - self.columns.since, np.float64)


def days_text(days: float) -> str:
    """Return days as a reason shows them: whole, or with one decimal below ten.

    >>> days_text(23.4), days_text(3.25)
    ('23', '3.2')
    """
    return f"{days:.0f}" if days >= 10 else f"{days:.1f}"  # noqa: PLR2004 - two digits either way
