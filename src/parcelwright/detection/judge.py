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
# Detectors are heard eight at a time: operations on single bytes are the fastest.
_BYTE = 8
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
        np.multiply(presumed.view(np.int8), np.int8(_CODE[Standing.PRESUMED_LOST]), out=standing)
        spoken[:] = 0
        for first in range(0, len(self._detectors), _BYTE):
            some = self._detectors[first : first + _BYTE]
            bits = self._heard(some, view, standing)
            spoken |= np.left_shift(bits, self.kind.type(first), dtype=self.kind)

    def _heard(
        self, detectors: Sequence[Detector], view: View, standing: NDArray[np.int8]
    ) -> NDArray[np.uint8]:
        """Return the bits of up to eight detectors, and raise the standing to what they ask for."""
        bits = np.zeros(len(standing), np.uint8)
        for place, one in enumerate(detectors):
            where = one.applies(view)
            # Where a detector is silent it asks for ON_TIME, the least, which is 0.
            if where.any():
                bits |= where.view(np.uint8) * np.uint8(1 << place)
                np.maximum(
                    standing, where.view(np.int8) * np.int8(_CODE[one.AT_LEAST]), out=standing
                )
        return bits
