"""Customs holds the parcel, seized it, or sends it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import Testimony, current, overtaken, said
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

KIND = CauseKind.HELD_BY_CUSTOMS
STATED = True
SETTLED_BY = "A word from customs or the carrier on what is missing, or a scan beyond customs."
NEXT_ACT = (
    "Ask the carrier what customs wants, and give it: invoice, description and value of the goods."
)

_MARKS = frozenset({
    Milestone.HELD_BY_CUSTOMS, Milestone.CUSTOMS_NEEDS_DOCUMENTS, Milestone.DUTIES_UNPAID,
    Milestone.SEIZED,
})  # fmt: skip
_BEYOND = frozenset({Milestone.CUSTOMS_CLEARED, Milestone.HANDED_TO_LAST_MILE})


def strength(signs: Signs) -> NDArray[np.float64]:
    """Return 0.85 while the newest scan is a hold."""
    return np.where(signs.held, 0.85, 0.0)


def testimony(parcel: Parcel, journey: Journey) -> Testimony:
    """Return the holds, and the scans that show the parcel beyond them.

    Without a hold, the presentation to customs while it is the newest scan.
    """
    del parcel
    holding = current(journey, _MARKS)
    if holding:
        return Testimony(supports=holding)
    if not said(journey, _MARKS):
        waits = current(journey, {Milestone.CUSTOMS_STARTED})
        return Testimony(supports=waits, opposes=said(journey, _BEYOND))
    return overtaken(journey, _MARKS)
