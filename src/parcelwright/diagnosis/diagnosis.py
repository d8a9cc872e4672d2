"""Where custody most likely ended, and the most likely cause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.detection.assessment import Reason
    from parcelwright.parcels.events import Stage, TrackingEvent


class CauseKind(StrEnum):
    """Causes that the first diagnosis can tell from scans alone."""

    NEVER_HANDED_OVER = "never_handed_over"
    SILENT_LEG = "silent_leg"
    HELD_BY_CUSTOMS = "held_by_customs"
    RETURN_IN_PROGRESS = "return_in_progress"
    DELIVERY_DISPUTED = "delivery_disputed"
    DECLARED_LOST = "declared_lost"
    ADDRESS_PROBLEM = "address_problem"
    AWAITING_PICKUP = "awaiting_pickup"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Cause:
    """One possible cause, with the scans that speak for it.

    Args:
        strength: Weight from 0 to 1 that orders the causes; set by rule, not a probability.
        reasons: What speaks for it, ready for a page.
        proof: The events that speak for it, oldest first.
    """

    kind: CauseKind
    strength: float
    reasons: tuple[Reason, ...] = ()
    proof: tuple[TrackingEvent, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """What the scans tell about where the parcel is.

    Args:
        custodian: Last proven custodian's slug, empty when nobody is proven.
        silent_leg: Stage in which the silence began.
        next_handover: Stage that was never proven; None when nothing is missing.
        causes: Possible causes, strongest first; never empty (``NONE`` when nothing shows).
    """

    custodian: str
    silent_leg: Stage
    next_handover: Stage | None
    causes: tuple[Cause, ...]
