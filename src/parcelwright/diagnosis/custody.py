"""Who was last proven to hold a parcel, where it fell silent, and what was never proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone, Stage

if TYPE_CHECKING:
    from parcelwright.parcels.journey import Journey

# Custody passes on between these. Customs is no handover: the post keeps the parcel.
_HANDOVERS = (
    Stage.ANNOUNCED, Stage.ORIGIN, Stage.LINE_HAUL, Stage.IMPORT, Stage.DESTINATION,
    Stage.DELIVERY, Stage.CLOSED,
)  # fmt: skip


def custodian(journey: Journey) -> str:
    """Return the slug of the carrier that last proved to hold the parcel, or empty text."""
    return journey.last_proven_custodian


def silent_leg(journey: Journey) -> Stage:
    """Return the stage after the last scan, in which the silence began.

    Notes of buyers and sources come later and prove nothing; a disputed delivery was
    last proven to be in delivery.
    """
    last = journey.last_scan
    if last is None:
        return Stage.ANNOUNCED
    if last.milestone is Milestone.DELIVERED:
        return Stage.DELIVERY
    return journey.stages[journey.events.index(last)]


def next_handover(journey: Journey) -> Stage | None:
    """Return the first stage after the silent leg that nothing proves.

    None when the journey has ended; on the way back it is the end of the return.
    """
    if journey.outcome is not None:
        return None
    leg = silent_leg(journey)
    match leg:
        case Stage.CUSTOMS:
            return Stage.DESTINATION
        case Stage.RETURN:
            return Stage.CLOSED
        case Stage.CLOSED:
            return None
    return _HANDOVERS[_HANDOVERS.index(leg) + 1]
