"""Why nothing is owed for a parcel whose journey has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.buyer_clocks import OF_THE_GOODS
from parcelwright.claims.seizure import NOT_BY_CARRIERS
from parcelwright.parcels.events import Milestone
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from parcelwright.claims.facts import Facts
    from parcelwright.claims.type_choices import TypeChoice
    from parcelwright.parcels.journey import Journey

_RECEIVED = Milestone.REPORTED_RECEIVED
_CLOSED = {
    Milestone.DELIVERED: "The parcel is delivered and nobody disputes it.",
    Milestone.REPORTED_RECEIVED: "The buyer has received the parcel.",
    Milestone.RETURNED: "The parcel came back to the sender.",
    Milestone.CANCELLED: "The parcel was never shipped.",
    Milestone.SEIZED: NOT_BY_CARRIERS,
}
_AFTER_DELIVERY = {
    Milestone.DELIVERED: {
        ClaimType.DAMAGED,
        ClaimType.PARTLY_LOST,
        ClaimType.DELAYED,
        ClaimType.DELIVERED_NOT_RECEIVED,
    },
    Milestone.REPORTED_RECEIVED: {ClaimType.DAMAGED, ClaimType.PARTLY_LOST, ClaimType.DELAYED},
    Milestone.RETURNED: {
        ClaimType.RETURNED_WITHOUT_REASON,
        ClaimType.DAMAGED,
        ClaimType.PARTLY_LOST,
    },
}


def closed_by(outcome: Milestone | None, choice: TypeChoice) -> str:
    """Return why nothing is owed, or empty where something may be.

    A delivery or return closes nothing that it brought about.

    Args:
        outcome: The milestone that closed tracking; None while the journey is open.
        choice: What went wrong.
    """
    if outcome is None:
        return ""
    if choice.trouble and choice.claim_type in _AFTER_DELIVERY.get(outcome, ()):
        return ""
    return _CLOSED.get(outcome, "")


def is_with_buyer(journey: Journey, choice: TypeChoice, facts: Facts) -> bool:
    """Return whether the buyer has the goods: they came, and nobody denies it."""
    outcome = journey.course.outcome
    scanned = Since.DELIVERED_SCAN in facts.moments and outcome is not Milestone.RETURNED
    came = outcome is _RECEIVED or scanned
    settled = outcome in {_RECEIVED, Milestone.DELIVERED} and bool(closed_by(outcome, choice))
    return settled or (came and choice.claim_type in OF_THE_GOODS)
