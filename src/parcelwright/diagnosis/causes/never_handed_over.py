"""A label exists, but no carrier was ever seen to hold the parcel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import cause

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import Cause
    from parcelwright.parcels.journey import Journey


def weigh(journey: Journey, now: datetime) -> Cause | None:
    """Return the cause when no event proves custody."""
    if journey.outcome is not None or journey.scans:
        return None
    return cause(CauseKind.NEVER_HANDED_OVER, 0.7, journey.events[:1], now)
