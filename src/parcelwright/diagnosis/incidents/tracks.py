"""The layout in which incidents are searched: parcels, and what happened to them, as columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

MARKS = tuple(Milestone)
MARK_CODE = {mark: code for code, mark in enumerate(MARKS)}
# What the seller says of the handover stands among the scans under this mark.
SAID_HANDED_OVER = Milestone.LABEL_CREATED
# These end a silence without being scans.
_ENDINGS = frozenset({Milestone.CANCELLED, Milestone.REPORTED_RECEIVED})


@dataclass(frozen=True, kw_only=True)
class Tracks:
    """Parcels, and their steps sorted by parcel and time; texts are indices into ``names``.

    A step is whatever ends a silence: a scan, a cancellation, a buyer's word that the parcel
    came; and before them the seller's word that it was handed over. Days are since
    1970-01-01 UTC; unknown is NaN, unknown text index 0, the empty text.

    Args:
        carrier: Of each parcel.
        service: The same.
        account: The carrier account of each parcel.
        origin: Country.
        destination: Country.
        manifest: List that the parcel was handed over with.
        complained: Day on which the buyer first said that it did not come.
        row: int32, the parcel of each step.
        at: When the step happened.
        heard: When somebody learned of it.
        mark: int16, index into :data:`MARKS`.
        by: Carrier that said it.
        place: Hub, office or city.
        country: Of the place.
        source: Who told us.
        bag: Receptacle that the step names.
        flight: Flight that it names.
        names: The texts; the first is empty.
    """

    carrier: NDArray[np.int32]
    service: NDArray[np.int32]
    account: NDArray[np.int32]
    origin: NDArray[np.int32]
    destination: NDArray[np.int32]
    manifest: NDArray[np.int32]
    complained: NDArray[np.float64]
    row: NDArray[np.int32]
    at: NDArray[np.float64]
    heard: NDArray[np.float64]
    mark: NDArray[np.int16]
    by: NDArray[np.int32]
    place: NDArray[np.int32]
    country: NDArray[np.int32]
    source: NDArray[np.int32]
    bag: NDArray[np.int32]
    flight: NDArray[np.int32]
    names: tuple[str, ...]

    STEPS = ("row", "at", "heard", "mark", "by", "place", "country", "source", "bag", "flight")

    def __len__(self) -> int:
        """Return the number of parcels."""
        return len(self.carrier)

    def marked(self, marks: Collection[Milestone]) -> NDArray[np.bool_]:
        """Return where a step has one of these marks."""
        return np.isin(self.mark, [MARK_CODE[mark] for mark in marks])

    def known_at(self, day: float) -> Tracks:
        """Return the same parcels with what was known at a moment."""
        heard = np.flatnonzero((self.heard <= day) & (self.at <= day))
        steps = {name: getattr(self, name)[heard] for name in self.STEPS}
        complained = np.where(self.complained <= day, self.complained, np.nan)
        return replace(self, complained=complained, **steps)

    def since(self, day: float) -> Tracks:
        """Return the same parcels with the steps from a day on."""
        late = np.flatnonzero(self.at >= day)
        return replace(self, **{name: getattr(self, name)[late] for name in self.STEPS})

    def seen_next(self) -> NDArray[np.float64]:
        """Return when each parcel was next seen after each step, NaN where it was not.

        Steps of one moment are one: a scan told twice ends no silence.
        """
        n = len(self.row)
        if n == 0:
            return np.zeros(0)
        starts = np.ones(n, np.bool_)
        starts[1:] = (self.row[1:] != self.row[:-1]) | (self.at[1:] > self.at[:-1])
        first = np.flatnonzero(starts)
        run = np.cumsum(starts) - 1
        after = np.append(first, n)[run + 1]
        inside = np.minimum(after, n - 1)
        followed = (after < n) & (self.row[inside] == self.row)
        return np.where(followed, self.at[inside], np.nan)


def is_step(mark: Milestone) -> bool:
    """Return whether an event with this mark is a step of the tracks."""
    return mark.is_scan or mark in _ENDINGS
