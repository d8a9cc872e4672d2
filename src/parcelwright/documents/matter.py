"""What a letter is about: a loss, damage, a delay and so on, by what was found to have happened."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone
from parcelwright.rulebook.rule import ClaimType

if TYPE_CHECKING:
    from collections.abc import Mapping


class Matter(StrEnum):
    """What happened to the parcel, as letters speak of it."""

    LOST = "lost"
    NOT_ACCEPTED = "not_accepted"
    NOT_RECEIVED = "not_received"
    SEIZED = "seized"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    PARTLY_LOST = "partly_lost"
    DELAYED = "delayed"
    RETURNED = "returned"

    @property
    def sections(self) -> tuple[str, ...]:
        """Endings of the sections that hold its words, the most particular first.

        What the words of a matter leave out is said as for all parcels that are not missing,
        or as for a loss.
        """
        match self:
            case Matter.LOST:
                return ()
            case Matter.NOT_ACCEPTED | Matter.NOT_RECEIVED | Matter.SEIZED | Matter.DESTROYED:
                return (self.value,)
            case _:
                return (self.value, "not_missing")


_BY_TYPE: Mapping[ClaimType, Matter] = {
    ClaimType.NOT_ACCEPTED: Matter.NOT_ACCEPTED,
    ClaimType.LOST_IN_WAREHOUSE: Matter.LOST,
    ClaimType.LOST_IN_TRANSIT: Matter.LOST,
    ClaimType.DELIVERED_NOT_RECEIVED: Matter.NOT_RECEIVED,
    ClaimType.DAMAGED: Matter.DAMAGED,
    ClaimType.PARTLY_LOST: Matter.PARTLY_LOST,
    ClaimType.DELAYED: Matter.DELAYED,
    ClaimType.RETURNED_WITHOUT_REASON: Matter.RETURNED,
}
_BY_OUTCOME: Mapping[Milestone, Matter] = {
    Milestone.SEIZED: Matter.SEIZED,
    Milestone.DESTROYED: Matter.DESTROYED,
}


def matter_of(claim_type: ClaimType, outcome: Milestone | None) -> Matter:
    """Return what a letter is about.

    Args:
        claim_type: What was found to have gone wrong.
        outcome: How the journey ended; a loss by seizure or destruction is called that.
    """
    found = _BY_TYPE[claim_type]
    if found is not Matter.LOST or outcome is None:
        return found
    return _BY_OUTCOME.get(outcome, found)
