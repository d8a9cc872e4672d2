"""Which detectors have something to say of parcels, and how the parcels stand by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import Flag
from parcelwright.detection.assessment import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from parcelwright.detection.assess import Detector
    from parcelwright.detection.view import View

# Chance of loss from which preparing a claim pays.
PRESUMED_LOST_FROM_LOST = 0.50
_CODE = {standing: code for code, standing in enumerate(Standing)}


class Judge:
    """Hears detectors.

    Args:
        detectors: Strongest reason first.
    """

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._detectors = detectors
        # Wide enough for one bit a detector.
        self.kind: np.dtype[np.unsignedinteger] = np.min_scalar_type((1 << len(detectors)) - 1)

    def write(
        self, view: View, spoken: NDArray[np.unsignedinteger], standing: NDArray[np.int8]
    ) -> None:
        """Write what becomes of the parcels of a view.

        Args:
            view: The parcels.
            spoken: Bit ``n`` is set where detector ``n`` has something to say.
            standing: The most that any of them asks for, index into ``assess.STANDINGS``.
        """
        presumed = view.chances.arrives <= 1 - PRESUMED_LOST_FROM_LOST
        presumed &= view.past_p90
        presumed &= view.columns.has(Flag.PROVEN) & ~view.columns.has(Flag.UNCOLLECTED)
        np.multiply(presumed, np.int8(_CODE[Standing.PRESUMED_LOST]), out=standing)
        spoken[:] = 0
        for place, one in enumerate(self._detectors):
            where = one.applies(view)
            # Where a detector is silent it asks for ON_TIME, the least, which is 0.
            if where.any():
                spoken |= where * self.kind.type(1 << place)
                np.maximum(standing, where * np.int8(_CODE[one.AT_LEAST]), out=standing)
