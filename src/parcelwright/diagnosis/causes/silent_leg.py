"""The parcel fell silent after a scan that gives no reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.marks import cause

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import Cause
    from parcelwright.parcels.journey import Journey


def weigh(journey: Journey, now: datetime) -> Cause | None:
    """Return the cause for any open journey with a scan; explained silence weighs more."""
    if journey.outcome is not None or journey.last_scan is None:
        return None
    return cause(CauseKind.SILENT_LEG, 0.5, (journey.last_scan,), now)
