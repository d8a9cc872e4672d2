"""Where custody most likely ended, and the most likely cause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from parcelwright.detection.assessment import Reason
    from parcelwright.parcels.events import TrackingEvent


class CauseKind(StrEnum):
    """Why a parcel does not come, as far as anyone can tell from its scans and its like."""

    NEVER_HANDED_OVER = "never_handed_over"
    SILENT_LEG = "silent_leg"
    HELD_BY_CUSTOMS = "held_by_customs"
    UNPAID_DUTY = "unpaid_duty"
    RETURN_IN_PROGRESS = "return_in_progress"
    DELIVERY_DISPUTED = "delivery_disputed"
    DECLARED_LOST = "declared_lost"
    ADDRESS_PROBLEM = "address_problem"
    AWAITING_PICKUP = "awaiting_pickup"
    MISSORTED = "missorted"
    STOLEN = "stolen"
    TRANSPORT_ACCIDENT = "transport_accident"
    MISSING_SCAN = "missing_scan"
    OUTAGE = "outage"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Cause:
    """A cause that scans state, with the scans that do.

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
class Likely:
    """A possible cause with its chance, and what speaks for and against it.

    Args:
        chance: From 0 to 1, calibrated on simulated journeys only; None where the carrier
            or source says it itself and nobody measured how often that is right.
        supports: Events that speak for it, oldest first.
        opposes: Events that speak against it, oldest first.
        reasons: What else speaks for or against it, such as how its siblings fare.
        settled_by: What would settle whether it is so, in English.
        next_act: What to do about it, in English.
    """

    kind: CauseKind
    chance: float | None
    supports: tuple[TrackingEvent, ...] = ()
    opposes: tuple[TrackingEvent, ...] = ()
    reasons: tuple[Reason, ...] = ()
    settled_by: str = ""
    next_act: str = ""


# Before these nobody can have given it to somebody else: it vanished on the way.
_NEAR_THE_BUYER = frozenset({Stage.DESTINATION, Stage.DELIVERY, Stage.RETURN})


def vanished_on_the_way(kind: CauseKind, leg: Stage) -> bool:
    """Return whether a theft would be one on the way, for want of a scan near the buyer.

    Args:
        kind: The cause.
        leg: Stage in which the silence began.
    """
    return kind is CauseKind.STOLEN and leg not in _NEAR_THE_BUYER


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """What the scans tell about where the parcel is.

    Args:
        custodian: Last proven custodian's slug, empty when nobody is proven.
        silent_leg: Stage in which the silence began.
        next_handover: Stage that was never proven; None when nothing is missing.
        causes: Causes that scans state, strongest first; never empty (``NONE`` when nothing
            shows). What a person must do follows from them.
        likely: Causes weighed against each other, likeliest first; empty for a journey that
            has ended.
        named: The cause to name, ``UNKNOWN`` when the likeliest is too unlikely to be named.
        named_chance: Its chance; None when unknown, or said by the carrier itself.
    """

    custodian: str
    silent_leg: Stage
    next_handover: Stage | None
    causes: tuple[Cause, ...]
    likely: tuple[Likely, ...] = ()
    named: CauseKind = CauseKind.NONE
    named_chance: float | None = None
